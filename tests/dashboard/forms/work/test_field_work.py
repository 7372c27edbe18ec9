"""What is recorded of a field's water, and notes about a place."""

from __future__ import annotations

from decimal import Decimal

import pytest
from members import another_client, signed_in
from small_commune import NOW

from gateway.domain.entries import Irrigated

HOURS = {"lugar": "lote-2", "medida": "hours", "cuanta": "4,5", "cuanta-como": "measured", "metodo": "furrow"}


@pytest.mark.parametrize(
    ("answers", "body", "told"),
    [
        ({}, Irrigated("lote-2", "furrow", hours=Decimal("4.5"), quality="measured"), "4,5 horas"),
        (
            {"medida": "millimetres", "cuanta": "25", "cuanta-como": "estimated"},
            Irrigated("lote-2", "furrow", millimetres=Decimal(25)),
            "25 mm calculado a ojo",
        ),
        (
            {"medida": "cubic_metres", "cuanta": "5600", "metodo": "drip"},
            Irrigated("lote-2", "drip", cubic_metres=Decimal(5600), quality="measured"),
            "5.600 m³",
        ),
        ({"medida": "no-se"}, Irrigated("lote-2", "furrow"), "no se sabe cuánta agua"),
    ],
)
def test_an_irrigation_is_told_in_what_people_know_it(
    desk, answers: dict[str, str], body: Irrigated, told: str
) -> None:
    answer = desk.sends("riego", HOURS | answers)

    assert [one.body for one in desk.saved("irrigation")] == [body]
    assert told in answer.text


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("cuanta", "", "Escriba cuánta agua."),
        ("cuanta", "300", "Debe estar entre 0,1 y 240"),
        ("cuanta", "1.500", "Escriba 1500 o 1,5."),
        ("cuanta-como", "", "Diga si se midió o si se calculó a ojo."),
        ("metodo", "", "Elija cómo regó."),
        ("medida", "", "Diga en qué sabe cuánta agua fue"),
    ],
)
def test_an_irrigation_that_cannot_be_is_asked_back(desk, field: str, typed: str, sentence: str) -> None:
    answer = desk.sends("riego", HOURS | {field: typed})

    assert (answer.status, sentence in answer.text) == (422, True)
    assert desk.saved("irrigation") == []


def test_one_hour_is_one_hour_and_read_in_the_feminine(desk) -> None:
    answer = desk.sends("riego", HOURS | {"cuanta": "1"})

    assert "1 hora" in answer.text
    assert "una hora" in answer.text


def test_the_same_irrigation_as_last_time_is_offered(desk) -> None:
    desk.sends("riego", HOURS)
    desk.pages.clock.at = NOW + 3600

    form = desk.asks("/anotar/riego?lugar=lote-2&medida=hours")

    assert "Igual que la última vez: Riego: por surcos, 4,5 horas" in form


def test_a_note_is_kept_beside_the_journal_and_read_by_members_alone(desk) -> None:
    desk.sends("nota", {"lugar": "estanque-2", "nota": "El aliviadero de Ana gotea."})
    [entry] = desk.saved("place_note")
    stranger = another_client(desk.pages.client)

    inside = desk.pages.text(f"/recibo/{entry.uid}"), desk.pages.text("/estanques/estanque-2")
    outside = [stranger.get(path).text for path in (f"/recibo/{entry.uid}", "/estanques/estanque-2")]

    assert all("El aliviadero de Ana gotea." in one for one in inside)
    assert not any("aliviadero" in one for one in outside)
    assert "aliviadero" not in str(entry.body)
    assert "La leen solo quienes entran con su PIN." in outside[0]


def test_a_note_without_words_is_asked_back(desk) -> None:
    answer = desk.sends("nota", {"lugar": "estanque-2", "nota": "  "})

    assert (answer.status, "Escriba la nota." in answer.text) == (422, True)


def test_the_last_ten_entries_of_a_place_stand_on_its_page_with_names_for_members_alone(desk) -> None:
    for hours in range(1, 13):
        desk.sends("riego", HOURS | {"cuanta": str(hours)})
        desk.pages.clock.at += 60
    stranger = another_client(desk.pages.client)

    inside, outside = desk.pages.text("/campos/lote-2"), stranger.get("/campos/lote-2").text

    noted = inside.split('id="noted"')[1].split("</ul>")[0]
    assert noted.count('href="/recibo/') == 10
    assert noted.index("12 horas") < noted.index("3 horas")
    assert "Rosa Álvarez" in noted
    assert "Rosa Álvarez" not in outside
    assert "12 horas" in outside.replace("\u00a0", " ")


def test_what_was_taken_back_is_no_longer_listed(desk) -> None:
    answer = desk.sends("riego", HOURS)
    before = desk.pages.text("/campos/lote-2")

    desk.pages.client.post(f"{answer.path}/deshacer")

    assert answer.path in before
    assert answer.path not in desk.pages.text("/campos/lote-2")


def test_what_can_be_recorded_stands_urgent_first_and_what_needs_a_pin_says_so(pages) -> None:
    page = pages.text("/anotar")

    slugs = ("boqueando", "intervencion", "lectura", "cosecha")
    order = [page.index(f'href="/anotar/{slug}"') for slug in slugs]
    assert order == sorted(order)
    assert "con PIN" not in page.split('<details name="grupo"')[0]
    assert "con PIN" in page.split('href="/anotar/cosecha"')[1].split("</li>")[0]


def test_a_member_sees_what_is_theirs_and_no_more(pages) -> None:
    signed_in(pages.client, "team", units=("laguna-2",))

    page = pages.text("/anotar")

    assert 'href="/anotar/cosecha"' in page
    assert "con PIN" not in page
    assert 'href="/anotar/empresa"' not in page


def test_no_means_stand_there_that_a_pond_does_not_have(pages) -> None:
    page = pages.text("/anotar")

    assert 'href="/estanques/estanque-6#hacer"' not in page
    assert "bomba</span>" in page.split('href="/estanques/estanque-4#hacer"')[1].split("</li>")[0]
