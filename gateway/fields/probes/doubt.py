"""Whether probes and balance part so far that people must be asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from gateway.fields.course import Question

FAR: Final = 3.0
"""Further apart than so many standard deviations is no chance [-]."""

IN_A_ROW: Final = 3
"""So many readings in a row."""

NEAR: Final = 2.0
"""Within so many standard deviations they agree again [-]. Ours."""

LEAST_JUMP_MM: Final = 15.0
"""Less water than this is not asked for [mm]. Ours."""

STEP_MM: Final = 5.0
"""In such steps people are asked [mm]."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What probes said of a day against what was expected of it.

    Attributes:
        apart_mm: The probes' depletion less the expected one: below 0 where it is wetter than expected [mm].
        sigma_mm: Standard deviation of that [mm].
        jump_mm: How much wetter it became since the last reading than the balance has it; None where the
            last one is too long ago [mm].
        jump_sigma_mm: Standard deviation of that [mm].
        is_watered: Whether somebody wrote an irrigation down of this day or the day before.
        is_denied: Whether somebody said that nobody watered.
    """

    day: date
    apart_mm: float
    sigma_mm: float
    jump_mm: float | None
    jump_sigma_mm: float
    is_watered: bool
    is_denied: bool

    @property
    def is_far(self) -> bool:
        """Whether this is no chance."""
        return abs(self.apart_mm) > FAR * self.sigma_mm

    @property
    def is_near(self) -> bool:
        """Whether they agree."""
        return abs(self.apart_mm) <= NEAR * self.sigma_mm


@dataclass(frozen=True, slots=True)
class Watch:
    """What is asked, and what it rests on; a new one asks nothing.

    Attributes:
        question: None where nothing is asked: then the probes are believed.
        far: How many readings in a row lay far.
        near: How many in a row agreed again while something was asked.
        since: The first of those that lay far.
    """

    question: Question | None = None
    far: int = 0
    near: int = 0
    since: date | None = None


def watched(before: Watch, sight: Sight) -> Watch:
    """Return what is asked once a day's probes were seen.

    A jump to the wet that no rain and no written irrigation explains asks for an irrigation; where somebody
    denied it, and after three readings in a row that lie far, it is asked why model and probes disagree. An
    irrigation that was written down ends the first question, three readings that agree end both.
    """
    if before.question is not None:
        return _asked(before, before.question, sight)
    jump = sight.jump_mm
    if jump is not None and not sight.is_watered and jump > max(LEAST_JUMP_MM, FAR * sight.jump_sigma_mm):
        return Watch(_jumped(sight, jump))
    if not sight.is_far:
        return Watch()
    since = sight.day if before.since is None else before.since
    if before.far + 1 < IN_A_ROW:
        return replace(before, far=before.far + 1, since=since)
    return Watch(Question("disagree", since))


def _jumped(sight: Sight, jump_mm: float) -> Question:
    if sight.is_denied:
        return Question("disagree", sight.day)
    return Question("irrigated", sight.day, STEP_MM * round(jump_mm / STEP_MM))


def _asked(before: Watch, question: Question, sight: Sight) -> Watch:
    if question.kind == "irrigated" and sight.is_watered and (sight.day - question.on).days <= 1:
        return Watch()
    near = before.near + 1 if sight.is_near else 0
    return Watch() if near >= IN_A_ROW else replace(before, near=near)
