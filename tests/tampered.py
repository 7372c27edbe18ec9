"""Whatever somebody may do to a copy of the book, drawn at random, with what must be said of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Final

from hypothesis import strategies as st
from paper import COLUMNS, Answer, recomputed, rewritten

Rows = Sequence[dict[str, Any]]
DEEDS: Final = ("entry", "entry", "entry", "reversal", "closing")
TEXTS: Final = ("uid", "kind", "body", "author", "on_behalf_of", "reverses", "previous", "own_hash")


class Tampered(Enum):
    """What was done to the book."""

    CHANGED = "changed"
    DROPPED = "dropped"
    INSERTED = "inserted"
    REORDERED = "reordered"


class Hidden(Enum):
    """How far whoever did it went to hide it."""

    NOT = "not at all"
    NUMBERED = "numbered anew"
    CHAINED = "chained anew"
    CLOSED = "closed anew"


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, to the entry of which number, and the book afterwards."""

    what: Tampered
    hidden: Hidden
    number: int
    rows: Rows


@st.composite
def changes(draw: st.DrawFn, rows: Rows, *, closed: int) -> Done:
    """Draw what was done to one of the entries that a paper closes; there are `closed` of them."""
    what, hidden = draw(st.sampled_from(Tampered)), draw(st.sampled_from(Hidden))
    place = draw(st.sampled_from([n for n in range(closed - 1) if "closing" not in _kinds(rows, n)]))
    return Done(what, hidden, place + 1, _hidden(_done(draw, rows, place, what), hidden))


def is_named(answer: Answer, done: Done) -> bool:
    """Tell whether an answer refuses the copy, and names the entry where the chain alone can tell it."""
    if answer.code != 1 or not answer.first.startswith(("NO COINCIDE", "FALTAN asientos")):
        return False
    if done.hidden in (Hidden.CHAINED, Hidden.CLOSED):
        return "alguien escribió otro libro" in answer.first
    # Nobody can tell from a chain with a wrong link which of its two ends is the wrong one.
    return bool(numbers_in(answer) & {done.number, done.number + 1})


def named_by_an_older_copy(answer: Answer, done: Done) -> bool:
    """Tell whether an answer that saw an older copy says what was done to the very entry."""
    found = [line for line in answer.text.splitlines() if _SAID[done.what] in line]
    return answer.code == 1 and any(re.search(rf"el asiento {done.number}\b", one) for one in found)


def numbers_in(answer: Answer) -> set[int]:
    """Return the entries that an answer names."""
    found: set[int] = set()
    for first, last in re.findall(r"(?:el asiento|los asientos) (\d+)(?: a (\d+))?", answer.text):
        found |= set(range(int(first), int(last or first) + 1))
    return found


def bytes_changed(copy: Path, draw: Callable[[st.SearchStrategy[int]], int], *, last: int) -> int | None:
    """Change one byte of an entry in libro.jsonl; return its number, None where it says the same still."""
    lines = copy.read_bytes().split(b"\n")
    number = draw(st.integers(1, last))
    line = bytearray(lines[number])
    line[draw(st.integers(0, len(line) - 1))] ^= draw(st.integers(1, 255))
    copy.write_bytes(b"\n".join([*lines[:number], bytes(line), *lines[number + 1 :]]))
    return None if _read(bytes(line)) == _read(lines[number]) else number


_SAID: Final = {
    Tampered.CHANGED: "fue cambiado;",
    Tampered.DROPPED: "de la copia vieja",
    Tampered.INSERTED: "alguien metió",
    Tampered.REORDERED: "fue cambiado;",
}


def _kinds(rows: Rows, place: int) -> set[str]:
    return {rows[place]["kind"], rows[place + 1]["kind"]}


def _done(draw: st.DrawFn, rows: Rows, place: int, what: Tampered) -> Rows:
    row, after = rows[place], rows[place + 1]
    if what is Tampered.DROPPED:
        return [*rows[:place], *rows[place + 1 :]]
    if what is Tampered.INSERTED:
        fresh = recomputed([row | {"uid": "metido", "reverses": None}], after=rows[:place])
        return [*rows[:place], *fresh, *rows[place:]]
    if what is Tampered.REORDERED:
        both = [after | {"number": row["number"]}, row | {"number": after["number"]}]
        return [*rows[:place], *both, *rows[place + 2 :]]
    field = draw(st.sampled_from(["uid", "kind", "body", "happened", "registered", "author", "on_behalf_of"]))
    return [*rows[:place], row | {field: _another(draw, row[field])}, *rows[place + 1 :]]


def _another(draw: st.DrawFn, value: str | int | None) -> str | int:
    if value is None:
        return draw(st.text(min_size=1, max_size=3))
    if isinstance(value, int):
        return value ^ 1 << draw(st.integers(0, 30))
    place, sign = draw(st.integers(0, len(value) - 1)), draw(st.characters(codec="utf-8"))
    return value[:place] + (sign if sign != value[place] else "¿") + value[place + 1 :]


def _hidden(rows: Rows, how: Hidden) -> Rows:
    if how is Hidden.CHAINED:
        return recomputed(rows)
    if how is Hidden.CLOSED:
        return rewritten(rows)
    if how is Hidden.NUMBERED:
        return [one | {"number": number} for number, one in enumerate(rows, 1)]
    return rows


def _read(line: bytes) -> list[object] | None:
    if len(line.splitlines()) != 1:
        return None
    try:
        told = json.loads(line)
        return [None if told.get(name) is None else str(told.get(name)) for name in COLUMNS]
    except (ValueError, AttributeError):
        return None
