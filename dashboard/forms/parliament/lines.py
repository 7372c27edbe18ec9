"""The lines of a proposal: what a sort asks beside what is proposed, and the fields that they fill."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Option, Range
from dashboard.forms.parliament.session import Sitting
from dashboard.goods.produced import account_words
from dashboard.production.registers import base_set
from gateway.domain.goods import Good, is_maize

FEWEST: Final = 3
MOST: Final = 24
"""So many lines a proposal has at first, and at most."""
COUNT: Final = "renglones"
"""The field with how many lines the form has."""
MORE: Final = "mas-renglones"
"""The button that asks for more of them."""
AMOUNTS: Final = Range(Decimal("0.01"), Decimal(999_999_999_999))
PERCENTS: Final = Range(Decimal(0), Decimal(100))


@dataclass(frozen=True, kw_only=True)
class Lines:
    """What a sort of proposal asks.

    Attributes:
        asks: What must be picked first stands first; then the lines.
        fills: The fields of the proposal; it may add faults to the answers.
        follows: What the lines come to, in whole sentences.
        more: How many lines there are, 0 where that is not for the visitor to say.
    """

    asks: Sequence[Ask] = ()
    fills: Callable[[Answers], Mapping[str, object]] = field(default=lambda _answers: {})
    follows: Callable[[Answers], Sequence[str]] = field(default=lambda _answers: ())
    more: int = 0


def count_of(asking: Asking) -> int:
    """Return how many lines a form has."""
    said = asking.written.get(MORE, asking.written.get(COUNT, ""))
    wanted = int(said) if said.isascii() and said.isdigit() and len(said) < 4 else FEWEST
    return max(FEWEST, min(wanted, MOST))


def named(number: int, part: str) -> str:
    """Return the name of a field of a line; the first is 1."""
    return f"renglon-{number}-{part}"


def goods_known(sitting: Sitting) -> dict[str, str]:
    """Return how each product of the commune is called with its measure, by the code of its good."""
    visit, at, known = sitting.asking.visit, sitting.at, sitting.registers
    cycles = visit.station.production.cycles()
    names = account_words(visit, cycles, names_stores=False)
    keys = {one.product: one.measure for one in known.products.values()}
    keys |= {one.key: "kg" for one in cycles if one.key not in keys}
    found = {}
    for key, measure in keys.items():
        registered = known.products.get(key)
        is_grain = is_maize(key) if registered is None else registered.is_grain
        base = known.base_of(key, at=at) if is_grain else None
        good = Good(measure, key, None if base is None else base_set(base))
        found[str(good)] = f"{names.product(good)}, {names.basis(good)}"
    return found


def good_options(sitting: Sitting) -> list[Option]:
    """Return the products as answers, a first one for none."""
    return [Option("", "—"), *(Option(code, name) for code, name in goods_known(sitting).items())]


def whole(answers: Answers, number: int, parts: Mapping[str, str]) -> bool:
    """Tell whether a line says everything; one that says only a part of it is a fault.

    Args:
        answers: What was written.
        number: Of the line.
        parts: What to do about each part that is missing, by its name.
    """
    said = {part: answers.values.get(named(number, part)) for part in parts}
    if not any(said.values()):
        return False
    missing = [part for part, value in said.items() if not value]
    faulty = {one.field for one in answers.faults}
    for part in missing:
        if named(number, part) not in faulty:
            answers.fault(named(number, part), parts[part])
    return not missing
