"""What somebody answered, and what is wrong with it so far."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Final, NamedTuple

from dashboard.visit.given import SOMEBODY, Visit
from dashboard.words.written import Words

OLDEST_S: Final = 30 * 24 * 3600
"""How long a form may have waited in a telephone before its time is no longer believed [s]."""

RANDOM: Final = 4
"""The version of a uid that is drawn by lot. Source: RFC 9562, section 5.4."""

Value = Decimal | str | tuple[str, ...] | int | None


class Fault(NamedTuple):
    """What has to be corrected, at which field."""

    field: str
    sentence: str


@dataclass(frozen=True)
class Asking:
    """Who is asked, and what was written so far (a link may fill in some of it)."""

    visit: Visit
    written: Mapping[str, str]

    def gettext(self, sentence: str) -> str:
        """Return a sentence in the visitor's language."""
        return self.visit.language.gettext(sentence)

    @property
    def waited_s(self) -> int:
        """How long the form lay in the telephone before it could be sent [s of ours]."""
        said = self.written.get("hace", "")
        return min(int(said), OLDEST_S) if said.isascii() and said.isdigit() and len(said) < 9 else 0

    @cached_property
    def words(self) -> Words:
        """How the visitor reads numbers and times; `now` is when the form was filled in."""
        speed = self.visit.station.config.clock.world_speed or 1.0
        then = self.visit.now - int(self.waited_s * speed)
        return Words(self.visit.language, self.visit.words.offset_hours, then)

    @cached_property
    def key(self) -> str:
        """The uid that the form was given; a new one where it was lost.

        Only a random one is taken: the others are computed from what anybody can read, and whoever took
        one first would keep an alarm from being acknowledged, or a slip from being taken back.
        """
        try:
            given = uuid.UUID(self.written.get("clave", ""))
        except ValueError:
            given = uuid.uuid4()
        return str(given if given.version == RANDOM else uuid.uuid4())

    @property
    def tapped(self) -> str | None:
        """The uid of who tapped their name on an enrolled device, None where nobody could or did."""
        if self.visit.device is None or self.visit.member is not None:
            return None
        return self._person("anota")

    @property
    def author(self) -> str:
        """Who records."""
        return self.tapped or self.visit.author

    @property
    def on_behalf_of(self) -> str | None:
        """Who said it, where somebody else writes it down."""
        said = None if self.author == SOMEBODY else self._person("dijo")
        return None if said == self.author else said

    def _person(self, name: str) -> str | None:
        uid = self.written.get(name, "")
        found = self.visit.station.people.person(uid) if uid else None
        return None if found is None or found.withdrawn else found.uid


@dataclass(frozen=True)
class Answers(Asking):
    """A form that was sent, read by its own questions; where it has faults it is not to be used."""

    values: dict[str, Value] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def number(self, name: str) -> Decimal | None:
        """Return a number, None where it was left out or is not known."""
        found = self.values.get(name)
        return found if isinstance(found, Decimal) else None

    def whole(self, name: str) -> int | None:
        """Return a whole number, None where it was left out or is not known."""
        found = self.number(name)
        return None if found is None else int(found)

    def choice(self, name: str) -> str:
        """Return what was chosen, empty where nothing was."""
        found = self.values.get(name)
        return found if isinstance(found, str) else ""

    def text(self, name: str) -> str:
        """Return what was written, empty where nothing was."""
        return self.choice(name)

    def several(self, name: str) -> tuple[str, ...]:
        """Return all that was chosen, in the order of the options."""
        found = self.values.get(name)
        return found if isinstance(found, tuple) else ()

    def moment(self, name: str) -> int:
        """Return when it happened [s UTC], the moment of the form where it could not be read."""
        found = self.values.get(name)
        return found if isinstance(found, int) else self.words.now

    def day(self, name: str) -> int | None:
        """Return a day that may have been left open [s UTC], None where it was."""
        found = self.values.get(name)
        return found if isinstance(found, int) else None

    def is_estimated(self, name: str) -> bool:
        """Tell whether a number was guessed."""
        return self.values.get(f"{name}-como") == "estimated"

    def fault(self, name: str, sentence: str) -> None:
        """Add a fault."""
        self.faults.append(Fault(name, sentence))
