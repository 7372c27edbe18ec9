"""What to do at a pond, in order, with what it has."""

from __future__ import annotations

import itertools

import pytest

from dashboard.ponds.steps import ORDER, Scene, Step, steps

STATES = ("gasping", "danger", "caution", "tonight", "no_data", "recovering", "fine_now", "fine")
EVERY = [found for count in range(4) for found in itertools.combinations(ORDER, count)]


def doing(state: str, *means: str, on: tuple[str, ...] = (), **others: bool) -> list[str]:
    found = steps(Scene(state, means, on, **others))
    return [f"{one.does} {one.means}".strip() for one in found]


def test_danger_starts_everything_that_helps_and_stops_the_feed() -> None:
    assert doing("danger", "exchange", "aerator") == ["start aerator", "start exchange", "no_feed", "stay"]


def test_fish_that_gasp_are_helped_as_in_danger() -> None:
    assert doing("gasping", "pump") == doing("danger", "pump")


def test_without_means_the_water_is_moved_by_hand() -> None:
    assert doing("danger") == ["by_hand", "no_feed", "stay"]


def test_an_aerator_without_power_is_not_to_be_started() -> None:
    assert doing("danger", "aerator", stands_still=True)[0] == "by_hand"
    assert doing("danger", "aerator", "pump", stands_still=True)[0] == "start pump"
    assert doing("caution", "aerator", stands_still=True) == ["no_feed", "stay"]


def test_what_goes_on_already_is_not_to_be_started() -> None:
    assert doing("danger", "aerator", on=("aerator",)) == ["no_feed", "stay"]


def test_a_night_that_will_be_bad_has_something_made_ready() -> None:
    assert doing("tonight", "aerator", "pump") == ["ready aerator", "no_feed", "stay"]


def test_where_nothing_is_known_somebody_goes_and_looks() -> None:
    assert doing("no_data", "pump") == ["look", "if_gasping pump", "check_probe"]
    assert doing("no_data", has_node=False) == ["look", "if_gasping", "measure"]


def test_water_that_recovers_is_not_left_alone() -> None:
    assert doing("recovering", "aerator") == ["no_feed", "stay"]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("means", EVERY)
def test_no_step_names_what_the_pond_has_not(state: str, means: tuple[str, ...]) -> None:
    found = steps(Scene(state, means, ()))

    assert found
    assert {one.means for one in found} <= {"", *means}
    assert isinstance(found[0], Step)
