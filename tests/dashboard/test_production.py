"""The page of what was produced and where it went."""

from __future__ import annotations

from decimal import Decimal

from builders import a_draft
from fakes import DAY_S
from small_commune import NOW

from gateway.domain.entries import Body, WorkdaySet, Worked


def record(pages, *bodies: Body, at: int = NOW - DAY_S) -> None:
    for number, body in enumerate(bodies):
        uid = f"anotado-{at}-{number}"
        pages.journal.append(a_draft(body, uid=uid, happened=at, journal="book"), now=NOW - 60)


def work(hours: str, pay: str, *, people: int = 4) -> Worked:
    return Worked("laguna-1", "harvest", people, Decimal(hours), pay)  # type: ignore[arg-type]


def test_the_page_begins_with_this_year_and_offers_the_others(pages) -> None:
    page = pages.text("/produccion")

    assert 'href="?periodo=2026" aria-current="page"' in page
    assert 'href="?periodo=2024"' in page
    assert 'href="?periodo=todo"' in page


def test_work_is_counted_by_kind_and_in_hours_until_the_commune_says_how_long_a_day_is(pages) -> None:
    record(pages, work("6", "paid"), work("3", "paid", people=2), work("5", "cayapa"))

    page = pages.text("/produccion")

    assert "<b>30</b> horas</dt><dd>Remunerado" in page
    assert "<b>20</b> horas</dt><dd>Cayapa, sin pago" in page
    assert "La comuna no ha anotado cuántas horas tiene su jornada" in page


def test_work_is_told_in_days_of_work_with_who_said_how_long_they_are(pages) -> None:
    record(pages, work("6", "paid", people=5), WorkdaySet(Decimal(6), "acta 3"))

    page = pages.text("/produccion")

    assert "<b>5</b> jornadas</dt><dd>Remunerado · 30 horas" in page
    assert "Una jornada son 6 horas. Fuente: acta 3" in page


def test_a_period_counts_only_what_happened_in_it(pages) -> None:
    record(pages, work("6", "paid"), at=NOW - 300 * DAY_S)

    assert "Remunerado" not in pages.text("/produccion")
    assert "Remunerado" in pages.text("/produccion?periodo=2025")
    assert "Remunerado" in pages.text("/produccion?periodo=todo")


def test_an_empty_period_says_so(pages) -> None:
    assert "no hay ninguna cosecha ni entrega" in pages.text("/produccion?periodo=siempre")
