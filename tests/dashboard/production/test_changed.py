"""What else changed: what is blank is known by nobody, and nobody's silence is a no."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from builders import NIGHT, an_entry

from dashboard.production.changed import (
    NO_DATA,
    SUSPECTED,
    THERE_WAS_NONE,
    Around,
    Changed,
    also_changed,
    circumstance,
)
from dashboard.production.cycles import Cycle, Loss, Unit
from dashboard.production.registers import book_registers
from gateway.domain.entries import Body, CircumstanceTold, Fed, InputUsed

UNIT = Unit("laguna-1", "e", "estanque-1", "Laguna 1", Decimal(1000), "tape")
POND = Cycle("c", UNIT, "stocking", "fish", "cachama", NIGHT, None, (), fish=1000, mean_weight_g=Decimal(8))
FIELD = Cycle("c", UNIT, "sowing", "maíz", "criolla", NIGHT, None, (), sown_m2=Decimal(20_000))
NO_BOOK = book_registers([])


def told(*bodies: Body) -> list:
    return [an_entry(body, number=number) for number, body in enumerate(bodies, 1)]


def rows(this: Around, before: Around | None = None) -> dict[str, Changed]:
    return {one.what.sentence: one for one in also_changed(this, before, NO_BOOK)}


def test_it_always_stands_there_even_when_nobody_said_anything() -> None:
    pond, field = rows(Around(POND, [])), rows(Around(FIELD, []))

    for name in ("Fecha de siembra", "Densidad", "Alimento", "Falta de insumos", "Aireador", "Robo"):
        assert name in pond
    for name in (
        "Fecha de siembra",
        "Variedad",
        "Nitrógeno",
        "Plagas",
        "Malezas",
        "Falta de insumos",
        "Robo",
    ):
        assert name in field
    assert pond["Robo"].now == field["Malezas"].now == NO_DATA


def test_blank_is_not_none_and_none_was_said_by_somebody() -> None:
    assert circumstance([], "theft") == NO_DATA
    assert circumstance(told(CircumstanceTold("c", "theft", "none")), "theft") == THERE_WAS_NONE
    assert circumstance(told(CircumstanceTold("c", "pest", "none")), "theft") == NO_DATA


def test_what_there_was_goes_before_that_there_was_none() -> None:
    both = told(
        CircumstanceTold("c", "pest", "none"), CircumstanceTold("c", "pest", "some", percent=Decimal(15))
    )

    (cell,) = circumstance(both, "pest")

    assert cell.values["percent"] == 15


def test_only_what_both_told_differently_has_changed() -> None:
    dense, blank = replace(POND, fish=1500), Around(POND, [])

    assert rows(Around(dense, []), blank)["Densidad"].differs
    assert not rows(Around(POND, []), blank)["Densidad"].differs
    assert not rows(Around(POND, told(CircumstanceTold("c", "theft", "none"))), blank)["Robo"].differs
    assert not rows(blank)["Densidad"].differs


def test_nitrogen_is_told_a_hectare_only_where_all_of_it_is_known() -> None:
    urea = InputUsed("u", "urea", "fertiliser", Decimal(4), "sack", cycle="c", nitrogen_kg=Decimal(92))
    manure = InputUsed("u", "estiercol", "fertiliser", Decimal(300), "kg", cycle="c")

    assert rows(Around(FIELD, told(urea)))["Nitrógeno"].now[0].values == {"kg": 46}
    assert "no se sabe" in rows(Around(FIELD, told(urea, manure)))["Nitrógeno"].now[0].sentence


def test_feed_is_told_by_its_kinds_and_protein() -> None:
    fed = told(
        Fed("c", "concentrate", "weighed", kg=Decimal(5), protein=Decimal("28.0")),
        Fed("c", "scraps", "weighed", kg=Decimal(5), what="yuca"),
    )

    cells = rows(Around(POND, fed))["Alimento"].now

    assert [one.values for one in cells] == [{"protein": "28"}, {"feed": "yuca"}]


def test_without_a_word_about_the_aerator_nobody_knows_unless_there_is_none() -> None:
    assert rows(Around(POND, [], has_aerator=True))["Aireador"].now == NO_DATA
    assert rows(Around(POND, [], has_aerator=False))["Aireador"].now[0].sentence == "no tiene"
    assert rows(Around(POND, [], aerator_nights=19))["Aireador"].now[0].values == {"nights": 19}


def test_a_flood_is_told_only_where_somebody_said_it() -> None:
    flooded = Around(FIELD, told(CircumstanceTold("c", "flood", "some", days=3)))

    assert "Inundación" not in rows(Around(FIELD, []))
    assert rows(flooded)["Inundación"].now != NO_DATA


def test_a_loss_is_told_with_what_the_team_suspects() -> None:
    lost = replace(POND, lost=Loss("l", NIGHT, "theft"))

    assert rows(Around(lost, []))["Lo que sospecha el equipo"].now == (SUSPECTED["theft"],)
