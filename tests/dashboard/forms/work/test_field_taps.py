"""What is recorded of a field by one tap, and the forms of its water and its maize."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from decimal import Decimal

import pytest
from builders import a_draft
from fakes import DAY_S
from members import another_client
from small_commune import NOW

from dashboard.forms.taps import DONE
from gateway.domain.entries import (
    Body,
    CannotIrrigate,
    FieldDescribed,
    Irrigated,
    NotIrrigated,
    PlaceRegistered,
    RainRead,
    Sown,
    StageSeen,
)

SOWN_DAYS_AGO = 60
TAP = re.compile(r'<form method="post" action="(\S+)" data-queue data-tap(.*?)</form>', re.DOTALL)
A_DAY = "2026-06-06"
THIRTY = Irrigated("lote-1", "furrow", millimetres=Decimal(30))
ADVISED = "/anotar/riego?lugar=lote-1&medida=millimetres&cuanta=30"


def adds(desk, body: Body, uid: str, *, at: int = NOW - DAY_S) -> None:
    desk.pages.journal.append(a_draft(body, uid=uid, happened=at), now=NOW - 600)


@pytest.fixture
def watered(desk):
    """The forms over a field that a pump waters by furrows, where maize was sown 60 days ago."""
    place = PlaceRegistered("lote-1", "field", 1, "El Samán", means=["pump"], area_m2=Decimal(32_000))
    adds(desk, place, "seed-con-bomba")
    adds(desk, FieldDescribed("lote-1", "guess", method="furrow", pump="bomba-1"), "seed-descrito")
    sown = Sown("parcela-1", "maíz blanco", "criolla", Decimal(32_000))
    adds(desk, sown, "maiz-1", at=NOW - SOWN_DAYS_AGO * DAY_S)
    return desk


def taps(desk, address: str) -> dict[str, tuple[str, dict[str, str]]]:
    """Return the taps of a page: by the word on each, where it goes and what it sends."""
    found = {}
    for action, inside in TAP.findall(desk.pages.client.get(address).text):
        fields = re.findall(r'name="([^"]+)" value="([^"]*)"', inside)
        button = inside.split("<button")[1].split(">", 1)[1]
        word = html.unescape(re.sub(r"<[^>]+>", "", button))
        found[" ".join(word.split())] = (action, {name: html.unescape(value) for name, value in fields})
    return found


def tapped(desk, address: str, word: str):
    action, fields = taps(desk, address)[word]
    return desk.pages.client.post(action, data=fields)


@pytest.mark.parametrize(
    ("address", "word", "kind", "body"),
    [
        (
            ADVISED,
            "Ya regué 30 mm, hoy",
            "irrigation",
            THIRTY,
        ),
        (
            f"{ADVISED}&dia={A_DAY}",
            "Ya regué 30 mm, sábado 6 de junio",
            "irrigation",
            THIRTY,
        ),
        ("/anotar/lluvia?lugar=lote-1", "No llovió", "rain", RainRead("lote-1", Decimal(0), "measured")),
        (
            f"/anotar/no-se-rego?lugar=lote-1&dia={A_DAY}",
            "No se regó, sábado 6 de junio",
            "not_irrigated",
            NotIrrigated("lote-1", A_DAY),
        ),
        ("/anotar/etapa?lugar=lote-1", "Floreció hoy", "stage", StageSeen("maiz-1", "flowering")),
    ],
)
def test_one_tap_records_and_leads_to_a_receipt(
    watered, address: str, word: str, kind: str, body: Body
) -> None:
    answer = tapped(watered, address, word)

    [entry] = watered.saved(kind)
    assert entry.body == body
    assert answer.url.path == f"/recibo/{entry.uid}"
    assert "Deshacer" in answer.text


def test_a_tap_of_an_earlier_day_is_of_that_day(watered) -> None:
    tapped(watered, f"{ADVISED}&dia={A_DAY}", "Ya regué 30 mm, sábado 6 de junio")

    [entry] = watered.saved("irrigation")
    day = watered.pages.client.get(f"/recibo/{entry.uid}").text
    assert NOW - 5 * DAY_S < entry.happened < NOW - 3 * DAY_S
    assert "6 de junio" in day.replace("\u00a0", " ")


def test_advised_water_is_offered_for_today_and_for_yesterday(watered) -> None:
    assert list(taps(watered, ADVISED)) == ["Ya regué 30 mm, hoy", "Ya regué 30 mm, martes 9 de junio"]


def test_the_same_tap_sent_twice_is_one_entry(watered) -> None:
    action, fields = taps(watered, ADVISED)["Ya regué 30 mm, hoy"]

    answers = [watered.pages.client.post(action, data=fields) for _twice in range(2)]

    assert len({one.url.path for one in answers}) == 1
    assert len(watered.saved("irrigation")) == 1


def test_two_taps_of_one_page_are_two_entries(watered) -> None:
    keys = [fields["clave"] for _action, fields in taps(watered, "/anotar/etapa?lugar=lote-1").values()]

    assert len(set(keys)) == len(keys) == 3


def test_who_has_not_signed_in_finds_the_tapped_form_filled_in(watered) -> None:
    action, fields = taps(watered, ADVISED)["Ya regué 30 mm, hoy"]
    stranger = another_client(watered.pages.client)

    answer = stranger.post(action, data={name: value for name, value in fields.items() if name != "escribe"})

    assert answer.status_code == 401
    assert 'value="30"' in answer.text
    assert watered.saved("irrigation") == []


def test_an_impossible_amount_is_offered_to_nobody(watered) -> None:
    assert taps(watered, ADVISED.replace("30", "3000")) == {}


@pytest.mark.parametrize("day", ["ayer", "2026-02-30", "2026-07-01"])
def test_a_day_that_an_address_cannot_name_records_nothing(watered, day: str) -> None:
    found = taps(watered, f"/anotar/no-se-rego?lugar=lote-1&dia={day}")

    for action, fields in found.values():
        assert watered.pages.client.post(action, data=fields).status_code == 422
    assert watered.saved("not_irrigated") == []


def test_a_field_whose_method_is_known_is_not_asked_for_it(watered) -> None:
    asked = watered.asks(ADVISED)

    assert "¿Cómo regó?" not in asked
    assert "¿Cómo regó?" in watered.asks(ADVISED.replace("lote-1", "lote-2"))


def test_an_irrigation_of_yesterday_is_told_by_its_day(watered) -> None:
    said = {"lugar": "lote-1", "medida": "hours", "cuanta": "5", "cuanta-como": "measured", "cuando": "ayer"}

    answer = watered.sends("riego", said)

    [entry] = watered.saved("irrigation")
    assert entry.body == Irrigated("lote-1", "furrow", hours=Decimal(5), quality="measured")
    assert "martes 9 de junio" in answer.text


@pytest.mark.parametrize(("days", "told"), [("3", 3), ("no-se", None)])
def test_a_field_cannot_be_watered_for_a_reason_and_for_some_days(
    watered, days: str, told: int | None
) -> None:
    answer = watered.sends("no-puedo", {"lugar": "lote-1", "por": "fuel", "dias": days})

    assert [one.body for one in watered.saved("cannot_irrigate")] == [CannotIrrigate("lote-1", "fuel", told)]
    assert "no hay combustible" in answer.text


@pytest.mark.parametrize("field", ["por", "dias"])
def test_why_and_how_long_are_both_asked(watered, field: str) -> None:
    answer = watered.sends("no-puedo", {"lugar": "lote-1", "por": "fuel", "dias": "3"} | {field: ""})

    assert answer.status == 422


def test_a_field_that_only_rain_waters_is_not_among_those_that_cannot_be_watered(watered) -> None:
    assert "Lote 2" not in watered.asks("/anotar/no-puedo")
    assert "depende de la lluvia" in watered.asks("/anotar/no-puedo?lugar=lote-2")


def test_where_no_field_is_watered_it_says_so(desk) -> None:
    adds(desk, PlaceRegistered("lote-3", "field", 3, "La Vega"), "seed-sin-bomba")

    assert "Ningún lote se riega" in desk.asks("/anotar/no-puedo")


def test_a_stage_is_told_of_the_day_on_which_it_was_seen(watered) -> None:
    answer = watered.sends("etapa", {"ciclo": "maiz-1", "etapa": "emergence", "cuando": "anteayer"})

    [entry] = watered.saved("stage")
    assert entry.body == StageSeen("maiz-1", "emergence")
    assert timedelta(seconds=NOW - entry.happened).days in (1, 2)
    assert "El maíz nació" in answer.text


def test_a_stage_that_was_told_is_not_offered_again(watered) -> None:
    watered.sends("etapa", {"ciclo": "maiz-1", "etapa": "flowering", "cuando": "hoy"})

    assert list(taps(watered, "/anotar/etapa?lugar=lote-1")) == ["Tiene capa negra hoy"]


def test_after_the_black_layer_nothing_is_left_to_tell(watered) -> None:
    watered.sends("etapa", {"ciclo": "maiz-1", "etapa": "maturity", "cuando": "hoy"})

    assert "hasta la capa negra" in watered.asks("/anotar/etapa?lugar=lote-1")


def test_a_stage_before_the_sowing_is_asked_back(watered) -> None:
    day = {"cuando": "otro", "cuando-dia": "1", "cuando-mes": "2", "cuando-anio": "2026"}

    answer = watered.sends("etapa", {"ciclo": "maiz-1", "etapa": "emergence"} | day)

    assert (answer.status, "anterior a la siembra" in answer.text) == (422, True)


def test_without_maize_there_is_no_stage_to_tell(desk) -> None:
    assert "Anote primero" in desk.asks("/anotar/etapa?lugar=lote-1")


def test_a_sowing_keeps_the_days_to_maturity_of_the_bag(desk) -> None:
    sown = {"unidad": "parcela-1", "cultivo": "maíz blanco", "variedad": "Danac 3273", "hectareas": "3,2"}

    answer = desk.sends("siembra", sown | {"madurez": "115"})

    [entry] = desk.saved("sowing")
    assert entry.body.days_to_maturity == 115
    assert "madura a los 115 días" in answer.text


def test_what_a_button_offers_is_not_asked_back() -> None:
    assert set(DONE) == {"confirmado", "dudas"}
