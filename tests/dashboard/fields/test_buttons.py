"""Where the buttons of a field's page lead."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from fakes import DAY_S
from msgspec.structs import replace
from one_field import TODAY, UNIT, OneField, at, one_field

from dashboard.fields.buttons import buttons
from dashboard.fields.looking import looks

SET_UP = "/anotar/lote?lugar=lote-1"


def sow(here: OneField) -> str:
    visit = here.visit()
    return buttons(visit, looks(visit)[0]).sow


def test_who_has_sown_writes_it_down_for_the_unit_that_works_the_field(tmp_path: Path) -> None:
    assert sow(one_field(tmp_path, {})) == "/anotar/siembra?unidad=parcela-1"


def test_of_a_field_that_no_unit_works_the_set_up_asks_who_works_it_and_what_is_sown(tmp_path: Path) -> None:
    assert sow(one_field(tmp_path, {}, has_unit=False)) == SET_UP


def test_a_unit_that_works_no_more_is_not_asked_of_its_field(tmp_path: Path) -> None:
    here = one_field(tmp_path, {})
    here.say(replace(UNIT, until=at(TODAY) - 9 * DAY_S), day=TODAY - timedelta(days=9), uid="ended")

    assert sow(here) == SET_UP
