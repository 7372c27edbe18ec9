from __future__ import annotations

from decimal import Decimal

import pytest
from builders import NIGHT, an_entry
from fakes import DAY_S

from dashboard.nodes.probes import Comparison, Verdict, care_of
from gateway.domain.entries import Body, Entry, ProbeCared


def cared(care: str, *, day: int = 0, said: str | None = None, reference: str | None = None) -> Entry:
    body: Body = ProbeCared(
        "estanque-1",
        "pond-1",
        "sonda",
        care,  # type: ignore[arg-type]
        said=Decimal(said) if said else None,
        reference=Decimal(reference) if reference else None,
    )
    return an_entry(body, number=day + 1, happened=NIGHT + day * DAY_S)


@pytest.mark.parametrize(
    ("said", "reference", "percent", "verdict"),
    [
        ("3.4", "4.0", -15, "off"),
        ("4.0", "3.4", 18, "off"),
        ("3.7", "4.0", -8, "watch"),
        ("3.9", "4.0", -3, "fine"),
        ("0.4", "0.3", 33, "fine"),
    ],
)
def test_a_probe_is_off_above_ten_percent_unless_both_numbers_are_as_good_as_one(
    said: str, reference: str, percent: int, verdict: Verdict
) -> None:
    found = Comparison(Decimal(said), Decimal(reference), NIGHT)

    assert (found.percent, found.verdict) == (percent, verdict)


def test_a_probe_nobody_ever_touched_has_no_days() -> None:
    care = care_of([])

    assert care.days(now=NIGHT) is None
    assert not care.needs_wiping(now=NIGHT)


def test_a_probe_asks_to_be_wiped_after_seven_days() -> None:
    care = care_of([cared("wiped")])

    assert not care.needs_wiping(now=NIGHT + 7 * DAY_S - 1)
    assert care.needs_wiping(now=NIGHT + 7 * DAY_S)


def test_what_a_comparison_found_stands_after_wiping_and_until_the_next_one() -> None:
    found = cared("compared", said="3.4", reference="4.0")
    wiped, again = cared("wiped", day=1), cared("compared", day=2, said="3.9", reference="4.0")

    before, after = care_of([found, wiped]), care_of([found, wiped, again])

    assert before.comparison is not None
    assert before.comparison.percent == -15
    assert after.comparison is not None
    assert after.comparison.verdict == "fine"


def test_a_calibration_ends_what_a_comparison_said() -> None:
    entries = [cared("compared", said="3.4", reference="4.0"), cared("calibrated", day=1)]

    care = care_of(entries)

    assert care.comparison is None
    assert care.checked == NIGHT + DAY_S
