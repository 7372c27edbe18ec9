"""The page of the book: every entry, what it moves, what was said about it, and who may read what."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from builders import a_draft, a_reversal
from fakes import DAY_S
from members import a_member, signed_in
from small_commune import NOW
from trading import MAIZE, a_delivery, an_exchange, neighbours, recorded

from gateway.domain.entries import DeliveryConfirmed, Died, MoneyMoved, Observed
from gateway.journal import salted

NAME = "Eufrosina Zambrano"


@pytest.fixture
def booked(pages):
    recorded(pages.journal, *neighbours())
    recorded(pages.journal, a_delivery(1200), an_exchange(1000, "cafe"))
    return pages


def rows(page: str) -> list[str]:
    found = re.search(r'<ol class="card rows">.*?</ol>', page)
    assert found is not None, page
    return re.findall(r"<li .*?</li>", found[0])


def last_delivery(pages) -> str:
    return [one.uid for one in pages.journal.entries("book") if one.kind == "delivery"][-1]


def test_an_entry_says_in_words_what_it_moves(booked) -> None:
    first = rows(booked.text("/libro"))[0]

    assert (
        "1.000 kg a 14 % de humedad y 2 % de impureza, maíz blanco: de «Existencia de Maiceros Unidos»"
        in first
    )
    assert "a «Trueque: Comuna Cafetalera»" in first
    assert (
        "80 kg, café: de «Recibido en trueque: Comuna Cafetalera» a «Existencia de Maiceros Unidos»" in first
    )


def test_one_fish_that_died_is_one_fish(booked) -> None:
    recorded(booked.journal, Died("ciclo-2-1", 1, "counted"))

    assert "1 pez, cachama negra: de «Peces en el agua: Laguna 2»" in rows(booked.text("/libro"))[0]


def test_the_newest_number_is_first_and_pages_follow_one_another_without_a_hole(booked) -> None:
    numbers: list[int] = []
    path = "/libro"
    while path:
        page = booked.text(path)
        numbers += [int(one.replace(".", "")) for one in re.findall(r"Asiento nº ([\d.]+)</a>", page)]
        older = re.search(r'href="(/libro\?[^"]*antes=[^"]*)">Más viejo', page)
        path = older[1].replace("&amp;", "&") if older else ""

    readable = [one for one in booked.journal.entries("book") if one.kind not in ("warehouse", "money")]
    assert numbers == [one.number for one in reversed(readable)]


def test_what_was_taken_back_stands_struck_through_with_what_took_it_back(booked) -> None:
    booked.journal.append(a_reversal(last_delivery(booked), uid="vuelta-1"), now=NOW - 30)

    page = booked.text("/libro")

    reversal, struck = rows(page)[:2]
    assert "Anuló:" in reversal
    assert "line-through" in struck
    assert "Anulado por el asiento nº" in struck
    assert "correcciones: 1" in page


def test_a_delivery_tells_whether_a_second_person_confirmed_it(booked) -> None:
    before = rows(booked.text("/libro"))[0]
    confirmed = DeliveryConfirmed(last_delivery(booked))
    draft = a_draft(confirmed, uid="recibido", happened=NOW - 600, author="grower", journal="book")
    booked.journal.append(draft, now=NOW - 500)

    after = rows(booked.text("/libro"))[1]

    assert "Sin confirmar por quien recibió" in before
    assert "Confirmada por" in after


def test_an_open_observation_is_marked_until_it_is_answered(booked) -> None:
    note = salted("Falta la guía.", salt=b"0123456789abcdef")
    observed = Observed(last_delivery(booked), "open", note.salted_hash)
    (said,) = recorded(booked.journal, observed, texts=[note])

    open_page = booked.text("/libro")
    recorded(booked.journal, Observed(last_delivery(booked), "resolved", answers=said.uid))
    closed_page = booked.text("/libro")

    assert "1 observación abierta de la contraloría social" in open_page
    assert "Falta la guía" not in open_page
    assert "observaciones abiertas: 0" in closed_page
    assert "1 observación abierta de la contraloría social" not in closed_page


def test_what_was_written_down_late_says_by_how_much(booked) -> None:
    late = a_draft(a_delivery(5), uid="tarde", happened=NOW - 12 * DAY_S, journal="book")
    booked.journal.append(late, now=NOW)

    assert "anotado 12 días después" in rows(booked.text("/libro"))[0]


def test_names_stores_and_money_are_for_members(booked) -> None:
    person = a_member(booked.client, "team", name=NAME)
    money = MoneyMoved("maiceros", "in", "sale", Decimal(77777), "USD")
    for number, body in enumerate(
        (money, a_delivery(7, "moli", destination="state_mill", product=MAIZE, warehouse="galpon-secreto"))
    ):
        draft = a_draft(body, uid=f"de-{number}", happened=NOW - 600, author=person.uid, journal="book")
        booked.journal.append(draft, now=NOW - 500)
    booked.journal.append(a_reversal("de-0", uid="sin-plata"), now=NOW - 30)

    stranger = booked.text("/libro")
    signed_in(booked.client, "team", name="Otro")
    member = booked.text("/libro")

    for secret in ("77.777", "Galpón de Eufrosina", NAME, "sin-plata"):
        assert secret not in stranger, secret
        assert secret in member, secret


def test_the_book_is_read_by_enterprise_unit_kind_and_year(booked) -> None:
    of_one = booked.text("/libro?eps=maiceros&que=entregas")
    of_unit = booked.text("/libro?unidad=laguna-2")

    assert len(rows(of_one)) == 1
    assert all("Laguna 2" in one or "1.400" in one for one in rows(of_unit))
    assert rows(of_unit)
    assert "No hay nada anotado así." in booked.text("/libro?eps=maiceros&unidad=laguna-1")
    assert rows(booked.text("/libro?eps=nadie&que=nada&periodo=nunca"))
