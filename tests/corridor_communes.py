"""Communes of a corridor: each with its own station, its own book, and a parliament that allows a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from builders import a_draft
from fakes import DAY_S, HOUR_S
from msgspec.structs import replace

from dashboard.corridor.composing import Desk
from dashboard.corridor.granted import Wish
from dashboard.corridor.making import Made, make
from dashboard.production.sql import SqlProduction
from dashboard.production.sql_opening import database
from gateway.config import checked
from gateway.domain.entries import (
    AttendanceTaken,
    Body,
    CouncilRegistered,
    CounterpartRegistered,
    Decided,
    Delivered,
    EnterpriseRegistered,
    Goods,
    GrainBaseSet,
    Grant,
    Harvested,
    MandateGiven,
    MoneyMoved,
    PlaceRegistered,
    Proposed,
    RulesSet,
    Seats,
    SessionConvened,
    Sown,
    Stocked,
    Threshold,
    UnitRegistered,
    Voted,
    WarehouseRegistered,
    Weighing,
)
from gateway.journal import CommuneJournal, salted
from gateway.journal.closing import close_book

NOW: Final = 1_781_075_520
"""2026-06-10, 3:12 a. m. in the communes."""
SINCE, UNTIL, EXPIRES = "2026-01-01", "2026-05-31", "2026-12-31"
BEGAN: Final = NOW - 700 * DAY_S
GRANT: Final = Grant("corredor", "summary", SINCE, UNTIL, EXPIRES)
DECISION: Final = "acuerdo-compartir"
SESSION: Final = 3
SLUGS: Final = (
    "el-apamate", "los-bucares", "la-caoba", "el-dividivi", "la-esperanza", "los-flamboyanes", "la-guama",
    "los-horcones", "el-indio-desnudo", "los-jabillos", "la-lechosa",
)  # fmt: skip
"""Eleven communes of a corridor; all invented."""
STORE, PERSON, CASH = "Galpón de la vuelta honda", "Eufrosina Zambrano", Decimal("98765.43")
"""What never leaves: where something stands, who did it, and what is in the till."""
HALF: Final = Threshold("more_than", 1, 2)


@dataclass(frozen=True)
class Commune:
    """A station of its own, with what its parliament decided."""

    slug: str
    desk: Desk
    journal: CommuneJournal

    def make(self, *, now: int = NOW, until: date | None = None, decision: str = DECISION) -> Made:
        return make(self.desk, Wish(decision, until=until), now=now)

    def write(self, body: Body, uid: str, *, at: int, note: str | None = None) -> None:
        texts = [] if note is None else [salted(note)]
        for text in texts:
            body = replace(body, note=text.salted_hash)
        self.journal.append(a_draft(body, uid=uid, happened=at), now=at + 600, texts=texts)


@contextmanager
def a_commune(
    folder: Path,
    slug: str = SLUGS[0],
    *,
    grant: Grant | None = GRANT,
    scale: int = 1,
    result: str = "approved",
) -> Iterator[Commune]:
    """Give a commune with two enterprises, two years of production, and one session that decided."""
    folder.mkdir(parents=True, exist_ok=True)
    config = checked(
        {
            "commune": {"slug": slug, "name": named(slug), "latitude": 9.5, "longitude": -69.2},
            "storage": {"folder": str(folder)},
            "clock": {"trusted": "always"},
        }
    )
    with CommuneJournal(folder / "commune.db", commune=slug) as journal:
        production = SqlProduction(journal, database(folder, None), slug)
        try:
            found = Commune(slug, Desk(config, journal, production, "secretaria"), journal)
            with journal.transaction():
                _register(found)
                _produce(found, scale)
                _decide(found, grant, result)
            yield found
        finally:
            production.close()


def named(slug: str) -> str:
    return f"Comuna {slug.replace('-', ' ').title()}"


def _register(found: Commune) -> None:
    bodies: list[Body] = [
        EnterpriseRegistered("cachamas", "Cachamas", "EPSDC"),
        EnterpriseRegistered("maiceros", "Maiceros", "EPSDC"),
        WarehouseRegistered("galpon", "maiceros", STORE),
        CouncilRegistered("la-ceiba", "La Ceiba", 84, 310),
        CouncilRegistered("el-saman", "El Samán", 96, 351),
        CounterpartRegistered("corredor", "Corredor de prueba", "other"),
        CounterpartRegistered("vecina", "Comuna vecina", "commune"),
        GrainBaseSet(Decimal(14), Decimal(2), "acta 1"),
    ]
    for number in (1, 2):
        bodies += [
            PlaceRegistered(f"estanque-{number}", "pond", number, f"Estanque {number}", area_m2=Decimal(1500),
                            depth_m=Decimal("1.2")),
            PlaceRegistered(f"lote-{number}", "field", number, f"Lote {number}", area_m2=Decimal(30_000)),
            UnitRegistered(f"laguna-{number}", "cachamas", f"estanque-{number}", f"Laguna {number}",
                           Decimal(1500), "tape"),
            UnitRegistered(f"parcela-{number}", "maiceros", f"lote-{number}", f"Parcela {number}",
                           Decimal(30_000), "gps"),
        ]  # fmt: skip
    for place, body in enumerate(bodies):
        found.write(body, f"registro-{place}", at=BEGAN)


def _produce(found: Commune, scale: int) -> None:
    at = NOW - 100 * DAY_S
    for number in (1, 2):
        pond = Stocked(f"laguna-{number}", "híbrido cachamoto", 1500, Decimal(8), Decimal(800))
        found.write(pond, f"ciclo-{number}", at=at - 90 * DAY_S)
        fish = Harvested(
            f"ciclo-{number}", Decimal(600 * scale + number), "weighed", complete=True, fish=1300
        )
        found.write(fish, f"cosecha-{number}", at=at + (number - 1) * DAY_S)
        field = Sown(f"parcela-{number}", "maíz blanco", "de la comuna", Decimal(30_000), Decimal(9000))
        found.write(field, f"maiz-{number}", at=at - 110 * DAY_S)
        found.write(
            Harvested(f"maiz-{number}", Decimal(8000 * scale), "weighed", complete=True,
                      area_m2=Decimal(29_000), moisture=Decimal(20), impurity=Decimal(3),
                      base_moisture=Decimal(14), base_impurity=Decimal(2), warehouse="galpon"),
            f"cosecha-maiz-{number}", at=at + (number - 1) * DAY_S,
        )  # fmt: skip
    maize = Weighing(Decimal(1000 * scale), Decimal(14), Decimal(2))
    fish = Weighing(Decimal(300 * scale))
    deliveries = (
        Delivered("cachamas", "hibrido-cachamoto", fish, "weighed", "community", "la-ceiba"),
        Delivered("cachamas", "hibrido-cachamoto", Weighing(Decimal(50)), "weighed", "sale"),
        Delivered("maiceros", "maiz-blanco", maize, "weighed", "exchange", "vecina", None, Decimal(14),
                  Decimal(2), warehouse="galpon", goods=[Goods("cafe", Decimal(80))], exchange="T-17"),
        Delivered("maiceros", "maiz-blanco", maize, "weighed", "community", "el-saman", None, Decimal(14),
                  Decimal(2)),
    )  # fmt: skip
    for place, body in enumerate(deliveries):
        found.write(body, f"entrega-{place}", at=at + DAY_S + place)
    for place, enterprise in enumerate(("cachamas", "maiceros")):
        sale = MoneyMoved(enterprise, "in", "sale", Decimal(100 * scale + place), "USD")
        found.write(sale, f"venta-{place}", at=at + 2 * DAY_S)
    till = MoneyMoved("cachamas", "in", "state", CASH, "VES")
    found.write(till, "caja", at=BEGAN + DAY_S)


def _decide(found: Commune, grant: Grant | None, result: str) -> None:
    at = NOW - 6 * DAY_S
    rules = RulesSet([Seats("council", 1), Seats("enterprise", 1)], HALF, "seats", HALF, "present", "acta 1")
    found.write(rules, "reglas", at=BEGAN)
    seats = ("la-ceiba", "el-saman", "cachamas", "maiceros")
    for place, slug in enumerate(seats):
        of = "council" if place < 2 else "enterprise"
        mandate = MandateGiven(of, slug, act="acta 2", until=NOW + 400 * DAY_S)  # type: ignore[arg-type]
        found.write(mandate, f"voceria-{slug}", at=BEGAN)
    convened = SessionConvened(SESSION, 1, at, "Casa comunal")
    found.write(convened, "convocatoria", at=at - 9 * DAY_S, note="Compartir")
    there = [f"voceria-{one}" for one in seats]
    found.write(AttendanceTaken(SESSION, 1, there, 40), "asistencia", at=at)
    proposed = Proposed(SESSION, "other" if grant is None else "sharing", "economy", "", grant=grant)
    found.write(proposed, "propuesta", at=at + 600, note="Compartir con el corredor")
    votes = (4, 0, 0) if result == "approved" else (0, 4, 0)
    found.write(Voted(SESSION, "propuesta", *votes), "votos", at=at + 1200)
    decided = Decided(SESSION, "propuesta", result, "votos")  # type: ignore[arg-type]
    found.write(decided, DECISION, at=at + 1800)
    close_book(found.journal, session=SESSION, now=at + 4 * HOUR_S, author="secretaria", uid="cierre-3")
