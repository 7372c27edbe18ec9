"""The plan of the night: who is helped by what, in which order, and what is left over."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

from builders import a_pond
from hypothesis import given, settings
from hypothesis import strategies as some
from outlooks import DAY, EVENING, HOUR_S, SUNRISE, a_said

from gateway.domain.entries import EquipmentSet
from gateway.domain.outlook import PlanLine, PlanSaid
from gateway.domain.places import Place
from gateway.ponds.night import Night
from gateway.ponds.plan import (
    ACTS_BEFORE_S,
    Occasion,
    PondTonight,
    is_changed,
    news,
    plan,
    stops_in_a_power_cut,
)

NIGHT = Night(date.fromisoformat(DAY), EVENING, SUNRISE)
AT = EVENING + 2 * HOUR_S
NOTHING = EquipmentSet()


def tonight(
    number: int, *, falls_at_h: float | None = 8, means: tuple[str, ...] = (), **others: object
) -> PondTonight:
    """Return a pond that may fall so many hours after sunset; None: it stays fine."""
    place = a_pond(f"estanque-{number}", number=number, means=means)
    if falls_at_h is None:
        return PondTonight(place, a_said(place.slug, probability=0.02, band=(3.8, 5.1)))
    edge = EVENING + round(falls_at_h * HOUR_S)
    fields: dict[str, object] = {"window": (edge, edge + 2 * HOUR_S)} | others
    return PondTonight(place, a_said(place.slug, **fields))  # type: ignore[arg-type]


def planned(
    *ponds: PondTonight, equipment: EquipmentSet = NOTHING, at: int = AT, before: PlanSaid | None = None
) -> PlanSaid:
    return plan(ponds, equipment, Occasion(NIGHT, at, 3.0, before))


def line_of(number: int, said: PlanSaid) -> PlanLine:
    return next(one for one in said.lines if one.place == f"estanque-{number}")


def test_a_pond_with_an_aerator_is_helped_by_its_own() -> None:
    found = planned(tonight(3, means=("aerator", "pump")), equipment=EquipmentSet(mobile_aerators=1))

    assert (found.lines[0].state, found.lines[0].means) == ("act", "aerator")


def test_help_begins_before_the_early_edge_of_the_window_and_ends_after_sunrise() -> None:
    line = planned(tonight(1, falls_at_h=8, means=("aerator",))).lines[0]

    assert line.latest == (EVENING + 8 * HOUR_S - ACTS_BEFORE_S) // 900 * 900
    assert line.start is not None
    assert line.until is not None
    assert AT <= line.start <= line.latest - 2700
    assert SUNRISE + 2 * HOUR_S <= line.until < SUNRISE + 2 * HOUR_S + 900


def test_a_pond_that_is_late_is_helped_now() -> None:
    at = EVENING + 9 * HOUR_S

    line = planned(tonight(1, falls_at_h=9.2, means=("aerator",)), at=at).lines[0]

    assert line.start == line.latest == at // 900 * 900


def test_six_ponds_and_two_aerators_give_the_order_by_crossing() -> None:
    hours = {1: 9.0, 2: 6.5, 3: 8.0, 4: 7.0, 5: 10.0, 6: 6.0}
    ponds = [tonight(number, falls_at_h=hour) for number, hour in hours.items()]

    found = planned(*ponds, equipment=EquipmentSet(mobile_aerators=2))

    assert [one.place[-1] for one in found.lines] == ["6", "2", "4", "3", "1", "5"]
    assert [one.means for one in found.lines] == ["mobile_aerator"] * 2 + [None] * 4
    assert [(one.state, one.reason) for one in found.lines[2:]] == [("uncovered", "busy")] * 4


def test_what_can_be_carried_is_kept_for_ponds_without_an_own_aerator_or_pump() -> None:
    found = planned(
        tonight(1, falls_at_h=6, means=("aerator",)),
        tonight(2, falls_at_h=7),
        equipment=EquipmentSet(mobile_aerators=1),
    )

    assert [one.means for one in found.lines] == ["aerator", "mobile_aerator"]


def test_new_water_is_the_last_resort_of_a_pond_that_has_it() -> None:
    found = planned(tonight(1, means=("exchange",)), equipment=NOTHING)

    assert found.lines[0].means == "exchange"


def test_a_pond_without_any_means_is_said_to_be_uncovered() -> None:
    line = planned(tonight(1)).lines[0]

    assert (line.state, line.reason, line.means) == ("uncovered", "no_means", None)
    assert line.latest is not None


def test_a_pond_without_a_forecast_is_watched() -> None:
    silent = PondTonight(a_pond("estanque-2", number=2), a_said("estanque-2", silence="no_data"))
    unsaid = PondTonight(a_pond("estanque-3", number=3), None)
    helped = PondTonight(a_pond("estanque-4", number=4), a_said("estanque-4", silence="helped"))

    found = planned(silent, unsaid, helped)

    assert [(one.state, one.reason) for one in found.lines] == [
        ("watch", "no_data"),
        ("watch", "no_data"),
        ("watch", "helped"),
    ]


def test_a_pond_that_may_fall_but_nobody_knows_when_is_watched_as_it_is_learnt() -> None:
    line = planned(tonight(1, window=None, is_learning=True)).lines[0]

    assert (line.state, line.reason) == ("watch", "learning")


def test_a_pond_that_falls_in_one_night_of_five_is_neither_fine_nor_helped() -> None:
    line = planned(tonight(1, probability=0.2, means=("aerator",))).lines[0]

    assert (line.state, line.means) == ("watch", None)


def test_a_calm_pond_is_fine_and_stands_last() -> None:
    found = planned(tonight(4, falls_at_h=None), tonight(5))

    assert [(one.place[-1], one.state) for one in found.lines] == [("5", "uncovered"), ("4", "fine")]


def test_hours_and_fuel_are_counted_from_the_latest_and_the_earliest_start() -> None:
    there_is = EquipmentSet(mobile_aerators=1, fuel_litres=Decimal(22), aerator_litres_per_hour=Decimal(2))

    found = planned(tonight(5, falls_at_h=7), equipment=there_is)

    line = found.lines[0]
    assert line.hours == ((line.until - line.latest) / 3600, (line.until - line.start) / 3600)
    assert line.fuel_litres == (2 * line.hours[0], 2 * line.hours[1])
    assert found.fuel_needed == line.fuel_litres


def test_without_fuel_for_the_night_it_is_said_until_when_it_lasts() -> None:
    there_is = EquipmentSet(mobile_aerators=1, fuel_litres=Decimal(6), aerator_litres_per_hour=Decimal(2))

    line = planned(tonight(5, falls_at_h=6), equipment=there_is).lines[0]

    assert (line.state, line.reason) == ("act", "no_fuel")
    assert line.start == line.latest
    assert line.until == line.latest + 3 * HOUR_S


def test_without_any_fuel_a_machine_covers_nothing() -> None:
    there_is = EquipmentSet(mobile_aerators=1, fuel_litres=Decimal(1), aerator_litres_per_hour=Decimal(2))

    line = planned(tonight(5), equipment=there_is).lines[0]

    assert (line.state, line.reason) == ("uncovered", "no_fuel")


def test_a_pond_that_was_helped_as_planned_keeps_its_line_and_its_machine() -> None:
    there_is = EquipmentSet(mobile_aerators=1)
    first = planned(tonight(1, falls_at_h=6), tonight(2, falls_at_h=9), equipment=there_is)
    helped = PondTonight(a_pond("estanque-1"), a_said("estanque-1", silence="helped"))

    later = planned(helped, tonight(2, falls_at_h=9), equipment=there_is, at=AT + 3 * HOUR_S, before=first)

    assert line_of(1, later) == line_of(1, first)
    assert (line_of(2, later).state, line_of(2, later).reason) == ("uncovered", "busy")


def test_a_machine_changes_ponds_only_for_a_need_that_comes_an_hour_sooner() -> None:
    there_is = EquipmentSet(mobile_aerators=1)
    first = planned(tonight(1, falls_at_h=8), tonight(2, falls_at_h=9), equipment=there_is)

    little = planned(tonight(1, falls_at_h=8), tonight(2, falls_at_h=7.5), equipment=there_is, before=first)
    much = planned(tonight(1, falls_at_h=8), tonight(2, falls_at_h=6), equipment=there_is, before=first)

    assert line_of(1, little).means == "mobile_aerator"
    assert line_of(2, much).means == "mobile_aerator"


def test_only_another_deed_or_another_hour_is_another_plan() -> None:
    first = planned(tonight(1, falls_at_h=8, means=("aerator",)))
    same = planned(tonight(1, falls_at_h=8.2, means=("aerator",)), before=first)
    sooner = planned(tonight(1, falls_at_h=6, means=("aerator",)), before=first)

    assert not is_changed(first, same)
    assert is_changed(first, sooner)
    assert not news(first, sooner)


def test_an_hour_that_has_passed_is_no_other_plan() -> None:
    first = planned(tonight(1, falls_at_h=6, means=("aerator",)))

    later = planned(tonight(1, falls_at_h=6, means=("aerator",)), at=EVENING + 7 * HOUR_S, before=first)

    assert not is_changed(first, later)


def test_news_are_ponds_that_have_become_urgent() -> None:
    first = planned(tonight(1, falls_at_h=None), tonight(2, falls_at_h=8))
    later = planned(tonight(1, falls_at_h=9), tonight(2, falls_at_h=8), before=first)

    assert [one.place for one in news(first, later)] == ["estanque-1"]
    assert [one.place for one in news(None, first)] == ["estanque-2"]


def test_an_aerator_on_mains_stands_still_in_a_power_cut_and_an_unknown_one_may() -> None:
    line = planned(tonight(1, means=("aerator",))).lines[0]
    place = a_pond(means=("aerator",))
    diesel = Place(place.slug, "pond", 1, place.name, place.means, aerator_power="diesel")

    assert stops_in_a_power_cut(line, place)
    assert not stops_in_a_power_cut(line, diesel)


SOME_MEANS = some.sets(some.sampled_from(["aerator", "pump", "exchange"])).map(lambda one: tuple(sorted(one)))
A_POND = some.tuples(
    some.one_of(some.none(), some.floats(3, 13)), SOME_MEANS, some.floats(0, 1), some.booleans()
)
SOME_LITRES = some.one_of(some.none(), some.integers(0, 60).map(Decimal))
SOME_RATE = some.one_of(some.none(), some.integers(1, 5).map(Decimal))
SOME_EQUIPMENT = some.builds(
    EquipmentSet, some.integers(0, 4), some.integers(0, 3), SOME_LITRES, SOME_RATE, SOME_RATE
)


def _ponds(drawn: list[tuple[float | None, tuple[str, ...], float, bool]]) -> list[PondTonight]:
    found = []
    for number, (falls, means, probability, is_silent) in enumerate(drawn, 1):
        more: dict[str, object] = {"silence": "no_data"} if is_silent else {"probability": probability}
        pond = tonight(number, falls_at_h=falls, means=means, **(more if falls is not None else {}))
        found.append(pond)
    return found


@settings(max_examples=60, deadline=None)
@given(some.lists(A_POND, max_size=12), SOME_EQUIPMENT)
def test_there_are_never_more_means_than_there_are_and_every_pond_has_a_line(drawn, equipment) -> None:
    ponds = _ponds(drawn)

    found = planned(*ponds, equipment=equipment)

    used = Counter(one.means for one in found.lines)
    assert used["mobile_aerator"] <= equipment.mobile_aerators
    assert used["mobile_pump"] <= equipment.mobile_pumps
    assert sorted(one.place for one in found.lines) == sorted(one.place.slug for one in ponds)
    known = {one.place.slug: one.place.means for one in ponds}
    own = [one for one in found.lines if one.means in ("aerator", "pump", "exchange")]
    assert all(one.means in known[one.place] for one in own)
    if equipment.fuel_litres is not None and found.fuel_needed is not None:
        assert found.fuel_needed[0] <= float(equipment.fuel_litres) + 0.01 * len(ponds)


@settings(max_examples=60, deadline=None)
@given(some.lists(A_POND, max_size=12), SOME_EQUIPMENT)
def test_whoever_falls_first_stands_first_and_is_served_first(drawn, equipment) -> None:
    found = planned(*_ponds(drawn), equipment=equipment)

    urgent = [one for one in found.lines if one.state in ("act", "uncovered")]
    edges = [one.crossing.earliest for one in urgent if one.crossing]
    assert edges == sorted(edges)
    assert list(found.lines[: len(urgent)]) == urgent
    refused = [one for one in urgent if one.reason in ("busy", "no_means")]
    carried = [one for one in urgent if one.means in ("mobile_aerator", "mobile_pump")]
    if refused and carried and equipment.fuel_litres is None:
        assert max(one.crossing.earliest for one in carried) <= min(one.crossing.earliest for one in refused)


@settings(max_examples=60, deadline=None)
@given(some.lists(A_POND, max_size=12), SOME_EQUIPMENT, some.permutations(range(12)))
def test_the_order_in_which_ponds_are_handed_in_changes_nothing(drawn, equipment, order) -> None:
    ponds = _ponds(drawn)
    shuffled = [ponds[place] for place in order if place < len(ponds)]

    assert planned(*ponds, equipment=equipment) == planned(*shuffled, equipment=equipment)
