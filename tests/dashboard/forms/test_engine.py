"""The one kind of form, by the example of rain read by hand."""

from __future__ import annotations

import html
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from fastapi.testclient import TestClient
from members import everybody_is
from small_commune import NOW

from dashboard.login.devices import Device
from gateway.domain.entries import RainRead
from gateway.people import People, Person

KEY = "5b0f1df0-2ed4-4c6d-8a50-0a5e0b9f3f11"


@dataclass
class OnADevice:
    """Pages seen from a device that a member has enrolled; Ana and Pedro may tap their names."""

    client: TestClient
    pages: object

    def sends(self, **answers: str) -> tuple[int, str]:
        written = {
            "clave": KEY,
            "lugar": "lote-1",
            "lluvia": "12,5",
            "lluvia-como": "measured",
            "anota": "ana",
        }
        said = {name.replace("_", "-"): value for name, value in answers.items()}
        answer = self.client.post("/anotar/lluvia", data=written | said, follow_redirects=False)
        text = html.unescape(re.sub(r"<[^>]+>", " ", answer.text)).replace("\u00a0", " ")
        return answer.status_code, " ".join(text.split()) or answer.headers.get("location", "")


@pytest.fixture
def device(pages) -> Iterator[OnADevice]:  # type: ignore[no-untyped-def]
    people = People(pages.journal)
    people.add(Person("ana", "Ana"))
    people.add(Person("pedro", "Pedro"))
    with everybody_is(pages.client.app, device=Device("d-1", "teléfono de la laguna")):
        yield OnADevice(pages.client, pages)


def rains(device: OnADevice) -> list[RainRead]:
    entries = device.pages.journal.entries("book", kinds={"rain"})  # type: ignore[attr-defined]
    return [one.body for one in entries]


def test_numbers_are_told_back_in_words_before_anything_is_saved(device: OnADevice) -> None:
    status, text = device.sends()

    assert status == 200
    assert "¿Está bien?" in text
    assert "12,5 mm doce coma cinco milímetros" in text
    assert "¿Lo dijo otra persona?" not in text  # nobody said so
    assert rains(device) == []


def test_a_confirmed_form_is_one_entry_however_often_it_is_sent(device: OnADevice) -> None:
    first = device.sends(confirmado="1")
    again = device.sends(confirmado="1")

    assert first == again == (303, f"/recibo/{KEY}")
    assert [str(one.millimetres) for one in rains(device)] == ["12.5"]


def test_the_page_that_tells_back_can_lead_back_with_all_that_was_typed(device: OnADevice) -> None:
    answer = device.client.post(
        "/anotar/lluvia", data={"clave": KEY, "lugar": "lote-1", "lluvia": "12,5", "corregir": "1"}
    )

    assert answer.status_code == 200
    assert 'value="12,5"' in answer.text
    assert "Falta corregir" not in answer.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1.500", "«1.500» se puede leer de dos maneras. Escriba 1500 o 1,5."),
        ("mucha", "Escriba solo el número, por ejemplo 12,5."),
        ("301", "Debe estar entre 0 y 300"),
        ("", "Escriba los milímetros de lluvia."),
    ],
)
def test_a_number_that_is_not_one_number_is_asked_back(device: OnADevice, typed: str, sentence: str) -> None:
    status, text = device.sends(lluvia=typed)

    assert status == 422
    assert text.count(sentence) == 2  # in the list and at the field
    assert rains(device) == []


def test_a_guess_is_kept_as_a_guess(device: OnADevice) -> None:
    device.sends(lluvia_como="estimated", confirmado="1")

    assert [one.quality for one in rains(device)] == ["estimated"]


def test_yesterday_at_half_past_three_is_understood(device: OnADevice) -> None:
    device.sends(cuando="ayer", cuando_hora="3 y media", cuando_mitad="pm", confirmado="1")

    [entry] = device.pages.journal.entries("book", kinds={"rain"})  # type: ignore[attr-defined]
    assert (
        entry.happened
        == 1_781_075_520 - 12 * 60 - 11 * 3600 - 30 * 60 - 12 * 3600 + 12 * 3600 - 12 * 60 + 12 * 60
    )


def test_a_form_that_waited_in_the_telephone_keeps_its_own_moment(device: OnADevice) -> None:
    device.sends(hace="5400", confirmado="1")

    [entry] = device.pages.journal.entries("book", kinds={"rain"})  # type: ignore[attr-defined]
    assert entry.happened == NOW - 5400


def test_who_tapped_and_who_said_it_are_both_kept(device: OnADevice) -> None:
    device.sends(dijo="pedro", confirmado="1")

    [entry] = device.pages.journal.entries("book", kinds={"rain"})  # type: ignore[attr-defined]
    assert (entry.author, entry.on_behalf_of) == ("ana", "pedro")


def test_without_a_tapped_name_nothing_is_saved(device: OnADevice) -> None:
    status, text = device.sends(anota="")

    assert (status, "Toque su nombre." in text) == (422, True)


def test_from_a_device_that_is_not_enrolled_a_form_is_kept_on_the_screen_and_asks_to_sign_in(pages) -> None:  # type: ignore[no-untyped-def]
    answer = pages.client.post(
        "/anotar/lluvia",
        data={"clave": str(uuid.uuid4()), "lugar": "lote-1", "lluvia": "12,5", "anota": "ana"},
    )

    assert answer.status_code == 401
    assert 'value="12,5"' in answer.text
    assert pages.journal.entries("book", kinds={"rain"}) == []
