"""The form of a loss, as the people of an enterprise fill it in."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest
from builders import a_draft
from fakes import DAY_S
from members import signed_in
from small_commune import NOW

from gateway.domain.entries import GrainBaseSet

LOSS = {
    "empresa": "maiceros",
    "producto": "maiz-blanco",
    "kilos": "120",
    "calidad": "weighed",
    "humedad": "14",
    "perdida": "weevil",
    "cuando": "hoy",
}


def a_base(desk) -> None:
    base = GrainBaseSet(Decimal(14), Decimal(2), "acta 12 de la asamblea")
    desk.pages.journal.append(a_draft(base, uid=str(uuid.uuid4()), happened=NOW - DAY_S), now=NOW)


def test_a_loss_becomes_an_entry_at_the_base_of_the_commune(desk) -> None:
    a_base(desk)

    desk.sends("merma", LOSS)

    [entry] = desk.saved("stock_loss")
    body = entry.body
    assert (body.enterprise, body.product, body.lost_to) == ("maiceros", "maiz-blanco", "weevil")
    assert (body.weighed.kg, body.weighed.moisture, body.base_moisture) == (120, 14, 14)


def test_more_than_there_is_in_stock_is_asked_back(desk) -> None:
    a_base(desk)

    asked = desk.sends("merma", LOSS | {"kilos": "99999"}, confirmed=False)

    assert "y usted anota 99.999 kilos al 14 % de humedad y 2 % de impureza: ¿está bien?" in asked.text
    assert desk.saved("stock_loss") == []


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ({"kilos": "-5"}, "Escriba solo el número"),
        ({"kilos": ""}, "Escriba cuánto se perdió."),
        ({"humedad": "140"}, "Debe estar entre 5 y 60"),
        ({"perdida": ""}, "Diga cómo se perdió"),
        ({"producto": "otro"}, "Elija el producto."),
    ],
)
def test_what_cannot_be_is_refused_and_writes_nothing(desk, written, sentence) -> None:
    answer = desk.sends("merma", LOSS | written)

    assert (answer.status, sentence in answer.text) == (422, True)
    assert desk.saved("stock_loss") == []


def test_who_works_in_another_enterprise_is_told_who_records_it(pages, open_desk) -> None:
    signed_in(pages.client, "team", units=("laguna-1",))

    sent = open_desk.sends("merma", LOSS)

    assert (sent.status, "La merma la anota el equipo de una unidad de esa EPS" in sent.text) == (422, True)


def test_a_loss_that_was_taken_back_leads_to_the_form_with_what_was_written(desk) -> None:
    a_base(desk)
    answer = desk.sends("merma", LOSS)
    desk.pages.client.post(f"{answer.path}/deshacer")
    [entry] = desk.saved("stock_loss")

    assert 'value="120"' in desk.pages.text(f"/anotar/merma?igual={entry.uid}")


def test_what_is_lost_of_grain_kept_at_an_older_base_is_taken_off_that(desk) -> None:
    newer = GrainBaseSet(Decimal(12), Decimal(0), "acta 20 de la asamblea")
    desk.pages.journal.append(a_draft(newer, uid="nueva", happened=NOW - DAY_S), now=NOW)

    desk.sends("merma", LOSS)

    [entry] = desk.saved("stock_loss")
    assert (entry.body.base_moisture, entry.body.base_impurity) == (14, 2)
