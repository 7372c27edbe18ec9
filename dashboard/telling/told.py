"""What is told of an entry."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """An entry in words.

    Attributes:
        title: What it says, in one line.
        lines: What else it says, each a line of its own.
        aloud: Its number spelled out, None where it has none.
        place: The short name of the place it is about, None where it is about none.
        unit: The short name of the productive unit.
        enterprise: The short name of the enterprise, where no unit tells it.
        is_precise: Whether its time of day counts; else it is told by its day.
    """

    title: str
    lines: tuple[str, ...] = ()
    aloud: str | None = None
    place: str | None = None
    unit: str | None = None
    enterprise: str | None = None
    is_precise: bool = True

    @property
    def short(self) -> str:
        """The entry in one line, with what its first line adds."""
        if not self.lines:
            return self.title
        first = self.lines[0]
        # A line that is a sentence of its own does not go on after a comma.
        between = ". " if first[:1].isupper() else ", "
        return between.join((self.title.rstrip("."), first))
