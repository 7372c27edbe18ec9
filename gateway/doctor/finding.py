"""One thing that the doctor found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, Protocol

How = Literal["well", "look", "bad"]
WORST_FIRST: Final[tuple[How, ...]] = ("bad", "look", "well")

DAY_S: Final = 86_400
HOUR_S: Final = 3_600
MINUTE_S: Final = 60


class Say(Protocol):
    """Says a Spanish sentence in the reader's language, as `gateway.domain.speech.told` does."""

    def __call__(self, sentence: str, /, **values: object) -> str:
        """Return the sentence with its values."""
        ...


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one thing.

    Attributes:
        where: Of what, such as the broker or a node; a word or a name.
        how: Whether it is well, is to be looked at, or is bad.
        what: What was found, in a sentence.
        next: What to do, in a sentence; empty where nothing is to be done.
    """

    where: str
    how: How
    what: str
    next: str = ""


def worst(findings: list[Finding]) -> How:
    """Return how bad the worst of them is; well where there is none."""
    return next((how for how in WORST_FIRST if any(one.how == how for one in findings)), "well")


def ago(told: Say, seconds: int) -> str:
    """Return how long ago something was, in words of one unit."""
    if seconds >= 2 * DAY_S:
        return told("hace %(count)s días", count=seconds // DAY_S)
    if seconds >= 2 * HOUR_S:
        return told("hace %(count)s horas", count=seconds // HOUR_S)
    if seconds >= 2 * MINUTE_S:
        return told("hace %(count)s minutos", count=seconds // MINUTE_S)
    return told("hace menos de dos minutos")


def decimal(told: Say, value: float, places: int = 1) -> str:
    """Return a number as the reader's language writes it."""
    whole, _, part = f"{value:.{places}f}".partition(".")
    return told("%(whole)s,%(part)s", whole=whole, part=part)
