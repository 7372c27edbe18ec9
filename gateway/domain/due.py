"""Which care of a probe is due, and since when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from gateway.domain.calibration import Calibration
from gateway.domain.entries import Entry, ProbeCared
from gateway.domain.readings import SeriesKey

DAY_S: Final = 24 * 3600

Work = Literal["wipe", "check", "electrolyte", "membrane", "calibrate", "rinse"]


@dataclass(frozen=True, slots=True)
class Rule:
    """How often something is done to a probe.

    Attributes:
        every_days: At the latest after so many [days].
        done_by: The cares that count as it; "calibration" is one that was recorded.
        is_sure: Whether it is due where nobody ever wrote it down; else nobody can tell.
        source: Where the interval comes from.
    """

    work: Work
    every_days: int
    done_by: frozenset[str]
    is_sure: bool
    source: str


_UPKEEP: Final = "facts of the ponds, section 6, upkeep; not verified at the commune"
_MAKER: Final = "DFRobot SEN0237: membrane 1 to 2 months in muddy water, electrolyte monthly"
_CHECKS: Final = frozenset({"compared", "calibrated", "calibration"})
_WIPES: Final = frozenset({"wiped", "compared", "calibrated", "electrolyte", "membrane"})

_OF_OXYGEN: Final = (
    Rule("wipe", 7, _WIPES, is_sure=True, source=_UPKEEP),
    Rule("check", 14, _CHECKS, is_sure=True, source=_UPKEEP),
)
RULES: Final[dict[str, tuple[Rule, ...]]] = {
    "oxygen_signal": (
        *_OF_OXYGEN,
        Rule("electrolyte", 30, frozenset({"electrolyte", "membrane"}), is_sure=False, source=_MAKER),
        Rule("membrane", 60, frozenset({"membrane"}), is_sure=False, source=_MAKER),
    ),
    "oxygen_probe": _OF_OXYGEN,
    "soil_signal": (
        Rule(
            "calibrate",
            365,
            frozenset({"calibration"}),
            is_sure=False,
            source="before each season the marks are looked at again; ours",
        ),
    ),
    "rain_tips": (
        Rule(
            "calibrate",
            365,
            frozenset({"calibration"}),
            is_sure=False,
            source="WMO-No. 8, part I, chapter 6: a gauge is checked once a year",
        ),
    ),
}
"""What is done to a probe, by what it sends."""


@dataclass(frozen=True, slots=True)
class Due:
    """A care of a probe and when it has to be done.

    Attributes:
        probe: What it sends.
        last: When it was done last [s UTC], None where nobody wrote it down.
        at: When it is due [s UTC], None where nobody can tell; 0 where it is at once.
    """

    probe: SeriesKey
    work: Work
    last: int | None
    at: int | None
    every_days: int

    def is_due(self, *, now: int) -> bool:
        """Tell whether it is time."""
        return self.at is not None and self.at <= now

    def days_over(self, *, now: int) -> int:
        """Return for how many whole days it has been due; 0 of what is due at once or not yet."""
        return max(0, now - self.at) // DAY_S if self.at else 0


def dues(
    probe: SeriesKey,
    cares: Iterable[Entry],
    calibrations: Sequence[Calibration],
    *,
    placed: int | None,
) -> list[Due]:
    """Return every care that a probe wants, in the order in which the work is done.

    What nobody ever wrote down counts from when its node was put where it stands.

    Args:
        probe: What it sends.
        cares: Of its channel, those that stand.
        calibrations: Those that stand, of any series.
        placed: When its node came to its place [s UTC]; None or 0 where nobody knows.
    """
    done = _done(probe, cares, calibrations)
    found = []
    for rule in RULES.get(probe.quantity, ()):
        last = max((at for what, at in done if what in rule.done_by), default=None)
        begin = last if last is not None else placed or None
        at = begin + rule.every_days * DAY_S if begin is not None else 0 if rule.is_sure else None
        found.append(Due(probe, rule.work, last, at, rule.every_days))
    return found


def _done(
    probe: SeriesKey, cares: Iterable[Entry], calibrations: Sequence[Calibration]
) -> list[tuple[str, int]]:
    """Return what was done and when; a calibration that holds since ever was done on no day."""
    found = [("calibration", one.since) for one in calibrations if one.series == probe and one.since > 0]
    return found + [(one.body.care, one.happened) for one in cares if isinstance(one.body, ProbeCared)]
