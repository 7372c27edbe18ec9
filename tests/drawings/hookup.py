"""How one thing hangs on the board: blocks on both sides, and a row for each wire between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from drawings import parts
from drawings.svg import INK, SOFT, WIDTH, WIRES, block, dot, line, paragraph, pill, sheet, write

_LEFT, _RIGHT = 10, WIDTH - 10
_LEFT_WIDE, _RIGHT_WIDE = 84, 106
_PITCH, _HEAD, _LINE = 46, 14, 15
_FILLS: Final = {"board": "#22303a", "module": "#e3eef7", "thing": "#fff4d6", "danger": "#fbe1dd"}


@dataclass(frozen=True)
class Row:
    """A wire, from a terminal on the left to one on the right.

    Attributes:
        wire: Its meaning.
        left, right: What stands at its ends; None where it ends at a part.
        label: What stands on it.
    """

    wire: str
    left: str | None
    right: str | None
    label: str


@dataclass(frozen=True)
class Block:
    """A thing with terminals, over some rows."""

    side: Literal["left", "right"]
    first: int
    last: int
    title: tuple[str, ...]
    kind: Literal["board", "module", "thing", "danger"] = "thing"


@dataclass(frozen=True)
class Part:
    """A part between two wires.

    Attributes:
        at: Where along them it stands, from 0 to 1.
        says_left: Whether its value stands on its left.
    """

    kind: Literal["R", "C", "D", "J"]
    top: int
    bottom: int
    value: str = ""
    at: float = 0.62
    says_left: bool = False


@dataclass(frozen=True)
class Hookup:
    """A whole drawing of how a thing is wired.

    Attributes:
        title: What it is.
        rows, blocks, parts: What is drawn.
        notes: What somebody must know who does it, in sentences.
    """

    title: str
    rows: tuple[Row, ...]
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]
    parts: tuple[Part, ...] = ()


def drawn(hookup: Hookup, under: str, icon: str) -> str:
    """Return the drawing, with a line under its title and a small picture beside it."""
    title, y = paragraph(14, 26, hookup.title, letters=28, size=16)
    title = title.replace("<text ", '<text font-weight="bold" ')
    below, y = paragraph(14, y, under, letters=44, size=11.5)
    found = [title, below.replace(INK, SOFT), icon]
    heights, y = _heights(hookup, y - 16)
    found += [_block(one, heights) for one in hookup.blocks]
    found += [_wire(hookup, at, heights[at]) for at in range(len(hookup.rows))]
    found += [_part(one, heights) for one in hookup.parts]
    found += [_terminals(hookup, at, heights[at]) for at in range(len(hookup.rows))]
    found += [
        pill(_x(0) + 8, heights[at], row.label, WIRES[row.wire])
        for at, row in enumerate(hookup.rows)
        if row.label
    ]
    notes, y = _notes(hookup.notes, y)
    return sheet(f"{hookup.title}. {' '.join(hookup.notes)}", found + notes, y)


def _x(share: float) -> float:
    begin, end = _LEFT + _LEFT_WIDE, _RIGHT - _RIGHT_WIDE
    return begin + share * (end - begin)


def _heights(hookup: Hookup, top: float) -> tuple[list[float], float]:
    """Return where each wire lies, and where the last block ends."""
    found, y = [], top
    for at in range(len(hookup.rows)):
        heads = [len(one.title) for one in hookup.blocks if one.first == at]
        y += (_HEAD + _LINE * max(heads) + (32 if at else 26)) if heads else _PITCH
        found.append(y)
    return found, y + 34


def _block(one: Block, heights: list[float]) -> str:
    wide = _LEFT_WIDE if one.side == "left" else _RIGHT_WIDE
    x = _LEFT if one.side == "left" else _RIGHT - wide
    top = heights[one.first] - 22 - _LINE * len(one.title) - 2
    text = "#ffffff" if one.kind == "board" else INK
    head = [
        write(
            x + wide / 2,
            top + 17 + _LINE * at,
            word,
            11.5,
            look=f'fill="{text}" font-weight="bold" text-anchor="middle"',
        )
        for at, word in enumerate(one.title)
    ]
    return block(x, top, wide, heights[one.last] + 20 - top, _FILLS[one.kind]) + "".join(head)


def _wire(hookup: Hookup, at: int, y: float) -> str:
    row = hookup.rows[at]
    ends = [_x(one.at) for one in hookup.parts if at in (one.top, one.bottom)]
    begin = _x(0) if row.left is not None else min(ends)
    end = _x(1) if row.right is not None else max(ends)
    return line(begin, y, end, y, WIRES[row.wire])


def _part(one: Part, heights: list[float]) -> str:
    top, bottom, x = heights[one.top], heights[one.bottom], _x(one.at)
    value = parts.label(x, (top + bottom) / 2, one.value, is_left=one.says_left)
    return parts.DRAWN[one.kind](x, top, bottom, one.value) + value + dot(x, top) + dot(x, bottom)


def _terminals(hookup: Hookup, at: int, y: float) -> str:
    row = hookup.rows[at]
    found = ""
    if row.left is not None:
        kinds = [one.kind for one in hookup.blocks if one.side == "left" and one.first <= at <= one.last]
        fill = "#ffffff" if kinds == ["board"] else INK
        found += dot(_x(0), y, "#f2c14e") + write(
            _x(0) - 9, y + 4.5, row.left, 13, look=f'fill="{fill}" font-weight="bold" text-anchor="end"'
        )
    if row.right is not None:
        found += dot(_x(1), y, "#f2c14e") + write(_x(1) + 9, y + 4.5, row.right, 12)
    return found


def _notes(notes: tuple[str, ...], y: float) -> tuple[list[str], float]:
    found = []
    y += 16
    for one in notes:
        text, after = paragraph(28, y, one, letters=47, size=13)
        found.append(f'<circle cx="18" cy="{y - 4:g}" r="3.2" fill="{INK}"/>' + text)
        y = after + 6
    return found, y + 4
