"""Receipts: what was written down, who may take it back, and how it is put right."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import a_draft
from members import another_client, enrolled, signed_in
from msgspec import structs
from small_commune import NOW

from gateway.domain.calibration import OxygenMarks
from gateway.domain.entries import KINDS as EVERY_KIND
from gateway.domain.entries import (
    AlarmAcknowledged,
    Body,
    CalibrationRecorded,
    CouncilRegistered,
    DeviceChanged,
    LimitsSet,
    MemberChanged,
    NodePlaced,
    OrderGiven,
    PlaceRegistered,
)

QUARTER_S = 900
ON = {"lugar": "estanque-1", "accion": "aerator-on"}
READING = {"lugar": "estanque-2", "oxigeno": "4,2", "calidad": "measured"}


def test_undo_takes_back_by_another_entry_and_erases_nothing(open_desk) -> None:
    answer = open_desk.sends("intervencion", ON)

    undone = open_desk.pages.client.post(f"{answer.path}/deshacer")

    [entry], [reversal] = open_desk.saved("intervention"), open_desk.saved("reversal")
    assert "<title>Deshecho" in undone.text
    assert f"Deshecho por el asiento nº {reversal.number}" in undone.text.replace("\u00a0", " ")
    assert reversal.reverses == entry.uid
    assert "<b>Aireador encendido</b> desde" not in open_desk.pages.text("/estanques/estanque-1")


def test_for_a_quarter_of_an_hour_anybody_takes_back_what_somebody_wrote(open_desk) -> None:
    answer = open_desk.sends("intervencion", ON)
    open_desk.pages.clock.at = NOW + QUARTER_S

    assert "Deshacer" in open_desk.asks(answer.path)
    assert open_desk.pages.client.post(f"{answer.path}/deshacer").status_code == 200


def test_afterwards_it_takes_who_may_correct(open_desk) -> None:
    answer = open_desk.sends("intervencion", ON)
    open_desk.pages.clock.at = NOW + QUARTER_S + 1

    refused = open_desk.pages.client.post(f"{answer.path}/deshacer")
    shown = open_desk.asks(answer.path)
    signed_in(open_desk.pages.client, "technician")
    taken = open_desk.pages.client.post(f"{answer.path}/deshacer")

    assert refused.status_code == 422
    assert "Ya no se puede deshacer desde aquí." in refused.text
    assert " Deshacer " not in shown
    assert "<title>Deshecho" in taken.text


def test_in_a_world_that_runs_faster_the_quarter_of_an_hour_is_one_of_ours(open_desk) -> None:
    app = open_desk.pages.client.app
    station = app.state.station
    clock = structs.replace(station.config.clock, world_speed=60.0)
    app.state.station = replace(station, config=structs.replace(station.config, clock=clock))
    answer = open_desk.sends("intervencion", ON)
    open_desk.pages.clock.at = NOW + 50 * QUARTER_S

    assert "Deshacer" in open_desk.asks(answer.path)


def test_what_a_member_wrote_another_one_does_not_take_back(desk) -> None:
    answer = desk.sends("lectura", READING)
    other = another_client(desk.pages.client)
    signed_in(other, "team", name="Otra Persona", units=("laguna-2",))

    refused = other.post(f"{answer.path}/deshacer")

    assert refused.status_code == 422
    assert desk.pages.client.post(f"{answer.path}/deshacer").status_code == 200


def test_on_an_enrolled_device_who_tapped_their_name_takes_back_their_own(pages, open_desk) -> None:
    enrolled(pages.client)
    person = next(one for one in pages.client.app.state.station.people.everybody())
    answer = open_desk.sends("intervencion", ON | {"anota": person.uid})

    undone = pages.client.post(f"{answer.path}/deshacer")

    [reversal] = open_desk.saved("reversal")
    assert "<title>Deshecho" in undone.text
    assert reversal.author == person.uid


def test_names_stand_on_a_receipt_for_members_and_nobody_else(desk) -> None:
    answer = desk.sends("lectura", READING)

    inside = desk.asks(answer.path)
    outside = another_client(desk.pages.client).get(answer.path).text

    assert "por Rosa Álvarez" in inside
    assert "por alguien de la comuna" in outside
    assert "Rosa" not in outside


def test_what_another_person_said_is_kept_on_the_receipt(desk) -> None:
    other = another_client(desk.pages.client)
    person = signed_in(other, "grower", name="Ana Rojas", units=("parcela-1",))

    answer = desk.sends("lectura", READING | {"dijo": person.uid})

    assert "por Rosa Álvarez; lo dijo Ana Rojas" in answer.text


def test_what_was_taken_back_is_put_right_at_its_own_moment(desk) -> None:
    then = {"cuando": "ayer", "cuando-hora": "6:05", "cuando-mitad": "am"}
    wrong = desk.sends("lectura", READING | then | {"oxigeno": "42", "dudas": "1"})
    wrong = desk.sends("lectura", READING | then | {"oxigeno": "24"})
    desk.pages.client.post(f"{wrong.path}/deshacer")
    uid = wrong.path.rsplit("/", 1)[1]

    form = desk.pages.text(f"/anotar/lectura?igual={uid}")

    assert 'value="24"' in form
    assert 'name="cuando" value="ayer" checked' in form
    assert 'value="6:05"' in form
    assert 'name="cuando-mitad" value="am" checked' in form


def test_a_receipt_is_english_for_who_reads_english(open_desk) -> None:
    answer = open_desk.sends("intervencion", ON)

    text = open_desk.pages.client.get(answer.path, headers={"accept-language": "en"}).text

    for words in ("Aerator on", "Entry no.", "somebody of the commune"):
        assert words in text


BODIES: tuple[Body, ...] = (
    AlarmAcknowledged("alerta-1", 2),
    CalibrationRecorded("pond-1", "sonda", "oxygen_signal", NOW, OxygenMarks(1580, 28)),  # type: ignore[arg-type]
    CouncilRegistered("el-saman", "Consejo El Samán", families=84),
    LimitsSet(3, 2, 1, "acta 4", verified=True),  # type: ignore[arg-type]
    NodePlaced("pond-1", "estanque-2", NOW),
    NodePlaced("pond-1", None, NOW),
    OrderGiven("import", {}),
    PlaceRegistered("estanque-7", "pond", 7, "El Nuevo"),
)


@pytest.mark.parametrize("body", BODIES, ids=lambda one: type(one).__name__)
def test_every_kind_has_a_receipt_in_words(pages, open_desk, body: Body) -> None:
    draft = a_draft(body, uid="de-prueba", happened=NOW)
    pages.journal.append(draft, now=NOW)

    text = open_desk.asks("/recibo/de-prueba")

    assert "Asiento nº" in text
    title = text.split("Guardado ")[-1]
    assert not title.startswith(tuple(EVERY_KIND))


@pytest.mark.parametrize("body", [MemberChanged("ana", "pin"), DeviceChanged("d-1", "enrolled")])
def test_receipts_of_persons_and_devices_are_for_members(pages, body: Body) -> None:
    pages.journal.append(a_draft(body, uid="de-prueba", happened=NOW), now=NOW)

    outside = pages.client.get("/recibo/de-prueba").status_code
    signed_in(pages.client, "team")

    assert (outside, pages.client.get("/recibo/de-prueba").status_code) == (404, 200)
