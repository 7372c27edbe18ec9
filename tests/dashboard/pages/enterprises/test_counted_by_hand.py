"""What a cycle's unit went through, as its page tells it, is what a plain loop over the file counts."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median

from builders import a_draft
from fakes import FixedClock, MemoryWarnings
from fastapi.testclient import TestClient
from small_commune import a_config

from dashboard.app import create_app
from gateway.derivation import derive
from gateway.domain.columns import Derived, Signals
from gateway.domain.entries import (
    Body,
    EnterpriseRegistered,
    Harvested,
    NodePlaced,
    PlaceRegistered,
    Sown,
    Stocked,
    UnitRegistered,
)
from gateway.domain.readings import SeriesKey
from gateway.importing.reading import Wanted, read_file
from gateway.importing.taking import take
from gateway.journal import CommuneJournal
from gateway.store.sqlite.reader import SqliteReadings
from gateway.store.sqlite.writer import SqliteWriter

DAY = timedelta(days=1)
POND_FILE = Path(__file__).parents[3] / "samples" / "sapelo_deancreek_2012-06_30min_utc-5.csv"
ZONE = timedelta(hours=-4)
LIMIT = 3.0
BEGAN, ENDED = datetime(2012, 6, 4, 12, tzinfo=UTC), datetime(2012, 7, 20, 12, tzinfo=UTC)
NOW = int(datetime(2012, 12, 1, tzinfo=UTC).timestamp())
FULL, WILTING = 0.34, 0.18
LAYERS = {"w20": 32.5, "w45": 27.5, "w75": 20.0}
"""The layer of each probe [cm]: the borders lie halfway, the roots reach 80 cm."""


def at(moment: datetime) -> int:
    return int(moment.timestamp())


def deriving(signals: Mapping[SeriesKey, Signals]) -> Mapping[SeriesKey, Derived]:
    return derive(signals, calibrations=[], altitude_m=0.0)


def page_of(folder: Path, file: Path, wanted: Wanted, *bodies: tuple[str, datetime, Body]) -> str:
    """Return the page of the cycle `c` over a store into which a file was imported."""
    with (
        SqliteWriter(folder, deriving, utc_offset_hours=-4) as writer,
        CommuneJournal(folder / "commune.db", commune="los-samanes") as journal,
    ):
        for _step in take(writer, read_file(file, wanted, now=NOW).series, now=NOW):
            pass
        for uid, moment, body in bodies:
            journal.append(a_draft(body, uid=uid, happened=at(moment)), now=NOW)
        store = SqliteReadings(folder, deriving, utc_offset_hours=-4)
        app = create_app(
            a_config(folder), store=store, journal=journal, clock=FixedClock(NOW), warnings=MemoryWarnings()
        )
        text = TestClient(app).get("/ciclos/c").text
    return " ".join(re.sub(r"<[^>]+>", "", text).replace("\u00a0", " ").split())


def registered(sort: str, area: int) -> list[tuple[str, datetime, Body]]:
    place = PlaceRegistered(
        "lugar", sort, 1, "El Samán", area_m2=Decimal(area),  # type: ignore[arg-type]
        field_capacity=Decimal(str(FULL)) if sort == "field" else None,
        wilting_point=Decimal(str(WILTING)) if sort == "field" else None,
    )  # fmt: skip
    return [
        ("p", BEGAN, place),
        ("n", BEGAN, NodePlaced("nodo", "lugar", 0)),
        ("e", BEGAN, EnterpriseRegistered("eps", "EPS", "EPSDC")),
        ("u", BEGAN, UnitRegistered("unidad", "eps", "lugar", "Unidad", Decimal(area), "tape")),
    ]


def test_the_hours_and_the_worst_night_of_a_pond_are_those_of_the_file(tmp_path: Path) -> None:
    hours, measured, lowest = 0.0, 0.0, 99.0
    nights: dict[str, float] = {}
    with POND_FILE.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            moment = datetime.fromisoformat(row["time"]).replace(tzinfo=UTC) + timedelta(hours=5)
            if row["do_mgl"] == "" or not BEGAN <= moment < ENDED:
                continue
            oxygen = float(row["do_mgl"])
            measured, lowest = measured + 0.5, min(lowest, oxygen)
            if oxygen < LIMIT:
                hours += 0.5
                night = f"{moment + ZONE - timedelta(hours=12):%Y-%m-%d}"
                nights[night] = nights.get(night, 0.0) + 0.5
    stocked = Stocked("unidad", "cachama", 1000, Decimal(8))
    harvest = Harvested("c", Decimal(400), "weighed", complete=True, fish=900)

    page = page_of(
        tmp_path,
        POND_FILE,
        Wanted("nodo", {"do_mgl": "sonda.oxygen", "temp_c": "sonda.water_temperature"}, -5),
        *registered("pond", 1000),
        ("c", BEGAN, stocked),
        ("h", ENDED, harvest),
    )

    low_nights = sum(one >= 1 for one in nights.values())
    total = (ENDED - BEGAN) / timedelta(hours=1)
    assert f"{hours:.1f} horas medidas".replace(".", ",") in page
    assert f"{low_nights} noches con una hora o más bajo 3 mg/L" in page
    assert f"La peor: {lowest:.1f} mg/L".replace(".", ",") in page
    assert f"({measured:,.0f} de {total:,.0f} horas)".replace(",", ".") in page


def a_plot_file(folder: Path) -> Path:
    """Return a file of soil water and rain by the hour, dry for days, with days missing."""
    file = folder / "lote.csv"
    with file.open("w", encoding="utf-8") as lines:
        lines.write("time,w20,w45,w75,mm\n")
        for hour in range(46 * 24):
            moment = BEGAN + timedelta(hours=hour)
            if 500 <= hour < 600:
                continue
            dry = 0.14 * (hour % 240) / 240
            rain = 4.2 if hour % 97 == 0 else 0.0
            lines.write(
                f"{moment:%Y-%m-%dT%H:%M}Z,{0.33 - dry:.4f},{0.34 - dry:.4f},{0.35 - dry:.4f},{rain}\n"
            )
    return file


def test_the_dry_days_and_the_rain_of_a_plot_are_those_of_the_file(tmp_path: Path) -> None:
    file = a_plot_file(tmp_path)
    by_day: dict[str, list[float]] = {}
    rain = 0.0
    with file.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            moment = datetime.fromisoformat(row["time"].rstrip("Z")).replace(tzinfo=UTC)
            if not BEGAN <= moment < ENDED:
                continue
            share = sum(
                min(1.0, max(0.0, (float(row[name]) - WILTING) / (FULL - WILTING))) * layer / 80
                for name, layer in LAYERS.items()
            )
            by_day.setdefault(f"{moment + ZONE:%Y-%m-%d}", []).append(share)
            rain += float(row["mm"])
    middles = [median(day) for day in by_day.values()]
    sown = Sown("unidad", "maíz", "criolla", Decimal(10_000))
    harvest = Harvested("c", Decimal(4000), "weighed", complete=True, area_m2=Decimal(10_000))

    page = page_of(
        tmp_path,
        file,
        Wanted(
            "nodo", {name: f"sonda-{name[1:]}cm.soil_water" for name in LAYERS} | {"mm": "pluviometro.rain"}
        ),
        *registered("field", 10_000),
        ("c", BEGAN, sown),
        ("h", ENDED, harvest),
    )

    dry = sum(middle < 0.45 for middle in middles)
    days = (ENDED + ZONE).date() - (BEGAN + ZONE).date()
    assert f"sondas: {dry} días de suelo seco y {sum(one >= 1 for one in middles)} de tierra llena" in page
    assert f"({len(by_day)} de {days.days + 1} días)" in page
    assert f"Lluvia: {rain:.0f} mm" in page
    assert dry > 5
