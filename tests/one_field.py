"""One field of a commune with its gauge, probes and weather node, for what the pages make of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
from builders import a_draft
from fakes import FixedClock, MemoryReadings, MemoryWarnings
from fastapi.testclient import TestClient
from small_commune import a_config

from dashboard.app import create_app
from dashboard.fields.look import FieldLook
from dashboard.fields.looking import looks
from dashboard.visit.given import Station, Visit
from dashboard.words.language import languages
from gateway.domain.columns import Derived
from gateway.domain.entries import (
    Body,
    EnterpriseRegistered,
    FieldDescribed,
    NodePlaced,
    PlaceRegistered,
    UnitRegistered,
)
from gateway.domain.readings import Flag, SeriesKey, TimeKnown
from gateway.journal import CommuneJournal

HOUR_S = 3600
TODAY = date(2026, 7, 20)
SIX = 6
"""The hour of the morning at which the field is looked at."""

RAIN = SeriesKey("field-1", "pluviometro", "rain")
AIR = SeriesKey("clima-1", "aire", "air_temperature")
HUMIDITY = SeriesKey("clima-1", "aire", "air_humidity")
UNIT = UnitRegistered("parcela-1", "maiceros", "lote-1", "Parcela 1", Decimal(40_000), "gps")
COMMUNE_RAIN = SeriesKey("clima-1", "pluviometro", "rain")
BY_HAND = SeriesKey("mano-lote-1", "a-mano", "rain")


def soil(depth_cm: int) -> SeriesKey:
    return SeriesKey("field-1", f"sonda-{depth_cm}cm", "soil_water")


def at(day: date, hour: float = 0.0) -> int:
    """Return a moment by the commune's clock, four hours behind UTC [s UTC]."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return int((midnight + timedelta(hours=hour + 4)).timestamp())


def hourly(first: date, until: int, value: Callable[[date, int], float], flag: Flag = Flag.GOOD) -> Derived:
    """Return one reading an hour from a day on, by the commune's day and hour."""
    times = np.arange(at(first), until, HOUR_S, dtype=np.int64)
    local = [datetime.fromtimestamp(one, UTC) - timedelta(hours=4) for one in times.tolist()]
    values = np.array([value(one.date(), one.hour) for one in local], dtype=np.float64)
    whole = np.ones(len(times), dtype=np.int64)
    return Derived(times, values, whole * flag, whole * TimeKnown.SYNCED)


def few(*read: tuple[int, float]) -> Derived:
    """Return readings of single moments."""
    times = np.array([one for one, _ in read], dtype=np.int64)
    whole = np.ones(len(times), dtype=np.int64)
    return Derived(times, np.array([value for _, value in read]), whole, whole * TimeKnown.SYNCED)


@dataclass
class OneField:
    """A station with one field, and whoever looks at it."""

    station: Station
    store: MemoryReadings
    journal: CommuneJournal
    client: TestClient

    def page(self, path: str) -> str:
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.text
        return " ".join(answer.text.replace("\u00a0", " ").split())

    def visit(self, *, day: date = TODAY, hour: float = SIX) -> Visit:
        return Visit(self.station, languages()["es"], "hour", "/campos", at(day, hour))

    def say(self, body: Body, *, day: date = TODAY, hour: float = SIX, uid: str | None = None) -> None:
        moment = at(day, hour)
        self.journal.append(a_draft(body, uid=uid or f"{body!r}-{moment}"[:80], happened=moment), now=moment)


def one_field(
    folder: Path,
    derived: Mapping[SeriesKey, Derived],
    *,
    has_pump: bool = False,
    described: FieldDescribed | None = None,
    has_unit: bool = True,
) -> OneField:
    """Return a station with one field of four hectares of loam, its node and the unit that works it."""
    journal = CommuneJournal(folder / "commune.db", commune="los-samanes")
    store = MemoryReadings(dict(derived))
    app = create_app(
        a_config(folder),
        store=store,
        journal=journal,
        clock=FixedClock(at(TODAY, SIX)),
        warnings=MemoryWarnings(),
    )
    here = OneField(app.state.station, store, journal, TestClient(app))
    first = TODAY - timedelta(days=400)
    place = PlaceRegistered(
        "lote-1",
        "field",
        1,
        "La Vega",
        means=["pump"] if has_pump else [],
        area_m2=Decimal(40_000),
        field_capacity=Decimal("0.31"),
        wilting_point=Decimal("0.15"),
    )
    for body in (
        place,
        NodePlaced("field-1", "lote-1", at(first)),
        EnterpriseRegistered("maiceros", "Maiceros Unidos", "EPSDC"),
        *([UNIT] if has_unit else []),
        *([] if described is None else [described]),
    ):
        here.say(body, day=first)
    return here


def look(visit: Visit, slug: str) -> FieldLook | None:
    """Return one field as its pages show it, None where there is none of that name."""
    return next((one for one in looks(visit) if one.place.slug == slug), None)
