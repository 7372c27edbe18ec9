"""The parliament's cycle: a harvest from a form, beside sixty measured days that anybody can count."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import accumulate
from pathlib import Path

import pytest
from browser import DESKTOP, Chromium, barriers, shown, sideways
from entering import enters, registered
from journey import Journey
from playwright.sync_api import Page, expect
from station import POND, ROOT

from gateway.domain.entries import Draft, Harvested, Stocked

pytestmark = [pytest.mark.broker, pytest.mark.browser]

SAPELO = ROOT / "tests" / "samples" / "sapelo_deancreek_2012-06_30min_utc-5.csv"
HERE = timedelta(hours=-5)
TODAY = datetime(2012, 7, 31, 8, 0)  # noqa: DTZ001 - local, as the file's times are
BEGAN = datetime(2012, 6, 1, 12, 0)  # noqa: DTZ001
ENDED = datetime(2012, 7, 30, 12, 0)  # noqa: DTZ001
"""A day that is not today is recorded at its noon."""
CUT_FROM, CUT_DAYS = datetime(2012, 6, 20), 9  # noqa: DTZ001
STEP = timedelta(minutes=30)

PLACES = (
    "".join(POND.format(n=number) for number in (1, 2))
    + """
[[enterprise]]
slug = "cachamas"
name = "Cachamas del Guárico"
form = "EPSDC"
"""
    + "".join(
        f"""
[[unit]]
slug = "laguna-{number}"
enterprise = "cachamas"
place = "estanque-{number}"
name = "Laguna {number}"
area_m2 = 1500
"""
        for number in (1, 2)
    )
)


@dataclass(frozen=True)
class HandCount:
    """What somebody counts with a pencil."""

    below_h: float
    measured_h: float
    total_h: float

    @property
    def coverage_percent(self) -> float:
        return 100 * self.measured_h / self.total_h


def count_by_hand(path: Path, limit: float) -> HandCount:
    """Count a file line by line: a reading stands until the next one, half an hour at most."""
    rows: list[tuple[datetime, float]] = []
    with path.open(encoding="utf-8") as opened:
        for row in csv.DictReader(opened):
            at = datetime.fromisoformat(row["time"])
            if row["do_mgl"] and BEGAN <= at < ENDED:
                rows.append((at, float(row["do_mgl"])))
    below = measured = timedelta(0)
    for place, (at, oxygen) in enumerate(rows):
        after = rows[place + 1][0] if place + 1 < len(rows) else ENDED
        stands = min(after - at, STEP)
        measured += stands
        if oxygen < limit:
            below += stands
    hour = timedelta(hours=1)
    return HandCount(below / hour, measured / hour, (ENDED - BEGAN) / hour)


@pytest.fixture
def season(tmp_path: Path) -> Iterator[Journey]:
    """Two ponds on the last morning; of the second one's file nine days are cut out."""
    _write_without_nine_days(tmp_path / "cortado_utc-5.csv")
    start = TODAY.replace(tzinfo=UTC).timestamp() - HERE.total_seconds()
    with Journey(tmp_path, PLACES, start=start, utc_offset_hours=-5) as journey:
        for node, file in (("pond-1", SAPELO), ("pond-2", tmp_path / "cortado_utc-5.csv")):
            words = ["import", "readings", str(file), "--node", node]
            subprocess.run(
                [sys.executable, "-m", "gateway.cli", *words, "--config", str(journey.station.config_file)],
                cwd=ROOT, capture_output=True, timeout=60, check=True,
            )  # fmt: skip
        _record_the_second_cycle(journey)
        _register_who_records(journey)
        yield journey


def _write_without_nine_days(path: Path) -> None:
    first, *lines = SAPELO.read_text(encoding="utf-8").splitlines()
    gone = range(CUT_DAYS)
    days = {(CUT_FROM + timedelta(days=number)).date().isoformat() for number in gone}
    path.write_text("\n".join([first, *(one for one in lines if one[:10] not in days)]), encoding="utf-8")


def _record_the_second_cycle(journey: Journey) -> None:
    stocked = Stocked("laguna-2", "cachama negra", 1400, Decimal(9))
    harvested = Harvested("ciclo-2", Decimal(500), "weighed", complete=True)
    with journey.station.journal() as journal:
        for kind, body, uid, at in (
            ("stocking", stocked, "ciclo-2", BEGAN),
            ("harvest", harvested, "cosecha-2", ENDED),
        ):
            moment = int(at.replace(tzinfo=UTC).timestamp() - HERE.total_seconds())
            journal.append(Draft(uid, "book", kind, body, moment, "alguien"), now=journey.now())


def _register_who_records(journey: Journey) -> None:
    folder = Path(journey.station.config.storage.folder)
    with journey.station.journal() as journal:
        registered(folder, journal, "team", units=("laguna-1",), at=journey.now())


def test_a_harvest_from_a_form_stands_beside_hours_that_anybody_can_count(
    season: Journey, chromium: Chromium, tmp_path: Path
) -> None:
    with chromium.page(season.address) as page:
        _stock(page)
        _a_wrong_number_keeps_what_was_typed(page)
        _sent_twice_it_is_one_harvest(season, page)
        _it_can_be_taken_back_and_recorded_again(page)
        cycle = page.url
        _the_page_tells_what_was_counted(page, count_by_hand(SAPELO, 3.0))
        assert (barriers(page), sideways(page)) == ([], 0)
    with (
        chromium.page(season.address, DESKTOP) as page,
        chromium.page(season.address, scripts=False) as plain,
    ):
        page.goto("/ciclos/ciclo-2")
        _the_page_tells_what_was_counted(page, count_by_hand(tmp_path / "cortado_utc-5.csv", 3.0))
        _nine_days_without_data_are_a_gap(page)
        _they_are_missing_from_the_coverage(page)
        assert (barriers(page), sideways(page)) == ([], 0)
        plain.goto(cycle)
        _the_page_tells_what_was_counted(plain, count_by_hand(SAPELO, 3.0))


def _stock(page: Page) -> None:
    enters(page)
    page.goto("/anotar/siembra?unidad=laguna-1")
    page.get_by_text("Cachama negra").tap()
    page.get_by_label("¿Cuántos alevines?").fill("1500")
    page.get_by_label("¿Cuánto pesaba cada uno?").fill("8,5")
    page.get_by_label("¿Cuántos kilos se esperan?").fill("820")
    _on_another_day(page, BEGAN)
    page.get_by_role("button", name="Guardar").tap()
    _it_is_right(page)
    page.get_by_role("link", name="Ver el ciclo").tap()
    expect(page.locator("main")).to_contain_text("Todavía sin cosecha")


def _on_another_day(page: Page, day: datetime) -> None:
    page.get_by_text("Otro día", exact=True).tap()
    day_asked, folded = page.get_by_label("día", exact=True), page.get_by_text("Si fue otro día, cuál")
    expect(day_asked.or_(folded).first).to_be_visible()
    if not day_asked.is_visible():
        folded.tap()
    page.get_by_label("día", exact=True).fill(str(day.day))
    page.get_by_label("mes", exact=True).select_option(str(day.month))
    page.get_by_label("año", exact=True).fill(str(day.year))


def _it_is_right(page: Page) -> None:
    page.get_by_role("button", name="Sí, guardar").tap()
    page.wait_for_url("**/recibo/*")


def _a_wrong_number_keeps_what_was_typed(page: Page) -> None:
    page.get_by_role("link", name="Anotar cosecha").first.tap()
    page.get_by_label("¿Cuántos kilos?").fill("1.200,5")
    page.get_by_text("Se pesó").tap()
    page.get_by_text("Sí, todo").tap()
    _on_another_day(page, ENDED)

    with page.expect_response(lambda one: one.request.method == "POST") as answered:
        page.get_by_role("button", name="Guardar").tap()

    assert answered.value.status == 422
    expect(page.get_by_label("¿Cuántos kilos?")).to_have_value("1.200,5")
    assert shown(page, "#kilos-error").endswith("Escriba solo el número, por ejemplo 12,5.")
    assert page.title().startswith("Error:")
    assert page.locator("input[name=calidad]:checked").get_attribute("value") == "weighed"
    assert page.get_by_label("día", exact=True).input_value() == str(ENDED.day)
    assert (barriers(page), sideways(page)) == ([], 0)


def _sent_twice_it_is_one_harvest(season: Journey, page: Page) -> None:
    page.get_by_label("¿Cuántos kilos?").fill("1200,5")
    page.get_by_role("button", name="Guardar").tap()
    expect(page.locator("main")).to_contain_text("mil doscientos coma cinco kilos")
    with page.expect_request(lambda one: one.method == "POST") as asked:
        page.get_by_role("button", name="Sí, guardar").dblclick()
    page.wait_for_url("**/recibo/*")
    again = page.request.post(
        asked.value.url,
        data=asked.value.post_data,
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )

    assert again.url == page.url
    with season.station.journal() as journal:
        entries = journal.entries("book", kinds={"harvest"})
    assert [one.body.kg for one in entries if isinstance(one.body, Harvested)] == [
        Decimal(500), Decimal("1200.5"),
    ]  # fmt: skip
    told = shown(page)
    assert "1.200,5 kilos" in told
    assert "mil doscientos coma cinco kilos" in told


def _it_can_be_taken_back_and_recorded_again(page: Page) -> None:
    page.get_by_role("button", name="Deshacer").tap()
    expect(page.locator("main")).to_contain_text("Deshecho por el asiento")
    page.goto("/anotar/cosecha")
    page.get_by_text("Laguna 1").tap()
    page.get_by_role("button", name="Seguir").tap()
    page.get_by_label("¿Cuántos kilos?").fill("640,5")
    page.get_by_label("¿Cuántos peces?").fill("1284")
    page.get_by_text("Se pesó").tap()
    page.get_by_text("Sí, todo").tap()
    _on_another_day(page, ENDED)
    page.get_by_role("button", name="Guardar").tap()
    _it_is_right(page)
    page.get_by_role("link", name="Ver el ciclo").tap()
    page.wait_for_url("**/ciclos/*")
    assert re.search(r"640,5 kg cosechados pescado entero; todo pesado en romana", shown(page))


def _the_page_tells_what_was_counted(page: Page, counted: HandCount) -> None:
    told = shown(page, "section.in-went")
    assert f"{_written(counted.below_h, 1)} horas medidas" in told
    assert f"Cobertura de la sonda: {min(99, round(counted.coverage_percent))} %" in told
    hours = f"{_written(counted.measured_h, 0)} de {_written(counted.total_h, 0)} horas"
    assert hours in told
    assert counted.below_h > 100


def _nine_days_without_data_are_a_gap(page: Page) -> None:
    # Nine days from midnight to midnight take eight whole nights with them.
    nights = CUT_DAYS - 1
    told = shown(page, "section.in-went")
    assert f"{59 - nights} noches medidas; {nights} sin dato" in told
    assert f"{nights} días" in told
    hole, field = (
        page.locator(f"section.in-went {one}").first.bounding_box() for one in ("i.hole", ".field")
    )
    assert hole is not None
    assert field is not None
    assert hole["width"] / field["width"] == pytest.approx(nights / 59, abs=0.01)
    begins = 1000 * (hole["x"] - field["x"]) / field["width"]
    ends = begins + 1000 * hole["width"] / field["width"]
    # Each dot is told from the one before.
    drawn = page.locator("section.in-went .plot.tall svg path.pts").evaluate_all(
        "paths => paths.map(path => path.getAttribute('d'))"
    )
    dots = [left for one in drawn for left in accumulate(map(int, re.findall(r"m(-?\d+)", one)))]
    assert len(dots) == 59 - nights
    assert [left for left in dots if begins + 2 < left < ends - 2] == []


def _they_are_missing_from_the_coverage(page: Page) -> None:
    told = re.search(r"Cobertura de la sonda: (\d+) %", shown(page, "section.in-went"))
    assert told is not None
    whole = count_by_hand(SAPELO, 3.0).coverage_percent
    assert whole - int(told[1]) == pytest.approx(100 * CUT_DAYS / 59, abs=1.0)


def _written(number: float, decimals: int) -> str:
    """Write a number as people of Venezuela do."""
    return f"{number:,.{decimals}f}".translate(str.maketrans(",.", ".,"))
