"""Questions to InfluxDB 2 in Flux; whatever a question names goes in as a literal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

NANOSECONDS: Final = 10**9
EARLIEST: Final = -(2**63) + 2
"""The first and the last moment that InfluxDB can tell [ns since 1970]."""
LATEST: Final = 2**63 - 2

_PLAIN: Final = frozenset(range(0x20, 0x7F)) - {ord('"'), ord("\\"), ord("$")}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time, [start, end) [ns since 1970], within what InfluxDB can tell."""

    start: int
    end: int

    @classmethod
    def of(cls, start: int, end: int) -> Stretch:
        """Return the stretch of [start, end) [s UTC]."""
        first, last = (min(max(one * NANOSECONDS, EARLIEST), LATEST) for one in (start, end))
        return cls(first, last)

    @property
    def is_empty(self) -> bool:
        """Whether nothing can lie in it."""
        return self.start >= self.end


EVER: Final = Stretch(EARLIEST, LATEST)


def text(value: str) -> str:
    """Return the Flux literal that is this text and nothing else.

    What is not a letter, digit or sign of ASCII goes in byte by byte: a quote cannot end the
    literal, and `${` begins no expression in it.

    Source:
        InfluxData, Flux specification, "Lexical elements", string literals.
    """
    # Half a character of two is a name that nothing has.
    said = value.encode(errors="backslashreplace")
    return '"' + "".join(chr(one) if one in _PLAIN else f"\\x{one:02x}" for one in said) + '"'


def picked(bucket: str, stretch: Stretch, **wanted: str) -> str:
    """Return the question for all points of a stretch whose columns say what is wanted.

    Args:
        bucket: Where they lie.
        stretch: When they were measured.
        wanted: By column; `measurement` and `field` are InfluxDB's own.
    """
    own = {"measurement": "_measurement", "field": "_field"}
    said = " and ".join(f"r.{own.get(name, name)} == {text(value)}" for name, value in wanted.items())
    within = f"start: time(v: {stretch.start}), stop: time(v: {stretch.end})"
    return f"from(bucket: {text(bucket)}) |> range({within}) |> filter(fn: (r) => {said})"


def windowed(question: str, function: str, *, width: int, offset: int) -> str:
    """Return the question for one number of each window that holds points.

    Args:
        question: For the points of one series.
        function: What is told of a window: `min`, `max`, `sum` or `count`.
        width: Of a window [s].
        offset: How long after whole widths since 1970 a window begins [s].
    """
    asked = f"every: {width}s, offset: {offset}s, fn: {function}"
    return f'{question} |> aggregateWindow({asked}, createEmpty: false, timeSrc: "_start")'


def named(questions: Mapping[str, str], *columns: str) -> str:
    """Return several questions as one, each with the columns that are wanted of its answer."""
    kept = ", ".join(text(column) for column in columns)
    parts = (
        f"{question} |> keep(columns: [{kept}]) |> yield(name: {text(name)})"
        for name, question in questions.items()
    )
    return "\n".join(parts)
