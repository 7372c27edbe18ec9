"""What is described once and then anew: an enterprise, a unit, a council, an organisation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic

from dashboard.forms.answers import Asking
from dashboard.forms.registers.lasting import PICKED, Sort, described, picked_again, registered
from gateway.domain.entries import Entry


@dataclass(frozen=True, slots=True)
class Described(Generic[Sort]):
    """Things of one kind, for a form that describes one of them anew.

    Attributes:
        kind: Of the entries, and the field of the body with the short name.
        sort: Of their bodies.
        written: What to write into the form so that it says what stands of one.
        field: Of the form, in which one is picked.
    """

    kind: str
    sort: type[Sort]
    written: Callable[[Asking, Sort], Mapping[str, str]]
    field: str = PICKED

    def known(self, asking: Asking) -> dict[str, Sort]:
        """Return what there is, by its short name."""
        return registered(asking, self.kind, self.sort)

    def picked(self, asking: Asking) -> Sort | None:
        """Return what is described anew, None for something new."""
        return described(asking, self.kind, self.sort, self.field)

    def begins(self, asking: Asking) -> Mapping[str, str]:
        """Return what to write into the form at first: what stands of what was picked."""
        found = self.picked(asking)
        return {} if found is None else self.written(asking, found)

    def again(self, asking: Asking, entry: Entry) -> Mapping[str, str]:
        """Return what to write into the form so that it says the same as an entry."""
        if not isinstance(entry.body, self.sort):
            return {}
        slug = picked_again(getattr(entry.body, self.kind), self.known(asking))
        return {**self.written(asking, entry.body), self.field: slug}
