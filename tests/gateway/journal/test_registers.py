"""What stands today is what the entries say together."""

from __future__ import annotations

import random
from decimal import Decimal

from builders import NIGHT, an_entry

from gateway.domain.alerts import DEFAULT_LIMITS
from gateway.domain.calibration import TipSize
from gateway.domain.entries import (
    AlarmAcknowledged,
    CalibrationRecorded,
    Entry,
    LimitsSet,
    NodePlaced,
    PlaceRegistered,
    ProbeCared,
    Reversed,
)
from gateway.domain.places import Placement
from gateway.journal.registers import registers


def a_place(slug: str, sort: str, number: int, name: str = "x") -> PlaceRegistered:
    return PlaceRegistered(slug, sort, number, name)  # type: ignore[arg-type]


def some_limits(warn: str, place: str | None = None) -> LimitsSet:
    return LimitsSet(Decimal(warn), Decimal(2), Decimal(1), "asamblea", verified=True, place=place)


def entries(*bodies: object) -> list[Entry]:
    return [an_entry(body, number=number) for number, body in enumerate(bodies, 1)]  # type: ignore[arg-type]


def test_without_entries_nothing_stands_and_the_limits_are_the_defaults() -> None:
    nothing = registers([])

    assert nothing.places == nothing.placements == nothing.calibrations == ()
    assert nothing.limits_of("estanque-1") == DEFAULT_LIMITS


def test_ponds_come_first_then_fields_each_by_number() -> None:
    found = registers(entries(a_place("c", "field", 1), a_place("b", "pond", 2), a_place("a", "pond", 10)))

    assert [place.slug for place in found.places] == ["b", "a", "c"]


def test_a_place_described_anew_is_the_newer_description() -> None:
    found = registers(entries(a_place("a", "pond", 1, "Vieja"), a_place("a", "pond", 1, "Nueva")))

    assert [place.name for place in found.places] == ["Nueva"]


def test_an_entry_taken_back_does_not_stand() -> None:
    wrong, right = entries(a_place("a", "pond", 1, "Bien"), a_place("a", "pond", 1, "Mal"))
    undo = an_entry(Reversed("error"), number=3, journal="station", reverses=right.uid)

    assert [place.name for place in registers([wrong, right, undo]).places] == ["Bien"]


def test_the_limits_of_a_pond_go_before_those_of_all_ponds() -> None:
    found = registers(entries(some_limits("5", "a"), some_limits("4")))

    assert found.limits_of("a").warn == 5.0
    assert found.limits_of("b").warn == 4.0


def test_the_limits_of_a_species_go_before_those_of_all_ponds_and_after_those_of_the_pond() -> None:
    ponds = [PlaceRegistered(name, "pond", 1, "", species="morocoto") for name in ("a", "b")]
    own, of_all = some_limits("5", "a"), some_limits("4")
    of_the_species = LimitsSet(
        Decimal("3.5"), Decimal(2), Decimal(1), "x", verified=False, species="morocoto", warm=Decimal(31)
    )

    found = registers(entries(*ponds, own, of_all, of_the_species))

    assert [found.limits_of(one).warn for one in ("a", "b", "c")] == [5.0, 3.5, 4.0]
    assert (found.limits_of("b").cold, found.limits_of("b").warm) == (22.0, 31.0)


def test_a_correction_of_the_same_moment_replaces_what_it_corrects() -> None:
    calibrations = [
        CalibrationRecorded("n", "pluviometro", "rain_tips", NIGHT, TipSize(Decimal(size)))
        for size in ("0.2", "0.25")
    ]

    found = registers(entries(*calibrations, NodePlaced("n", "a", NIGHT), NodePlaced("n", "b", NIGHT)))

    assert [one.constants for one in found.calibrations] == [TipSize(Decimal("0.25"))]
    assert [one.place for one in found.placements] == ["b"]


def test_the_newest_acknowledgement_of_an_alert_counts() -> None:
    found = registers(entries(AlarmAcknowledged("alerta-1"), AlarmAcknowledged("alerta-1")))

    assert found.acknowledgements["alerta-1"].number == 2


def test_the_order_of_handing_in_does_not_matter() -> None:
    written = entries(
        a_place("a", "pond", 1, "1"), a_place("a", "pond", 1, "2"), some_limits("4"), some_limits("5")
    )
    shuffled = random.Random(7).sample(written, len(written))

    assert registers(shuffled) == registers(written)


def test_a_place_is_found_by_its_short_name() -> None:
    found = registers(entries(a_place("a", "pond", 1), a_place("b", "pond", 2)))

    assert found.place("b") == found.places[1]
    assert found.place("c") is None


def test_what_is_measured_by_hand_has_always_stood_at_every_place() -> None:
    found = registers(entries(a_place("a", "pond", 1), a_place("b", "field", 1), NodePlaced("n", "a", NIGHT)))

    assert found.placements == (
        Placement("n", "a", NIGHT),
        Placement("mano-a", "a", 0),
        Placement("mano-b", "b", 0),
    )


def test_a_place_carries_what_its_aerator_runs_on_and_what_swims_there() -> None:
    body = PlaceRegistered("a", "pond", 1, "x", aerator_power="diesel", species="cachama negra")

    found = registers(entries(body)).places[0]

    assert (found.aerator_power, found.species) == ("diesel", "cachama negra")


def test_the_cares_of_a_probe_rise_by_when_they_were_given_and_those_taken_back_are_gone() -> None:
    def wiped(number: int, *, at: int, channel: str = "sonda") -> Entry:
        return an_entry(ProbeCared("a", "pond-1", channel, "wiped"), number=number, happened=at)

    given = [wiped(1, at=300), wiped(2, at=100), wiped(3, at=200), wiped(4, at=50, channel="otra")]
    undo = an_entry(Reversed("error"), number=5, journal="station", reverses="uid-3")

    found = registers([*given, undo]).cares

    assert {probe: [one.number for one in cares] for probe, cares in found.items()} == {
        ("pond-1", "sonda"): [2, 1],
        ("pond-1", "otra"): [4],
    }
