"""The page of a productive unit: what stands in it, its cycles beside their plans, what was recorded."""

from __future__ import annotations

from decimal import Decimal

from builders import a_draft
from fakes import DAY_S
from small_commune import NOW
from trading import recorded

from gateway.domain.entries import CycleLost, Died, Stocked


def test_a_unit_tells_what_stands_in_it_and_how_much_lives_at_most(pages) -> None:
    recorded(pages.journal, Died("ciclo-2-1", 37, "counted"))

    page = pages.text("/unidades/laguna-2")

    assert "Cachama negra" in page
    assert "<b>1.400</b></dt><dd>peces sembrados" in page
    assert "<b>1.363</b></dt><dd>vivos a lo más" in page
    assert 'href="/ciclos/ciclo-2-1"' in page


def test_cycles_stand_beside_their_plans_and_a_lost_one_stays(pages) -> None:
    recorded(pages.journal, CycleLost("ciclo-2-1", "oxygen"))

    page = pages.text("/unidades/laguna-2")

    assert "No hay nada sembrado aquí." in page
    assert "<b>Se perdió</b> · de 760 kg" in page
    assert "90 % de su meta de 820 kg" in pages.text("/unidades/laguna-1")


def test_what_is_planned_is_told_until_it_has_begun(pages) -> None:
    plan = Stocked("laguna-1", "morocoto", 900, Decimal(12), Decimal(500), planned=True)
    draft = a_draft(plan, uid="plan-1", happened=NOW + 20 * DAY_S, journal="book")
    pages.journal.append(draft, now=NOW)

    page = pages.text("/unidades/laguna-1")

    assert "morocoto</b><small>para el 30 de junio de 2026 · Meta: 500 kg" in page


def test_the_last_entries_of_a_unit_lead_to_their_receipts(pages) -> None:
    recorded(pages.journal, Died("ciclo-2-1", 37, "counted"))

    page = pages.text("/unidades/laguna-2")

    assert 'href="/recibo/dicho-' in page
    assert 'href="/libro?unidad=laguna-2"' in page


def test_a_unit_that_nobody_registered_is_no_page(pages) -> None:
    assert pages.client.get("/unidades/nada").status_code == 404


def test_the_list_leads_to_each_unit(pages) -> None:
    page = pages.text("/unidades")

    assert 'href="/unidades/laguna-1"' in page
    assert 'href="/produccion"' in page
