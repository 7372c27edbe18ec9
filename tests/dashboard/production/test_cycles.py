"""What the book tells of enterprises, units and cycles."""

from __future__ import annotations

from decimal import Decimal

from builders import NIGHT, a_harvest, a_stocking, an_entry
from msgspec.structs import replace

from dashboard.production.cycles import Loss, cycles, enterprises, planned_cycles, units
from dashboard.production.grain import Base
from gateway.domain.entries import (
    Body,
    CycleLost,
    EnterpriseRegistered,
    Entry,
    Reversed,
    Sown,
    UnitRegistered,
)
from gateway.domain.goods import Amount, Good

DAY = 86_400
ENTERPRISE = EnterpriseRegistered("las-lagunas", "Las Lagunas", "EPSDC")
POND_UNIT = UnitRegistered("laguna-1", "las-lagunas", "estanque-1", "Laguna 1", Decimal(1000), "tape")
FIELD_UNIT = UnitRegistered("lote-1", "las-lagunas", "parcela-1", "Lote 1", Decimal(20_000), "gps")
SOWING = Sown("lote-1", "maíz", "híbrido blanco", Decimal(15_000), plan_kg=Decimal(6000))


def a_book(*bodies: Body) -> list[Entry]:
    """Return a book with both units and then these entries, a day apart, numbered from 4."""
    written = (ENTERPRISE, POND_UNIT, FIELD_UNIT, *bodies)
    return [
        an_entry(body, number=number, happened=NIGHT + number * DAY) for number, body in enumerate(written, 1)
    ]


def a_maize_harvest(kg: str, *, moisture: str | None = "22", base: str = "14") -> Body:
    return replace(
        a_harvest("uid-4", kg, complete=False, fish=None),
        moisture=None if moisture is None else Decimal(moisture),
        base_moisture=Decimal(base),
        area_m2=Decimal(7500),
    )


def taken_back(uid: str, *, number: int) -> Entry:
    return an_entry(Reversed("error"), number=number, journal="book", reverses=uid)


def test_an_empty_book_has_nothing() -> None:
    assert (enterprises([]), units([]), cycles([])) == ([], [], [])


def test_a_unit_described_anew_is_the_newer_one_in_its_old_place() -> None:
    bigger = UnitRegistered("laguna-1", "las-lagunas", "estanque-1", "Laguna 1", Decimal(1200), "gps")

    found = units(a_book(bigger))

    assert [(unit.slug, unit.area_m2) for unit in found] == [("laguna-1", 1200), ("lote-1", 20_000)]


def test_a_stocking_begins_a_cycle_that_goes_on() -> None:
    (cycle,) = cycles(a_book(a_stocking()))

    assert (cycle.uid, cycle.place, cycle.product, cycle.variety) == (
        "uid-4",
        "estanque-1",
        "fish",
        "cachama negra",
    )
    assert (cycle.ended, cycle.kg, cycle.fish, cycle.stocked_kg) == (None, 0, 1000, 30)


def test_a_complete_harvest_ends_the_cycle() -> None:
    (cycle,) = cycles(
        a_book(a_stocking(), a_harvest("uid-4", "100.5", complete=False), a_harvest("uid-4", "520"))
    )

    assert cycle.ended == NIGHT + 6 * DAY
    assert cycle.kg == Decimal("620.5")
    assert [harvest.uid for harvest in cycle.harvests] == ["uid-5", "uid-6"]


def test_what_was_taken_back_is_left_out() -> None:
    book = [*a_book(a_stocking(), a_harvest("uid-4")), taken_back("uid-5", number=6)]

    (cycle,) = cycles(book)

    assert (cycle.ended, cycle.harvests) == (None, ())
    assert cycles([*book, taken_back("uid-4", number=7)]) == []


def test_a_sowing_keeps_its_crop_its_area_and_its_plan() -> None:
    (cycle,) = cycles(a_book(SOWING))

    assert (cycle.product, cycle.variety, cycle.place) == ("maíz", "híbrido blanco", "parcela-1")
    assert (cycle.sown_m2, cycle.plan_kg, cycle.fish) == (15_000, 6000, None)


def test_cycles_come_newest_first() -> None:
    assert [cycle.uid for cycle in cycles(a_book(a_stocking(), SOWING))] == ["uid-5", "uid-4"]


def test_grain_of_one_base_is_added_at_that_base() -> None:
    (cycle,) = cycles(a_book(SOWING, a_maize_harvest("10000"), a_maize_harvest("1000", moisture="14")))

    assert cycle.base == Base(Decimal(14))
    assert round(cycle.kg_at_base or 0, 2) == Decimal("10069.77")


def test_kilos_of_different_bases_are_never_added() -> None:
    (two_bases,) = cycles(a_book(SOWING, a_maize_harvest("10"), a_maize_harvest("10", base="12")))
    (one_without,) = cycles(a_book(SOWING, a_maize_harvest("10"), a_maize_harvest("10", moisture=None)))

    assert two_bases.kg_at_base is one_without.kg_at_base is None


def test_how_much_was_weighed_is_told() -> None:
    guess = replace(a_harvest("uid-4", "200"), quality="estimated")
    (cycle,) = cycles(a_book(a_stocking(), a_harvest("uid-4", "800", complete=False), guess))

    assert cycle.share_weighed == Decimal("0.8")


def test_a_lost_cycle_ends_with_its_loss_and_gave_nothing() -> None:
    (cycle,) = cycles(a_book(a_stocking(), CycleLost("uid-4", "oxygen")))

    assert (cycle.state, cycle.ended) == ("lost", NIGHT + 5 * DAY)
    assert cycle.yielded == Amount(Good("kg", "cachama-negra"), Decimal(0))
    assert cycle.lost == Loss("uid-5", NIGHT + 5 * DAY, "oxygen")


def test_a_loss_that_was_taken_back_leaves_the_cycle_open() -> None:
    book = [*a_book(a_stocking(), CycleLost("uid-4", "theft")), taken_back("uid-5", number=6)]

    (cycle,) = cycles(book)

    assert (cycle.state, cycle.ended, cycle.yielded) == ("open", None, None)


def test_what_was_harvested_before_a_loss_stays() -> None:
    (cycle,) = cycles(
        a_book(a_stocking(), a_harvest("uid-4", "80", complete=False), CycleLost("uid-4", "flood"))
    )

    assert (cycle.state, cycle.kg) == ("lost", 80)


def test_a_plan_is_a_cycle_of_its_own_until_it_is_carried_out() -> None:
    plan, done = replace(a_stocking(), planned=True), replace(a_stocking(), plan_kg=None, fulfils="uid-4")

    (planned,) = planned_cycles(a_book(plan))
    (begun,) = cycles(a_book(plan, done))

    assert (planned.uid, planned.state, cycles(a_book(plan))) == ("uid-4", "planned", [])
    assert (begun.uid, begun.state, begun.plan_kg) == ("uid-5", "open", 700)
    assert planned_cycles(a_book(plan, done)) == []


def test_grain_at_two_bases_is_two_amounts_and_no_total() -> None:
    (cycle,) = cycles(a_book(SOWING, a_maize_harvest("1000"), a_maize_harvest("1000", base="12")))

    assert [str(one.good) for one in cycle.amounts] == ["kg:maiz@14/0", "kg:maiz@12/0"]
    assert cycle.yielded is cycle.kg_at_base is cycle.base is None


def test_wet_grain_whose_moisture_nobody_measured_is_another_good() -> None:
    (cycle,) = cycles(a_book(SOWING, a_maize_harvest("1000"), a_maize_harvest("500", moisture=None)))

    assert [str(one.good) for one in cycle.amounts] == ["kg:maiz@14/0", "kg:maiz"]


def test_three_fishes_are_three_products() -> None:
    book = a_book(a_stocking(), replace(a_stocking(), species="Híbrido cachamoto"))

    assert [one.key for one in cycles(book)] == ["hibrido-cachamoto", "cachama-negra"]
