"""A commune whose parliament meets for the first time, and what is done to its file afterwards."""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from pathlib import Path
from typing import Final

from builders import a_draft
from fakes import DAY_S, HOUR_S
from paper import copied, recomputed, rows_of, write_rows

from gateway.domain.entries import (
    Body,
    CouncilRegistered,
    EnterpriseRegistered,
    Fund,
    MandateGiven,
    MoneyMoved,
    RulesSet,
    Seats,
    Threshold,
    UnitRegistered,
)
from gateway.journal import CommuneJournal

MORNING: Final = 1_781_438_400
"""2026-06-14, 8 a. m. in the commune: the day of the session."""
COUNCILS: Final = {"la-ceiba": "La Ceiba", "el-saman": "El Samán", "cano-seco": "Caño Seco"}
HALF: Final = Threshold("more_than", 1, 2)
RULES: Final = RulesSet(
    [Seats("council", 1), Seats("enterprise", 1)],
    HALF,
    "seats",
    HALF,
    "present",
    "acta 1 de la asamblea (ficticia)",
    second_quorum=Threshold("at_least", 1, 2),
    funds=[Fund("mantenimiento", "Fondo de mantenimiento"), Fund("reinversion", "Reinversión social")],
)
COMMUNE: Final = "la-ceiba"
"""The short name of the commune of `station`."""


def found(journal: CommuneJournal) -> None:
    """Write what a commune has before its parliament meets for the first time."""
    at = MORNING - 40 * DAY_S
    written: list[tuple[str, Body]] = [
        *((f"consejo-{slug}", CouncilRegistered(slug, name, 80)) for slug, name in COUNCILS.items()),
        ("cachamas", EnterpriseRegistered("cachamas", "Cachamas del Guárico", "EPSDC")),
        (
            "laguna",
            UnitRegistered("laguna-1", "cachamas", "estanque-1", "Laguna 1", Decimal(1500), "tape"),
        ),
        ("reglas", RULES),
        *((f"vocería-{slug}", MandateGiven("council", slug)) for slug in COUNCILS),
        ("vocería-cachamas", MandateGiven("enterprise", "cachamas")),
        ("venta", MoneyMoved("cachamas", "in", "sale", Decimal(1500), "USD", voucher="I-1")),
        ("alimento", MoneyMoved("cachamas", "out", "inputs", Decimal(840), "USD", voucher="E-1")),
    ]
    for number, (uid, body) in enumerate(written):
        draft = a_draft(body, uid=uid, happened=at + number * HOUR_S, author="alguien")
        journal.append(draft, now=MORNING)


def backed_up(database: Path, to: Path) -> Path:
    """Copy the file of the commune while the station runs, as somebody with a stick does."""
    with sqlite3.connect(database) as source, sqlite3.connect(to) as target:
        source.backup(target)
    target.close()
    source.close()
    return to


def forged(book: Path, to: Path, *, uid: str, old: str, new: str) -> int:
    """Change an entry in a copy of the file as its keeper could: no triggers, and a whole chain again.

    Returns:
        The number of the entry.
    """
    copied(book, to)
    with sqlite3.connect(to) as file:
        file.execute("UPDATE entry SET body = replace(body, ?, ?) WHERE uid = ?", (old, new, uid))
    file.close()
    rows = rows_of(to)
    write_rows(to, recomputed(rows, commune=COMMUNE))
    return next(one["number"] for one in rows if one["uid"] == uid)
