"""One entry of every kind that has a receipt, for the pages that tell it back."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from builders import a_draft
from filled_receipts import deliver
from grown import grow
from small_commune import NOW

from gateway.domain.entries import (
    Body,
    CannotIrrigate,
    CouncilRegistered,
    Draft,
    FieldDescribed,
    FishGasping,
    HandRead,
    Harvested,
    Intervened,
    Irrigated,
    LimitsSet,
    NodePlaced,
    NotIrrigated,
    PlaceNoted,
    ProbeCared,
    RainRead,
    Reversed,
    Sown,
    StageSeen,
)
from gateway.journal import CommuneJournal, salted

RECORDED: Final[Mapping[str, tuple[str, Body]]] = {
    "intervention": ("book", Intervened("estanque-1", "swimming", "on")),
    "gasping": ("book", FishGasping("estanque-2", "many")),
    "hand_reading": (
        "book",
        HandRead("estanque-3", "measured", Decimal("3.4"), Decimal(28), Decimal(7)),
    ),
    "rain": ("book", RainRead("lote-1", Decimal(12), "measured")),
    "irrigation": ("book", Irrigated("lote-3", "furrow", hours=Decimal(4))),
    "field": ("station", FieldDescribed("lote-3", "texture", "loam", "furrow", pump="bomba-1")),
    "cannot_irrigate": ("book", CannotIrrigate("lote-3", "fuel", 3)),
    "not_irrigated": ("book", NotIrrigated("lote-3", "2026-04-20")),
    "sowing": (
        "book",
        Sown("parcela-5", "maíz blanco", "Danac 3273", Decimal(32_000), days_to_maturity=115),
    ),
    "stage": ("book", StageSeen("dicho-sowing", "emergence")),
    "council": ("book", CouncilRegistered("el-saman", "El Samán", 120, 430)),
    "care": (
        "station",
        ProbeCared("estanque-1", "pond-1", "sonda", "compared", "oxygen", Decimal("4.6"), Decimal("4.0"),
                   "hand_meter"),
    ),
    "limits": (
        "station",
        LimitsSet(Decimal("3.5"), Decimal("2.5"), Decimal("1.2"), "la asamblea del 3 de junio", verified=True,
                  place="estanque-6"),
    ),
    "placement": ("station", NodePlaced("field-5", "lote-5", NOW - 3600)),
}  # fmt: skip


def said_by(author: str, journal: CommuneJournal) -> None:
    """Record one entry of every kind that has a receipt, and one that was taken back."""
    grow(journal, now=NOW)
    deliver(journal, now=NOW)
    note = salted("La compuerta quedó abierta.", salt=b"0123456789abcdef")
    drafts = [
        a_draft(body, uid=f"dicho-{kind}", happened=NOW - 900, author=author, journal=where)
        for kind, (where, body) in RECORDED.items()
    ]
    with journal.transaction():
        for draft in drafts:
            journal.append(draft, now=NOW - 600)
        said = a_draft(PlaceNoted("lote-1", note.salted_hash), uid="dicho-place_note", author=author)
        journal.append(said, now=NOW - 600, texts=[note])
        wrong = Harvested("ciclo-5-1", Decimal(64), "weighed", complete=False, fish=120)
        journal.append(a_draft(wrong, uid="deshecho", happened=NOW - 900, author=author), now=NOW - 600)
        undone = Draft(
            "vuelta", "book", "reversal", Reversed("no era"), NOW - 300, author, reverses="deshecho"
        )
        journal.append(undone, now=NOW - 300)
