from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from one_field import AIR, HUMIDITY, RAIN, TODAY, OneField, at, hourly, one_field

from dashboard.fields.ordeal import course_of_cycle, ordeal_of
from dashboard.production.cycle import Cycle
from gateway.domain.entries import Harvested, Sown
from gateway.domain.places import Place
from gateway.fields.course import Stage

FIRST = TODAY - timedelta(days=170)
SOWN = TODAY - timedelta(days=125)
FLOWERED = SOWN + timedelta(days=58)


def with_a_dry_flowering(folder: Path, crop: str = "maíz blanco") -> OneField:
    """Return a field on which it rains every other day, but for three weeks around flowering."""
    until = at(TODAY, 6)
    here = one_field(
        folder,
        {
            AIR: hourly(FIRST, until, lambda _, hour: 23.0 + 8.0 * max(0.0, 1 - abs(hour - 14) / 9)),
            HUMIDITY: hourly(FIRST, until, lambda _, hour: 92.0 - 35.0 * max(0.0, 1 - abs(hour - 14) / 9)),
            RAIN: hourly(
                FIRST,
                until,
                lambda day, hour: (
                    15.0
                    if hour == 16 and (day - FIRST).days % 2 == 0 and abs((day - FLOWERED).days) > 11
                    else 0.0
                ),
            ),
        },
    )
    here.say(Sown("parcela-1", crop, "criolla", Decimal(40_000)), day=SOWN, uid="siembra")
    harvest = Harvested("siembra", Decimal(14_000), "weighed", complete=True, area_m2=Decimal(40_000))
    here.say(harvest, day=TODAY - timedelta(days=1), uid="cosecha")
    return here


def the(here: OneField) -> tuple[Cycle, Place]:
    visit = here.visit()
    cycle, place = visit.station.production.cycle("siembra"), visit.registered.place("lote-1")
    assert cycle is not None
    assert place is not None
    return cycle, place


def test_a_dry_spell_at_flowering_is_told_as_thirst_in_flowering(tmp_path: Path) -> None:
    here = with_a_dry_flowering(tmp_path)

    found = ordeal_of(here.visit(), *the(here))

    assert found is not None
    assert found.thirst_by_stage.get(Stage.FLOWERING, 0) >= 5
    assert set(found.thirst_by_stage) <= {Stage.FLOWERING, Stage.MIDDLE}


def test_an_ordeal_begins_with_the_sowing_and_ends_with_the_harvest(tmp_path: Path) -> None:
    here = with_a_dry_flowering(tmp_path)

    course, found = course_of_cycle(here.visit(), *the(here)), ordeal_of(here.visit(), *the(here))

    assert course is not None
    assert found is not None
    assert course.days[0].day < SOWN
    assert course.last.day == TODAY - timedelta(days=2)
    assert found.days == 124


def test_another_crop_has_no_ordeal_of_maize(tmp_path: Path) -> None:
    here = with_a_dry_flowering(tmp_path, "caraota")

    assert ordeal_of(here.visit(), *the(here)) is None
