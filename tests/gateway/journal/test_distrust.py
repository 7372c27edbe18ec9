"""Since when the word of a probe is doubted."""

from __future__ import annotations

from decimal import Decimal

from builders import NIGHT, an_entry

from gateway.domain.calibration import Calibration, OxygenMarks
from gateway.domain.care import FOREVER, Distrust
from gateway.domain.entries import Entry, ProbeCared
from gateway.journal.distrust import distrusted

DAY = 86400
MARKS = OxygenMarks(Decimal(1600), Decimal(28))


def cared(day: int, care: str = "compared", *, said: str | None = None) -> Entry:
    reference = None if said is None else Decimal("4.0")
    body = ProbeCared(
        "estanque-1",
        "pond-1",
        "sonda",
        care,  # type: ignore[arg-type]
        "oxygen",
        None if said is None else Decimal(said),
        reference,
    )
    return an_entry(body, number=day + 1, happened=NIGHT + day * DAY)


def doubted(*cares: Entry, calibrated: int | None = None) -> list[tuple[int, int]]:
    marks = [] if calibrated is None else [Calibration("pond-1", "sonda", "oxygen_signal", calibrated, MARKS)]
    found = distrusted({("pond-1", "sonda"): cares}, marks)
    assert all((one.node, one.channel) == ("pond-1", "sonda") for one in found)
    return [(one.start, one.end) for one in found]


def test_a_probe_that_was_never_found_off_is_not_doubted() -> None:
    assert doubted(cared(0, said="4.1"), cared(7, "wiped"), cared(14, said="3.7")) == []


def test_a_probe_found_off_is_doubted_since_its_last_good_check_until_the_next() -> None:
    found = doubted(cared(0, said="4.0"), cared(7, "wiped"), cared(14, said="3.4"), cared(15, said="3.9"))

    assert found == [(NIGHT, NIGHT + 15 * DAY)]


def test_a_calibration_ends_the_doubt() -> None:
    assert doubted(cared(0, said="3.4"), cared(1, "calibrated"))[0][1] == NIGHT + DAY
    assert doubted(cared(1, said="3.4"), calibrated=NIGHT) == [(NIGHT, FOREVER)]


def test_a_probe_that_nobody_had_checked_is_doubted_since_ever() -> None:
    assert doubted(cared(3, said="3.4")) == [(0, FOREVER)]


def test_off_twice_is_one_doubt() -> None:
    assert doubted(cared(0, said="4.0"), cared(3, said="3.4"), cared(5, said="3.0")) == [(NIGHT, FOREVER)]


def test_a_good_check_after_the_comparison_of_that_moment_ends_it() -> None:
    found = distrusted({("pond-1", "sonda"): (cared(0, said="3.4"), cared(0, "calibrated"))}, [])

    assert found == (Distrust("pond-1", "sonda", 0, NIGHT),)
