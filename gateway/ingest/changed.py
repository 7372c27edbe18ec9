"""Which inputs of a node have changed: what they say is committed at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from gateway.domain.quantities import AT_ONCE
from gateway.store.sqlite.arrivals import Arrival


@dataclass(frozen=True, slots=True)
class Inputs:
    """Remembers what each input said last; what was never heard before has changed."""

    _last: dict[tuple[str, str, str], float] = field(default_factory=dict)

    def change(self, fresh: Iterable[Arrival]) -> bool:
        """Take note of records of now; tell whether an input says something else, or a button was pressed."""
        said = [
            ((one.node, channel, quantity), value)
            for one in fresh
            for channel, values in one.values.items()
            if not AT_ONCE.isdisjoint(values)
            for quantity, value in values.items()
            if quantity in AT_ONCE
        ]
        if not said:
            return False
        has_changed = any(_is_press(key[2], value) or self._last.get(key) != value for key, value in said)
        self._last.update(said)
        return has_changed

    def forget(self) -> None:
        """Forget what was not committed: it will come again, and must be as new then."""
        self._last.clear()


def _is_press(quantity: str, value: float) -> bool:
    """Tell whether somebody pressed; a second press says the same as the first."""
    return quantity == "button" or (quantity == "gasping" and value > 0)
