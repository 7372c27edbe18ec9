"""A small commune at ten past three of a bad night: every state of ponds and fields at once."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from builders import a_draft
from fakes import DAY_S, HOUR_S, FixedClock, MemoryReadings

from dashboard.production.sql import SqlProduction
from dashboard.production.sql_opening import database
from gateway.config import Config, checked
from gateway.domain.alerts import Alert, Level
from gateway.domain.columns import Derived, Floats, Ints
from gateway.domain.entries import (
    Body,
    EnterpriseRegistered,
    Harvested,
    Intervened,
    NodePlaced,
    PlaceRegistered,
    Sown,
    Stocked,
    UnitRegistered,
)
from gateway.domain.message import Status
from gateway.domain.node_limits import RelayState
from gateway.domain.readings import Flag, SeriesKey, TimeKnown
from gateway.journal import CommuneJournal
from gateway.store.base import NodeState

NOW = 1_781_075_520
"""2026-06-10, 3:12 a. m. in the commune."""
SLUG, BOOK = "los-samanes", "commune.db"
BEGAN = NOW - 3 * 365 * DAY_S
MIDNIGHT = NOW - (NOW - 4 * HOUR_S) % DAY_S
POND_NAMES = ("La Ceiba", "El Samán", "Las Garzas", "El Bajío", "La Represa", "Los Muchachos")
WATERED = 3
"""The field that a pump waters; the others have rain alone."""
FIELD_NAMES = ("El Samán", "El Rincón", "La Vega", "La Loma", "El Bajío")


def a_config(folder: Path) -> Config:
    return checked(
        {
            "commune": {"slug": SLUG, "name": "Los Samanes", "latitude": 9.5, "longitude": -69.2},
            "storage": {"folder": str(folder)},
            "clock": {"trusted": "always"},
        }
    )


def a_journal(folder: Path) -> CommuneJournal:
    """Return journals with six ponds, five fields and their units, what they produced derived."""
    for name, content in _files().items():
        (folder / name).write_bytes(content)
    return CommuneJournal(folder / BOOK, commune=SLUG)


@cache
def _files() -> Mapping[str, bytes]:
    """Return the files of the commune, made once for all tests."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        with CommuneJournal(folder / BOOK, commune=SLUG) as journal:
            _write(journal)
            production = SqlProduction(journal, database(folder, None), SLUG)
            production.cycles()
            production.close()
        return {path.name: path.read_bytes() for path in folder.iterdir()}


def _write(journal: CommuneJournal) -> None:
    means: list[list[str]] = [["aerator"], ["aerator"], ["aerator", "exchange"], ["pump"], ["aerator"], []]
    with journal.transaction():
        for number, name in enumerate(POND_NAMES, 1):
            _add(
                journal,
                PlaceRegistered(
                    f"estanque-{number}",
                    "pond",
                    number,
                    name,
                    means=means[number - 1],  # type: ignore[arg-type]
                    area_m2=Decimal(1500),
                    depth_m=Decimal("1.2"),
                ),
            )
            _add(journal, NodePlaced(f"pond-{number}", f"estanque-{number}", BEGAN))
        for number, name in enumerate(FIELD_NAMES, 1):
            _add(
                journal,
                PlaceRegistered(
                    f"lote-{number}",
                    "field",
                    number,
                    name,
                    means=["pump"] if number == WATERED else [],
                    area_m2=Decimal(32_000),
                    field_capacity=Decimal("0.34"),
                    wilting_point=Decimal("0.18"),
                ),
            )
            _add(journal, NodePlaced(f"field-{number}", f"lote-{number}", BEGAN))
        _add(journal, EnterpriseRegistered("cachamas", "Cachamas del Guárico", "EPSDC"))
        _add(journal, EnterpriseRegistered("maiceros", "Maiceros Unidos", "EPSDC"))
        for number in range(1, 7):
            _add(
                journal,
                UnitRegistered(
                    f"laguna-{number}",
                    "cachamas",
                    f"estanque-{number}",
                    f"Laguna {number}",
                    Decimal(1500),
                    "tape",
                ),
            )
        for number in range(1, 6):
            _add(
                journal,
                UnitRegistered(
                    f"parcela-{number}",
                    "maiceros",
                    f"lote-{number}",
                    f"Parcela {number}",
                    Decimal(32_000),
                    "gps",
                ),
            )
        _cycles(journal)


def _cycles(journal: CommuneJournal) -> None:
    """Write three ended cycles of two ponds, one that goes on in each, and two harvests of maize."""
    for pond in (1, 3, 4):
        for number, (began, days, kg, fish) in enumerate(
            ((760, 175, 612, 1302), (560, 170, 655, 1290), (375, 178, 688, 1311), (190, 175, 722, 1224)), 1
        ):
            uid = f"ciclo-{pond}-{number}"
            _add(
                journal,
                Stocked(f"laguna-{pond}", "híbrido cachamoto", 1500, Decimal(8), Decimal(820)),
                uid=uid,
                at=NOW - began * DAY_S,
            )
            body = Harvested(uid, Decimal(kg + 20 * pond), "weighed", complete=True, fish=fish - 12 * pond)
            _add(journal, body, uid=f"cosecha-{pond}-{number}", at=NOW - (began - days) * DAY_S)
    for pond in (2, 5, 6):
        body = Stocked(f"laguna-{pond}", "cachama negra", 1400, Decimal(9), Decimal(760))
        _add(journal, body, uid=f"ciclo-{pond}-1", at=NOW - 70 * DAY_S)
    for field_number in (2, 3, 4):
        for number, (began, wet, moisture) in enumerate(((525, 8950, 21), (160, 9650, 22)), 1):
            uid = f"maiz-{field_number}-{number}"
            sown = Sown(
                f"parcela-{field_number}", "maíz blanco", "de la comuna", Decimal(32_000), Decimal(9120)
            )
            _add(journal, sown, uid=uid, at=NOW - began * DAY_S)
            body = Harvested(
                uid,
                Decimal(wet - 150 * field_number),
                "weighed" if field_number != 4 else "estimated",
                complete=True,
                area_m2=Decimal(29_000),
                moisture=Decimal(moisture),
                impurity=Decimal(3),
                base_moisture=Decimal(14),
                base_impurity=Decimal(2),
            )
            _add(journal, body, uid=f"cosecha-maiz-{field_number}-{number}", at=NOW - (began - 119) * DAY_S)
    for number, hours in enumerate((2, 26, 50, 170, 400, 900)):
        at = NOW - 16 * DAY_S - hours * HOUR_S
        _add(journal, Intervened("estanque-1", "aerator", "on"), uid=f"aire-{number}-on", at=at)
        _add(
            journal, Intervened("estanque-1", "aerator", "off"), uid=f"aire-{number}-off", at=at + 3 * HOUR_S
        )


def _add(journal: CommuneJournal, body: Body, *, uid: str | None = None, at: int = BEGAN) -> None:
    journal.append(a_draft(body, uid=uid or f"seed-{body!r}"[:70], happened=at), now=NOW)


def readings() -> MemoryReadings:
    """Return what six ponds and five fields measured up to that moment."""
    derived: dict[SeriesKey, Derived] = {}
    lows = (1.7, 2.7, 4.1, 4.4, 4.0, 5.0)
    for number, low in enumerate(lows, 1):
        silent_s = int(2.9 * HOUR_S) if number == 5 else 0
        derived |= _pond(number, low=low, until=NOW - silent_s)
    for number, share in enumerate((0.8, 0.6, 0.38, 0.2, 0.95), 1):
        silent_s = 52 * HOUR_S if number == 2 else 1500
        derived |= _field(number, share=share, until=NOW - silent_s)
    return MemoryReadings(derived, _nodes(), _alerts())


def _pond(number: int, *, low: float, until: int) -> dict[SeriesKey, Derived]:
    coarse = np.arange(NOW - 400 * DAY_S, NOW - 7 * DAY_S, 1800, dtype=np.int64)
    fine = np.arange(NOW - 7 * DAY_S, until, 60, dtype=np.int64)
    time = np.concatenate([coarse, fine])
    if number == 3:
        time = time[(time < NOW - 3 * DAY_S) | (time > NOW - int(2.4 * DAY_S))]
    for gone, back in ((150, 141), (96, 93), (60, 48)):
        time = time[(time < NOW - gone * DAY_S) | (time > NOW - back * DAY_S)]
    random = np.random.default_rng(number)
    hours = ((time - 4 * HOUR_S) % DAY_S) / HOUR_S
    days = (time - time[0]) // DAY_S
    usual = random.normal(4.2, 0.8, days.max() + 1)[days] - np.where(days % 83 > 62, 1.9, 0.0)
    nightly = np.where(time > MIDNIGHT - 30 * HOUR_S, low, usual)
    wave = 0.5 - 0.5 * np.cos((hours - 4.6) / 24 * 2 * np.pi)
    oxygen = np.maximum(0.2, nightly + (4.6 + 0.2 * number) * wave**1.15 + random.normal(0, 0.05, len(time)))
    water = 27.6 + 1.4 * np.cos((hours - 16.5) / 24 * 2 * np.pi) + random.normal(0, 0.04, len(time))
    node = f"pond-{number}"
    return {
        SeriesKey(node, "sonda", "oxygen"): derived_of(time, oxygen),
        SeriesKey(node, "sonda", "water_temperature"): derived_of(time, water),
    }


def _field(number: int, *, share: float, until: int) -> dict[SeriesKey, Derived]:
    time = np.arange(NOW - 200 * DAY_S, until, HOUR_S, dtype=np.int64)
    random = np.random.default_rng(100 + number)
    rain = np.where(random.random(len(time)) < 0.012, random.gamma(1.2, 9, len(time)), 0.0)
    rain[-60:] *= 0 if share < 0.5 else 1
    found = {
        SeriesKey(f"field-{number}", "pluviometro", "rain"): derived_of(time, np.round(rain / 0.2) * 0.2)
    }
    age = (until - time) / DAY_S
    for depth, slope, more in ((20, 0.05, -0.12), (45, 0.03, 0.02), (75, 0.01, 0.25)):
        left = np.clip(share + more + slope * (age % 9), 0.02, 1.02) + random.normal(0, 0.004, len(time))
        found[SeriesKey(f"field-{number}", f"sonda-{depth}cm", "soil_water")] = derived_of(
            time, 0.18 + 0.16 * left
        )
    return found


def derived_of(time: Ints, value: Floats) -> Derived:
    whole = np.ones(len(time), dtype=np.int64)
    return Derived(time, np.asarray(value, dtype=np.float64), whole * Flag.GOOD, whole * TimeKnown.SYNCED)


RELAY = RelayState(on=True, reason="override", override="on", until=NOW + 5400)


def _nodes() -> list[NodeState]:
    found = []
    for number in range(1, 7):
        silent = number == 5
        heard = NOW - int(2.9 * HOUR_S) if silent else NOW - 20
        status = Status(
            "lost" if silent else "online",
            mains=True,
            signal_dbm=-58.0 - 4 * number,
            outbox=0,
            clock="synced",
            relay=RELAY if number == 4 else None,
        )
        found.append(NodeState(f"pond-{number}", status, heard, heard, 3 if number == 4 else 0, 0))
    for number in range(1, 6):
        heard = NOW - (52 * HOUR_S if number == 2 else 1500)
        status = Status(
            "sleeping", battery_v=3.95 - 0.12 * number, signal_dbm=-66.0, outbox=0, clock="synced"
        )
        found.append(NodeState(f"field-{number}", status, heard, heard, 0, 1 if number == 4 else 0))
    return found


def _alerts() -> list[Alert]:
    return [
        Alert("alerta-1", "estanque-1", "oxygen", Level.CRITICAL, NOW - 1020, 1.9),
        Alert("alerta-2", "estanque-2", "oxygen", Level.WARN, NOW - 3000, 2.8, acknowledged=NOW - 2800),
    ]


def a_clock() -> FixedClock:
    return FixedClock(NOW)
