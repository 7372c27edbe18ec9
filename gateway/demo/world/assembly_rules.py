"""By which rules the demo's parliament meets, as its invented assembly fixed them: one delegate each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from gateway.demo.world.cycles import CALENDAR
from gateway.demo.world.records import SECRETARY, Record, drafted
from gateway.domain.entries import Fund, RulesSet, Seats, Threshold

NOTICE_DAYS: Final = 5
TERM_YEARS: Final = 3
UPKEEP, WORKERS, SOCIAL = "mantenimiento", "productores", "reinversion"
"""The funds that surplus goes into."""
_HALF: Final = Threshold("more_than", 1, 2)
_FIXED: Final = date(2023, 1, 15)

RULES: Final = RulesSet(
    seats=[Seats("council", 1), Seats("enterprise", 1)],
    quorum=_HALF,
    quorum_of="seats",
    majority=_HALF,
    majority_of="present",
    source="acta 2 de la asamblea del 15-01-2023 (ficticia)",
    second_quorum=Threshold("at_least", 1, 3),
    notice_days=NOTICE_DAYS,
    term_months=12 * TERM_YEARS,
    confirm_days=7,
    late_days=3,
    funds=[
        Fund(UPKEEP, "Fondo de mantenimiento productivo"),
        Fund(WORKERS, "Fondo de atención a los productores y productoras"),
        Fund(SOCIAL, "Fondo comunitario para la reinversión social"),
    ],
)
"""Each council and each enterprise sends a delegate."""


def rules() -> Iterator[Record]:
    """Yield the rules, written down with the first entries of the book."""
    fixed = CALENDAR.at(_FIXED, 11.0)
    yield Record(drafted("demo-reglas", RULES, happened=fixed, author=SECRETARY), fixed)
