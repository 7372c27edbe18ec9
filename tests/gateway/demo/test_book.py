"""What the demo's people wrote down in three years."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
from builders import NIGHT, a_reversal

from gateway.demo.world import cast
from gateway.demo.world.book import people
from gateway.demo.world.cycles import pond_cycles
from gateway.demo.world.daily import daily
from gateway.demo.world.doings import planned_aerations, planned_irrigations, switches_of
from gateway.demo.world.harvests import pond_harvests
from gateway.domain.by_hand import is_by_hand
from gateway.domain.care import deviation_percent
from gateway.domain.due import dues
from gateway.domain.entries import (
    CircumstanceTold,
    CommuneRegistered,
    CouncilRegistered,
    CounterpartRegistered,
    CycleLost,
    Died,
    Fed,
    GrainBaseSet,
    HandRead,
    Harvested,
    Intervened,
    Irrigated,
    PlaceNoted,
    ProbeCared,
    RainRead,
    ReferenceSet,
    Sampled,
    Sown,
    Stocked,
    WorkdaySet,
    is_planned,
)
from gateway.domain.readings import SeriesKey
from gateway.journal.registers import registers, standing
from tests.gateway.demo.worlds import CALENDAR, START, pond, the_world
from tests.gateway.demo.written import plans, records, written


def test_the_journal_takes_every_entry(tmp_path: Path) -> None:
    with written(tmp_path) as journal:
        count = len(journal.entries("station")) + len(journal.entries("book"))

    assert count == len(records())


def test_the_station_journal_tells_all_places_nodes_and_calibrations(tmp_path: Path) -> None:
    with written(tmp_path) as journal:
        told = registers(journal.entries("station"))

    nodes = [one for one in told.placements if not is_by_hand(one.node)]
    assert [len(told.places), len(nodes), len(told.calibrations)] == [11, 11, 40]
    assert min(one.since for one in nodes) == CALENDAR.at(cast.HISTORY_DAY, 0.0)


def test_nothing_is_written_down_before_it_happened_or_after_the_start_but_plans() -> None:
    assert all(one.registered < START for one in records())
    assert all(one.draft.happened <= one.registered for one in records() if not is_planned(one.draft.body))


def test_most_cycles_were_planned_and_the_plan_is_named_by_what_was_done() -> None:
    bodies = {one.draft.uid: one.draft.body for one in records()}
    named = {getattr(body, "fulfils", None) for body in bodies.values()} - {None}

    begun = [one for one in bodies.values() if isinstance(one, Stocked | Sown) and not is_planned(one)]
    assert named <= plans()
    assert sum(one.fulfils is not None for one in begun) > len(begun) * 0.6


def test_feed_deaths_and_samples_are_told_of_every_pond_cycle() -> None:
    bodies = [one.draft.body for one in records()]
    stocked = {one.draft.uid for one in records() if isinstance(one.draft.body, Stocked)} - plans()

    assert {one.cycle for one in bodies if isinstance(one, Fed)} == stocked
    assert len({one.cycle for one in bodies if isinstance(one, Sampled)}) >= len(stocked) - 1
    assert len({one.cycle for one in bodies if isinstance(one, Died)}) > len(stocked) * 0.7


def test_the_family_s_pond_eats_scraps_by_the_bucket() -> None:
    fed = [
        one.draft.body
        for one in records()
        if isinstance(one.draft.body, Fed) and one.draft.body.cycle.startswith("demo-estanque-5")
    ]

    assert {(one.feed, one.measure) for one in fed} == {("scraps", "tobo")}


def test_the_pond_that_stood_without_oxygen_lost_its_cycle_with_a_few_fish_saved() -> None:
    lost = [one.draft.body for one in records() if isinstance(one.draft.body, CycleLost)]
    of_it = [one.draft.body for one in records() if getattr(one.draft.body, "cycle", None) == lost[0].cycle]

    assert [(one.cycle, one.suspected) for one in lost] == [("demo-estanque-3-2024-06-25", "oxygen")]
    assert not any(one.complete for one in of_it if isinstance(one, Harvested) and not one.planned)
    assert sum(one.fish for one in of_it if isinstance(one, Died)) > 800


def test_no_pond_gives_more_fish_than_were_put_in() -> None:
    counts: Counter[str] = Counter()
    for one in records():
        body = one.draft.body
        if is_planned(body):
            continue
        if isinstance(body, Stocked):
            counts[one.draft.uid] += body.fish
        elif isinstance(body, Died) or (isinstance(body, Harvested) and body.fish):
            counts[body.cycle] -= body.fish or 0

    assert min(counts.values()) >= 0


def test_more_fish_die_in_the_nights_without_oxygen() -> None:
    died = [one.draft.body for one in records() if isinstance(one.draft.body, Died)]
    of_oxygen = sum(one.fish for one in died if one.suspected == "oxygen")

    assert of_oxygen > sum(one.fish for one in died) / 2


def test_the_urea_came_three_weeks_late_to_some_fields() -> None:
    short = [
        one.draft.body
        for one in records()
        if isinstance(one.draft.body, CircumstanceTold) and one.draft.body.what == "shortage"
    ]

    assert [one.days for one in short if one.was == "some"].count(21) == 3
    assert any(one.was == "none" for one in short)


def test_what_was_switched_comes_back_out_of_the_book(tmp_path: Path) -> None:
    planned = [*planned_irrigations(), *planned_aerations(the_world())]

    with written(tmp_path) as journal:
        found = switches_of(journal.entries("book", kinds=("intervention", "reversal")))

    assert sorted(found, key=lambda one: (one.at, one.place)) == sorted(
        planned, key=lambda one: (one.at, one.place)
    )


def test_a_switch_that_is_taken_back_never_happened(tmp_path: Path) -> None:
    with written(tmp_path) as journal:
        first = journal.entries("book", kinds=("intervention",))[0]
        journal.append(a_reversal(first.uid), now=NIGHT)
        found = switches_of(journal.entries("book", kinds=("intervention", "reversal")))

    assert len(found) == len(planned_irrigations()) + len(planned_aerations(the_world())) - 1


def test_the_book_holds_a_failed_pond_a_wet_harvest_an_estimate_and_a_correction(tmp_path: Path) -> None:
    with written(tmp_path) as journal:
        entries = standing(journal.entries("book"))
        corrections = journal.entries("book", kinds=("reversal",))
    harvests = [one.body for one in entries if isinstance(one.body, Harvested) and not is_planned(one.body)]

    assert min(one.kg for one in harvests if one.fish is not None) < 50
    assert max(one.moisture for one in harvests if one.moisture is not None) > 25
    assert [one.quality for one in harvests].count("estimated") == 1
    assert len(corrections) == 3


def test_ponds_are_stocked_for_six_to_seven_months() -> None:
    stockings = Counter(
        one.draft.body.unit
        for one in records()
        if isinstance(one.draft.body, Stocked) and not is_planned(one.draft.body)
    )

    assert all(5 <= count <= 7 for count in stockings.values())


def test_a_pond_that_breathes_brings_heavier_fish_than_one_that_does_not() -> None:
    def weight(number: int) -> float:
        one = pond(number)
        brought = [
            harvest
            for cycle in pond_cycles(one)
            if cycle.fate == "ordinary"
            for harvest in pond_harvests(the_world(), one, cycle)
            if harvest.complete
        ]
        return float(np.mean([float(harvest.kg) / (harvest.fish or 1) for harvest in brought]))

    assert weight(5) > weight(1) * 1.1


def test_kilos_are_what_a_pond_and_a_field_could_bring() -> None:
    areas = {one.place: one.area_m2 / 10_000 for one in (*cast.PONDS, *cast.FIELDS)}
    for one in records():
        body = one.draft.body
        if isinstance(body, Harvested) and body.complete and not one.draft.uid.endswith(("error", "plan")):
            per_hectare = float(body.kg) / areas[body.cycle.removeprefix("demo-")[:-11]]
            is_failed = body.fish is not None and body.fish < 100
            assert is_failed or 900 < per_hectare < 9_000


def test_the_newest_harvest_is_a_few_days_old() -> None:
    newest = max(
        one.draft.happened
        for one in records()
        if isinstance(one.draft.body, Harvested) and not is_planned(one.draft.body)
    )

    assert START - 7 * 86_400 < newest < START


def test_fourteen_councils_make_the_commune_and_one_of_them_leaves() -> None:
    said = [one.draft.body for one in records() if isinstance(one.draft.body, CouncilRegistered)]
    last = {one.council: one for one in said}

    assert len(last) == 14
    assert [one.council for one in last.values() if one.until is not None] == ["las-canas"]
    assert [one.families for one in last.values() if not one.families] == []


def test_whatever_comes_from_elsewhere_says_so_and_the_rest_is_called_invented() -> None:
    bodies = [one.draft.body for one in records()]

    elsewhere = [one for one in bodies if isinstance(one, ReferenceSet)]
    own = [one.source for one in bodies if isinstance(one, GrainBaseSet | WorkdaySet | CommuneRegistered)]
    partners = [one.name for one in bodies if isinstance(one, CounterpartRegistered)]
    assert all(one.source and one.basis and not one.comparable for one in elsewhere)
    assert all("(fictici" in (text or "") for text in [*own, *partners])


def test_each_pond_says_which_of_the_fishes_swims_in_it() -> None:
    species = {one.draft.body.species for one in records() if isinstance(one.draft.body, Stocked)}

    assert species == {"híbrido cachamoto", "cachama negra", "morocoto"}


def test_somebody_keeps_the_money_and_somebody_watches_the_book() -> None:
    roles = {role for one in people() for role in one.roles}

    assert roles >= {"administration", "social_control"}


def test_nobody_has_a_telephone() -> None:
    assert all(one.telephone is None for one in people())


def test_the_book_shows_what_people_measured_wiped_watered_and_noted_by_hand() -> None:
    bodies = [one.draft.body for one in records()]

    kinds = (HandRead, ProbeCared, RainRead, Irrigated, PlaceNoted)
    assert all(any(isinstance(body, kind) for body in bodies) for kind in kinds)
    assert {body.means for body in bodies if isinstance(body, Intervened)} >= {"swimming"}


def test_one_probe_of_the_demo_is_fifteen_percent_off() -> None:
    compared = [
        body
        for one in records()
        if isinstance(body := one.draft.body, ProbeCared) and body.said and body.reference
    ]

    off = {body.place for body in compared if deviation_percent(body.said, body.reference) > 10}  # type: ignore[arg-type]
    assert off == {"estanque-3"}


def test_what_people_did_by_hand_is_the_same_at_each_making() -> None:
    assert list(daily(the_world())) == list(daily(the_world()))


def test_of_most_probes_every_care_is_told_and_of_some_one_was_forgotten(tmp_path: Path) -> None:
    with written(tmp_path) as journal:
        told = registers(journal.entries("station"))
        cares = [one for one in journal.entries("station") if isinstance(one.body, ProbeCared)]

    def due(node: str, channel: str, quantity: str) -> set[str]:
        own = [one for one in cares if isinstance(one.body, ProbeCared) and one.body.node == node]
        found = dues(SeriesKey(node, channel, quantity), own, told.calibrations, placed=NIGHT)
        return {one.work for one in found if one.is_due(now=START)}

    assert [due(f"pond-{number}", "sonda", "oxygen_signal") for number in (1, 2, 4, 5)] == [
        set(),
        set(),
        {"electrolyte"},
        set(),
    ]
    assert [due(f"field-{number}", "pluviometro", "rain_tips") for number in (2, 3)] == [set(), {"calibrate"}]
