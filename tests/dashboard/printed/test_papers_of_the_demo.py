"""The papers of the demo: three years, thirteen councils and more of each than a test makes by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FixedClock, MemoryReadings, MemoryWarnings
from printed import a_visit, page_count, size_of, text_of

from dashboard.app import create_app
from dashboard.printed import press
from dashboard.printed.shelf import Asked, paper_of
from dashboard.visit.given import Station
from gateway.config import checked
from gateway.demo.world import cast
from gateway.people import People
from tests.gateway.demo.written import written

ONE_SHEET = {
    "informe": Asked("informe"),
    "informe de todo": Asked("informe", period="todo"),
    "afiche": Asked("afiche-a3"),
    "afiche de todo": Asked("afiche-a3", period="todo", product="kg:maiz@14/2"),
    "afiche pequeño": Asked("afiche-a4", period="todo"),
    "planilla": Asked("planilla-entrega", pages="http://10.0.0.2:8000"),
}


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    folder: Path = tmp_path_factory.mktemp("demo")
    with written(folder) as journal:
        assert {one.name for one in People(journal).everybody()} >= set(cast.PEOPLE)
        now = max(one.registered for one in journal.entries("book")) + 3600
        commune = {"slug": cast.SLUG, "name": cast.NAME, "latitude": 9.5, "longitude": -69.2}
        config = checked(
            {"commune": commune, "storage": {"folder": str(folder)}, "clock": {"trusted": "always"}}
        )
        app = create_app(
            config,
            store=MemoryReadings({}, [], []),
            journal=journal,
            clock=FixedClock(now),
            warnings=MemoryWarnings(),
        )
        yield app.state.station


@pytest.mark.parametrize("name", ONE_SHEET)
def test_much_of_everything_stays_on_one_sheet_and_names_nobody(station: Station, name: str) -> None:
    paper = paper_of(a_visit(station), ONE_SHEET[name])
    assert paper is not None

    made = press.pdf(paper)
    text = text_of(made)

    people = [one.name for one in station.people.everybody()]
    stores = [one.name for one in station.production.registers().warehouses.values()]
    assert len(people) > 5
    assert stores
    assert page_count(made) == 1
    assert size_of(made)[0] in (210, 297)
    assert [one for one in (*people, *stores) if one in text] == []


def test_the_report_of_three_years_still_has_all_its_blocks(station: Station) -> None:
    paper = paper_of(a_visit(station), ONE_SHEET["informe de todo"])
    assert paper is not None

    text = text_of(press.pdf(paper))

    assert [number for number in range(1, 15) if f"{number}. " not in text] == []


def test_a_day_of_work_is_told_in_each_currency_that_it_was_agreed_in(station: Station) -> None:
    paper = paper_of(a_visit(station), ONE_SHEET["informe"])
    assert paper is not None

    text = " ".join(text_of(press.pdf(paper)).split())

    assert "EPS Maíz Nuevo USD 5 o VES 1.350." in text


def test_minutes_of_every_session_of_the_demo_can_be_signed(station: Station) -> None:
    for number in (6, 17, 18):
        paper = paper_of(a_visit(station), Asked(f"acta-{number}"))
        assert paper is not None

        text = text_of(press.pdf(paper))

        assert f"Acta {number} · hoja 1 de " in text
        assert "Firman quienes estuvieron" in text
