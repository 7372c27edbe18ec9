"""What a session looks at, cut into sheets that a room can read from its last row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from dashboard.goods.produced import Part
from dashboard.session.agreed import Agreement
from dashboard.session.destinations import WhereItWent
from dashboard.session.goods import ProducedGood
from dashboard.session.surplus import EnterpriseSurplus, GoodSurplus
from dashboard.session.to_decide import Motion, PutOff
from dashboard.session.whole import Whole

Sort = Literal["agreed", "goods", "went", "surplus", "decide", "missing"]

AGREED_A_SHEET: Final = 4
GOODS_A_SHEET: Final = 4
PARTS_A_SHEET: Final = 7
DECIDED_A_SHEET: Final = 4
HEIGHT: Final = 9
HEADING: Final = 2
"""So many lines stand on a sheet about surplus; a good takes two, an enterprise and a proposed part one."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet.

    Attributes:
        rows: What stands on it, by its sort.
        piece, pieces: Which of how many sheets of the same it is.
        good: Of a sheet about where a good went.
    """

    sort: Sort
    rows: Sequence[object]
    piece: int = 1
    pieces: int = 1
    good: WhereItWent | None = None


@dataclass(frozen=True, slots=True)
class SurplusPiece:
    """A good with some of its enterprises: which of how many pieces; its sums are of all of them."""

    good: GoodSurplus
    enterprises: tuple[EnterpriseSurplus, ...]
    piece: int
    pieces: int


@dataclass(frozen=True, slots=True)
class Shown:
    """The sheet on the wall, and those beside it; `number` counts from 1."""

    whole: Whole
    every: list[Sheet]
    number: int

    @property
    def sheet(self) -> Sheet:
        """The sheet on the wall."""
        return self.every[self.number - 1]

    @property
    def following(self) -> Sheet | None:
        """The next one, None after the last."""
        return self.every[self.number] if self.number < len(self.every) else None


@dataclass(frozen=True, slots=True)
class Cut:
    """What a session looks at, with its sheets."""

    whole: Whole
    every: list[Sheet]


def sheets(found: Whole) -> Cut:
    """Return the sheets of a session, what was agreed first; there is always one."""
    every = [*_cut("agreed", found.agreed, AGREED_A_SHEET), *_cut("goods", found.goods, GOODS_A_SHEET)]
    for good in found.went:
        every += _cut("went", good.parts, PARTS_A_SHEET, good=good)
    every += _by_height(found.surplus.goods)
    every += _cut("decide", _to_decide(found), DECIDED_A_SHEET)
    return Cut(found, every or [Sheet("missing", ())])


def shown(cut: Cut, number: int) -> Shown:
    """Return a sheet by its number; beyond the last it is the last."""
    return Shown(cut.whole, cut.every, max(1, min(number, len(cut.every))))


def _to_decide(found: Whole) -> list[Motion | Agreement | PutOff]:
    open_still = [one for one in found.decide.motions if one.result is None]
    return [*open_still, *found.decide.unfinished_first, *found.decide.put_off_first]


def _cut(
    sort: Sort,
    rows: Sequence[ProducedGood]
    | Sequence[Agreement]
    | Sequence[Part]
    | Sequence[Motion | Agreement | PutOff],
    most: int,
    *,
    good: WhereItWent | None = None,
) -> list[Sheet]:
    """Return rows on as few sheets as hold them, as even as they can be."""
    pieces = -(-len(rows) // most)
    if not pieces:
        return []
    each = -(-len(rows) // pieces)
    return [Sheet(sort, rows[each * one : each * (one + 1)], one + 1, pieces, good) for one in range(pieces)]


def _by_height(goods: Sequence[GoodSurplus]) -> list[Sheet]:
    """Return goods on sheets of which none is higher than the wall."""
    groups: list[list[SurplusPiece]] = []
    left = 0
    for one in (piece for good in goods for piece in _pieces(good)):
        height = HEADING + sum(map(_height, one.enterprises))
        if height > left:
            groups.append([])
            left = HEIGHT
        groups[-1].append(one)
        left -= height
    return [Sheet("surplus", rows, place, len(groups)) for place, rows in enumerate(groups, 1)]


def _pieces(good: GoodSurplus) -> list[SurplusPiece]:
    """Return a good with as many of its enterprises as stand on one sheet, and the others after it."""
    groups: list[list[EnterpriseSurplus]] = [[]]
    left = HEIGHT - HEADING
    for own in good.enterprises:
        height = _height(own)
        if height > left and groups[-1]:
            groups.append([])
            left = HEIGHT - HEADING
        groups[-1].append(own)
        left -= height
    return [SurplusPiece(good, tuple(own), place, len(groups)) for place, own in enumerate(groups, 1)]


def _height(one: EnterpriseSurplus) -> int:
    return 1 + len(one.shares)
