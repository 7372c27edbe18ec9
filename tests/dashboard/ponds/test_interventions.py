from __future__ import annotations

import pytest
from builders import NIGHT, a_field, a_pond, an_entry
from fakes import HOUR_S

from dashboard.ponds.interventions import Means, gasping, means_of, running
from gateway.domain.entries import Entry, FishGasping, Intervened, Reversed


def told(means: Means, action: str, *, number: int, hour: int | None = None) -> Entry:
    body = Intervened("estanque-1", means, action)  # type: ignore[arg-type]
    return an_entry(body, number=number, happened=NIGHT + (number if hour is None else hour) * HOUR_S)


def test_a_pond_has_its_own_means_and_what_every_pond_has() -> None:
    assert means_of(a_pond(means=["exchange", "aerator"])) == ("aerator", "exchange", "feeding", "swimming")
    assert means_of(a_pond()) == ("feeding", "swimming")
    assert means_of(a_field()) == ()


@pytest.mark.parametrize(
    ("means", "begins", "ends"),
    [("aerator", "on", "off"), ("swimming", "on", "off"), ("feeding", "off", "on")],
)
def test_what_goes_on_began_with_its_own_word(means: Means, begins: str, ends: str) -> None:
    begun, ended = told(means, begins, number=1), told(means, ends, number=2)

    assert running([begun], "estanque-1")[means].since == begun.happened
    assert running([begun, ended], "estanque-1") == {}


def test_feeding_that_goes_on_as_always_is_nothing_to_tell() -> None:
    assert running([told("feeding", "on", number=1)], "estanque-1") == {}


def test_what_was_told_later_of_an_earlier_hour_counts_by_its_hour() -> None:
    off, on = told("aerator", "off", number=1, hour=5), told("aerator", "on", number=2, hour=3)

    assert running([off, on], "estanque-1") == {}


def test_gasping_stands_for_a_night_unless_it_was_taken_back() -> None:
    seen = an_entry(FishGasping("estanque-1", "many"), number=1, happened=NIGHT)
    undone = an_entry(Reversed("x"), number=2, reverses="uid-1")

    assert gasping([seen], now=NIGHT + HOUR_S) == {"estanque-1": [seen]}
    assert gasping([seen], now=NIGHT + 13 * HOUR_S) == {}
    assert gasping([seen, undone], now=NIGHT) == {}


def test_gasping_ends_with_the_word_that_they_do_not_any_more() -> None:
    seen = an_entry(FishGasping("estanque-1", "many"), number=1, happened=NIGHT)
    over = an_entry(FishGasping("estanque-1", over=True), number=2, happened=NIGHT + 60)
    again = an_entry(FishGasping("estanque-1"), number=3, happened=NIGHT + 120)

    assert gasping([seen, over], now=NIGHT + 60) == {}
    assert gasping([seen, over, again], now=NIGHT + 120) == {"estanque-1": [again]}
