"""What no text for everybody names: people, stores, telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.visit.given import Visit


@dataclass(frozen=True, slots=True)
class Private:
    """What no paper names.

    Attributes:
        words: Names of people and stores, telephone numbers.
        public: What is called openly, whoever else is called so: councils, enterprises, units.
    """

    words: Sequence[str] = ()
    public: Sequence[str] = ()

    def told_in(self, text: str) -> list[str]:
        """Return what of it a text names."""
        left = _one_of(self.public).sub(" ", text) if self.public else text
        return _one_of(self.words).findall(left) if self.words else []

    def hidden(self, text: str) -> str:
        """Return a text with what it must not name struck out."""
        if not self.told_in(text):
            return text
        both = _one_of([*self.public, *self.words])
        open_names = {one.casefold() for one in self.public}
        return both.sub(lambda one: one[0] if one[0].casefold() in open_names else "[…]", text)


def private_of(visit: Visit) -> Private:
    """Return what no paper of a station names."""
    registers = visit.station.production.registers()
    people = visit.station.people.everybody()
    stores = [one.name for one in registers.warehouses.values()]
    public = [
        *(one.name for one in registers.councils.values()),
        *(one.name for one in registers.enterprises.values()),
        *(one.name for one in registers.units.values()),
        *(one.name for one in registers.counterparts.values()),
        *(one.name for one in visit.registered.places),
        visit.station.config.commune.name,
    ]
    telephones = [one.telephone for one in people if one.telephone]
    return Private((*(one.name for one in people), *stores, *telephones), public)


def _one_of(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted({one for one in words if one}, key=lambda one: (-len(one), one))
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(one) for one in longest_first)})(?!\w)", re.IGNORECASE)
