"""The form of a feeding, as the people of a pond fill it in."""

from __future__ import annotations

from decimal import Decimal

import pytest
from builders import a_draft
from fakes import DAY_S
from members import signed_in
from small_commune import NOW

from gateway.domain.entries import Fed, MeasureWeighed

CYCLE = "ciclo-2-1"
"""1,400 fish of 9 g were stocked 70 days ago: 12.6 kg."""
SCRAPS = {
    "ciclo": CYCLE,
    "alimento": "scraps",
    "que": "yuca",
    "cuanto": "3",
    "medida": "tobo",
    "calidad": "counted",
    "cuando": "ahora",
}
CONCENTRATE = {
    "ciclo": CYCLE,
    "alimento": "concentrate",
    "cuanto": "1,2",
    "medida": "kg",
    "calidad": "weighed",
    "proteina": "28",
    "cuando": "ahora",
}


def weighed(pages, kg: str = "9", *, of: str = "yuca") -> None:
    body = MeasureWeighed("tobo", "Tobo", of, Decimal(kg), "weighed", samples=5)
    pages.journal.append(a_draft(body, uid=f"tobo-{of}", happened=NOW - DAY_S), now=NOW)


def test_buckets_of_scraps_are_kept_as_they_were_counted(desk) -> None:
    desk.sends("alimento", SCRAPS)

    [entry] = desk.saved("feeding")
    assert entry.body == Fed(CYCLE, "scraps", "counted", what="yuca", measure="tobo", count=Decimal(3))


def test_a_bucket_that_was_weighed_is_told_back_in_kilos(desk) -> None:
    weighed(desk.pages)

    answer = desk.sends("alimento", SCRAPS, confirmed=False)

    assert "Tres tobos de yuca, unos 27 kilos." in answer.text


def test_one_bucket_is_one(desk) -> None:
    weighed(desk.pages)

    assert (
        "Un tobo de yuca, unos 9 kilos."
        in desk.sends("alimento", SCRAPS | {"cuanto": "1"}, confirmed=False).text
    )


def test_a_bucket_that_nobody_weighed_is_asked_to_be_weighed_and_kept_all_the_same(desk) -> None:
    asked = desk.sends("alimento", SCRAPS | {"que": "auyama"}, confirmed=False)
    desk.sends("alimento", SCRAPS | {"que": "auyama"})

    assert "Nadie ha pesado un tobo de eso: pese uno y anótelo" in asked.text
    assert desk.saved("feeding")[0].body.kg is None


def test_concentrate_keeps_its_kilos_and_its_protein(desk) -> None:
    desk.sends("alimento", CONCENTRATE)

    [entry] = desk.saved("feeding")
    assert entry.body == Fed(CYCLE, "concentrate", "weighed", kg=Decimal("1.2"), protein=Decimal(28))


def test_a_protein_that_nobody_knows_is_left_out(desk) -> None:
    desk.sends("alimento", CONCENTRATE | {"proteina": "", "proteina-no-se": "1"})

    assert desk.saved("feeding")[0].body.protein is None


def test_concentrate_of_more_than_a_tenth_of_what_the_fish_weigh_is_asked_back(desk) -> None:
    much = desk.sends("alimento", CONCENTRATE | {"cuanto": "12"}, confirmed=False)
    usual = desk.sends("alimento", CONCENTRATE, confirmed=False)

    assert "Los peces pesan unos 13 kilos y les dio 12: ¿está bien?" in much.text
    assert "Los peces pesan" not in usual.text


def test_the_same_as_last_time_fills_the_form_in(desk) -> None:
    desk.sends("alimento", SCRAPS)
    [entry] = desk.saved("feeding")

    page = desk.pages.client.get(f"/anotar/alimento?ciclo={CYCLE}&alimento=scraps").text
    again = desk.pages.client.get(f"/anotar/alimento?ciclo={CYCLE}&igual={entry.uid}").text

    assert f"igual={entry.uid}" in page
    assert all(one in again for one in ('name="que"', 'value="yuca"', 'value="3"'))


def test_what_was_given_before_is_offered(desk) -> None:
    desk.sends("alimento", SCRAPS)

    assert (
        '<option value="yuca">'
        in desk.pages.client.get(f"/anotar/alimento?ciclo={CYCLE}&alimento=scraps").text
    )


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (SCRAPS | {"cuanto": ""}, "Escriba cuánto les dio."),
        (SCRAPS | {"cuanto": "-3"}, "Escriba solo el número"),
        (SCRAPS | {"cuanto": "0"}, "Debe estar entre 0,01 y 9.999"),
        (SCRAPS | {"cuanto": "1,5,2"}, "Escriba solo el número"),
        (SCRAPS | {"medida": ""}, "Diga si son kilos, tobos u otra medida."),
        (CONCENTRATE | {"proteina": "140"}, "Debe estar entre 5 y 60 %"),
        (SCRAPS | {"cuando": "otro", "cuando-dia": "1", "cuando-mes": "1", "cuando-anio": "2020",
                   "cuando-hora": "8:00", "cuando-mitad": "am"}, "Esa fecha es anterior a la siembra"),
        (SCRAPS | {"cuando": "otro", "cuando-dia": "1", "cuando-mes": "1", "cuando-anio": "2030"},
         "Esa fecha todavía no ha llegado."),
    ],
)  # fmt: skip
def test_a_feeding_that_cannot_be_is_asked_back(desk, answers: dict[str, str], sentence: str) -> None:
    answer = desk.sends("alimento", answers)

    assert (answer.status, sentence in answer.text) == (422, True)
    assert desk.saved("feeding") == []


def test_who_is_not_of_the_unit_does_not_feed_its_fish(pages, open_desk) -> None:
    signed_in(pages.client, "team", units=("laguna-5",))

    assert "Esto lo anota el equipo de Laguna 2" in open_desk.sends("alimento", SCRAPS).text
    assert open_desk.saved("feeding") == []
