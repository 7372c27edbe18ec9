"""What a matter of the demo's parliament is before it is put to a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from gateway.demo.world.daily import NO_TEXT
from gateway.domain.entries import Organ, Proposed

Who = tuple[Organ, str | None]
"""An organ, and the short name where there are several of it."""

CONTROL: Final[Who] = ("control", None)
ECONOMY: Final[Who] = ("economy", None)
EXECUTIVE: Final[Who] = ("executive", None)
PLANNING: Final[Who] = ("planning", None)
FISH: Final[Who] = ("enterprise", "cachama")
MAIZE: Final[Who] = ("enterprise", "maiz")

Sort = Literal["plan", "remuneration", "price", "distribution", "reinvestment", "sharing", "other"]
Result = Literal["approved", "rejected", "deferred"]


@dataclass(frozen=True, slots=True)
class Item:
    """A matter.

    Attributes:
        name: Its part of the uids.
        sort: What it is about, which says what lines it has.
        by: Who proposes it.
        text: What is proposed; its first line is what it is called.
        lines: The fields of its `Proposed` beside those.
        debate: What was said about it, without names.
        responsible: Who answers for it.
        deadline: Until when.
    """

    name: str
    sort: Sort
    by: Who
    text: str
    lines: dict[str, Any] | None = None
    debate: str | None = None
    result: Result = "approved"
    responsible: Who = EXECUTIVE
    deadline: date | None = None

    def proposed(self, session: int) -> Proposed:
        """Return what is put to a session, its text still to be salted."""
        organ, of = self.by
        return Proposed(session, self.sort, organ, NO_TEXT, of, **(self.lines or {}))
