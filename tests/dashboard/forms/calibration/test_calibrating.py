"""The forms that calibrate a probe: what they ask, what they refuse, what they change and say before."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from pathlib import Path

import pytest
from builders import a_draft
from calibrated import CLIMBING, STEADY, gave, says
from members import signed_in
from small_commune import NOW

from gateway.domain.calibration import OxygenMarks, ProbeFactor, SoilPoints, TipSize
from gateway.domain.due import DAY_S
from gateway.domain.entries import CalibrationRecorded, ProbeCared
from gateway.domain.message import Status
from gateway.store.base import NodeState

OXYGEN = {"serie": "pond-1/sonda/oxygen_signal", "metodo": "aire"}
SAID = {**OXYGEN, "senal": "1580", "temperatura": "28,2", "desde": "ahora", "cuando": "ahora"}
SURE = {"confirmado": "1", "dudas": "1"}
SOIL = {"serie": "field-9/sonda-20cm/soil_signal", "metodo": "tres", "anillo": "100"}


@pytest.fixture
def near(pages, tmp_path: Path):
    """A probe that hangs in the air and has settled, and who may calibrate it."""
    gave(tmp_path, STEADY)
    says(pages.store)
    signed_in(pages.client, "team")
    return pages


def field_nine(pages) -> None:
    newest = {"pluviometro": {"rain_tips": 0.0}, "sonda-20cm": {"soil_signal": 1900.0}}
    one = NodeState("field-9", Status("online", newest=newest), NOW - 60, NOW - 60, 0, 0)
    pages.store.known_nodes = [*pages.store.known_nodes, one]
    signed_in(pages.client, "technician")


def marked(pages, *, days_ago: int, millivolts: str = "1500") -> None:
    at = NOW - days_ago * DAY_S
    body = CalibrationRecorded(
        "pond-1", "sonda", "oxygen_signal", at, OxygenMarks(Decimal(millivolts), Decimal(28))
    )
    pages.journal.append(a_draft(body, uid=f"antes-{days_ago}", happened=at), now=NOW)


def sent(pages, form: str, answers: dict[str, str]) -> str:
    text = pages.client.post(f"/anotar/{form}", data=answers).text
    return " ".join(text.replace("\u00a0", " ").split())


def last(pages, kind: str = "calibration"):
    return pages.journal.entries("station", kinds={kind})[-1].body


def test_the_first_screen_shows_the_steps_and_the_live_signal(near) -> None:
    page = near.text("/anotar/calibrar-oxigeno?serie=pond-1/sonda/oxygen_signal&metodo=aire")

    assert "Hoja 1 de 2" in page
    assert "Saque la sonda y lávela" in page
    assert "Está quieta." in page
    assert "<b>1.580 mV</b>" in page
    assert 'data-live="True"' in page
    assert "Mirar otra vez" in page


def test_the_mean_of_the_last_readings_and_the_thermometer_stand_in_the_form(near) -> None:
    page = sent(near, "calibrar-oxigeno", {**OXYGEN, "hoja": "0"})

    assert 'value="1581"' in page
    assert 'value="28,2"' in page
    assert 'data-live="True"' not in page


def test_before_it_is_written_it_is_told_what_it_changes(near) -> None:
    marked(near, days_ago=10)

    page = sent(near, "calibrar-oxigeno", SAID)

    assert "Lo que dice la sonda ahora, en el aire" in page
    assert "8,18 mg/L" in page
    assert "<b>7,80 mg/L</b>" in page
    assert "Lo más bajo de la última noche" in page
    assert "desde ahora se lee con esta calibración" in page
    assert near.journal.entries("station", kinds={"calibration"})[-1].uid == "antes-10"


def test_it_is_written_with_who_before_after_and_against_what(near) -> None:
    marked(near, days_ago=10)

    sent(near, "calibrar-oxigeno", SAID | SURE)

    body = last(near)
    assert body.constants == OxygenMarks(Decimal("1580.0"), Decimal("28.20"))
    assert (body.method, body.signal, body.reference) == ("air", Decimal(1580), Decimal("7.80"))
    assert (body.before, body.after) == (Decimal("8.18"), Decimal("7.80"))
    assert body.altitude_m == Decimal(0)
    assert [float(one) for one in body.points] == list(STEADY[-5:])
    assert last(near, "care") == ProbeCared(
        "estanque-1", "pond-1", "sonda", "calibrated", quantity="oxygen", method="air"
    )


def test_a_barometer_or_another_altitude_brings_the_mark_to_that_of_the_commune(near) -> None:
    sent(near, "calibrar-oxigeno", {**SAID, "presion": "960"} | SURE)
    by_pressure = last(near)
    sent(near, "calibrar-oxigeno", {**SAID, "altura": "450"} | SURE)
    by_altitude = last(near)

    assert (by_pressure.pressure_hpa, by_pressure.altitude_m) == (Decimal(960), None)
    assert (by_altitude.pressure_hpa, by_altitude.altitude_m) == (None, Decimal(450))
    for body in (by_pressure, by_altitude):
        assert 1660 < body.constants.millivolts < 1675
        assert body.reference < Decimal("7.45")


def test_the_zero_is_kept_and_counted_from(near) -> None:
    sent(near, "calibrar-oxigeno", {**SAID, "metodo": "aire-y-cero", "cero": "40"} | SURE)

    assert last(near).constants.zero_millivolts == Decimal(40)
    assert last(near).method == "air_and_zero"


def test_a_probe_that_still_moves_is_refused_with_what_to_look_at(pages, tmp_path: Path) -> None:
    gave(tmp_path, CLIMBING)
    says(pages.store)
    signed_in(pages.client, "team")

    page = sent(pages, "calibrar-oxigeno", SAID | SURE)

    assert "La sonda todavía cambia" in page
    assert "membrana" in page
    assert "Todavía cambia." in pages.text(
        "/anotar/calibrar-oxigeno?serie=pond-1/sonda/oxygen_signal&metodo=aire"
    )
    assert pages.journal.entries("station", kinds={"calibration"}) == []


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"senal": "300"}, "Mire si la membrana está rota o si le falta líquido"),
        ({"senal": "2600"}, "Revise la fuente y el cable"),
        ({"metodo": "aire-y-cero", "cero": "600"}, "Eche más sulfito"),
    ],
)
def test_a_number_that_no_sound_probe_gives_is_refused(near, wrong: dict[str, str], told: str) -> None:
    assert told in sent(near, "calibrar-oxigeno", {**SAID, **wrong} | SURE)
    assert near.journal.entries("station", kinds={"calibration"}) == []


def test_a_weak_probe_and_one_far_from_last_time_are_asked_about(near) -> None:
    marked(near, days_ago=10)

    page = sent(near, "calibrar-oxigeno", {**SAID, "senal": "850"})

    assert "el líquido o la membrana se están acabando" in page
    assert "Da muy distinto que la vez anterior" in page


def test_a_probe_that_is_not_heard_can_be_calibrated_but_is_asked_about(pages) -> None:
    signed_in(pages.client, "team")

    page = sent(pages, "calibrar-oxigeno", SAID)

    assert "La estación no la oye" in page
    sent(pages, "calibrar-oxigeno", SAID | SURE)
    assert last(pages).points is None


def test_it_can_be_dated_back_to_when_the_probe_was_put_or_replace_the_last(near) -> None:
    asked = sent(near, "calibrar-oxigeno", {**OXYGEN, "hoja": "0"})
    assert "Desde que se puso" in asked
    sent(near, "calibrar-oxigeno", {**SAID, "desde": "puesta"} | SURE)
    placed = last(near)
    marked(near, days_ago=10)

    again = sent(near, "calibrar-oxigeno", {**OXYGEN, "hoja": "0"})
    sent(near, "calibrar-oxigeno", {**SAID, "desde": "anterior"} | SURE)

    assert placed.since < NOW - 1000 * DAY_S
    assert "Desde que se puso" not in again
    assert last(near).since == NOW - 10 * DAY_S


def test_a_calibration_can_be_taken_back(near) -> None:
    answer = near.client.post("/anotar/calibrar-oxigeno", data=SAID | SURE, follow_redirects=False)
    near.client.post(answer.headers["location"] + "/deshacer")

    taken_back = {one.reverses for one in near.journal.entries("station", kinds={"reversal"})}
    assert taken_back == {one.uid for one in near.journal.entries("station", kinds={"calibration", "care"})}


def test_a_digital_probe_gets_its_factor(pages) -> None:
    newest = {"sonda": {"oxygen_probe": 7.2, "water_temperature": 28.2}}
    says(pages.store, newest=newest)
    signed_in(pages.client, "team")
    answers = {**SAID, "serie": "pond-1/sonda/oxygen_probe", "senal": "7,2"}
    del answers["metodo"]

    sent(pages, "calibrar-oxigeno", answers | SURE)

    assert last(pages).constants == ProbeFactor(Decimal("1.083"))
    assert (last(pages).before, last(pages).after) == (Decimal("7.20"), Decimal("7.80"))
    assert "Está demasiado lejos" in sent(pages, "calibrar-oxigeno", {**answers, "senal": "3"} | SURE)


def weighed(**others: str) -> dict[str, str]:
    samples = {"senal-1": "2200", "senal-2": "1800", "senal-3": "1400", "seco-1": "135", "seco-2": "135"}
    wet = {"mojado-1": "140", "mojado-2": "153", "mojado-3": "168", "seco-3": "135"}
    return {**SOIL, **samples, **wet, "desde": "siempre", "cuando": "ahora", **others}


def test_weighed_samples_are_kept_and_their_residual_is_told(pages) -> None:
    field_nine(pages)

    page = sent(pages, "calibrar-suelo", weighed())
    sent(pages, "calibrar-suelo", weighed() | SURE)

    assert "de la recta que mejor pasa entre ellas" in page
    body = last(pages)
    assert isinstance(body.constants, SoilPoints)
    assert [float(one.water) for one in body.constants.points] == [0.05, 0.18, 0.33]
    assert (body.method, body.since) == ("gravimetric", 0)
    assert Decimal(0) < body.residual < Decimal("0.01")
    assert body.after == Decimal("0.152")


def test_two_marks_say_that_they_are_only_an_index(pages) -> None:
    field_nine(pages)
    marks = {"metodo": "dos", "seca": "2300", "agua-seca": "4", "mojada": "1300", "agua-mojada": "34"}

    page = sent(pages, "calibrar-suelo", {**SOIL, **marks, "desde": "siempre", "cuando": "ahora"})

    assert "Dos marcas dan solo un índice" in page


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"mojado-2": "130"}, "Seca no puede pesar más que mojada"),
        ({"mojado-2": "230"}, "Ninguna tierra guarda tanta agua"),
        ({"mojado-2": "136"}, "Las muestras no caen en una recta"),
        ({"mojado-1": "168", "mojado-3": "140"}, "Con más agua la sonda tiene que dar menos"),
        ({"senal-1": "1800", "senal-3": "1800"}, "hace falta tierra seca y tierra mojada"),
    ],
)
def test_samples_that_cannot_be_are_refused(pages, wrong: dict[str, str], told: str) -> None:
    field_nine(pages)

    assert told in sent(pages, "calibrar-suelo", weighed(**wrong) | SURE)


def test_a_gauge_is_calibrated_by_what_was_poured(pages) -> None:
    field_nine(pages)
    answers = {"serie": "field-9/pluviometro/rain_tips", "agua": "200", "vuelcos": "50", "boca": "16"}
    answers |= {"desde": "siempre", "cuando": "ahora"}

    assert "La lluvia de un vuelco" in sent(pages, "calibrar-lluvia", answers)
    sent(pages, "calibrar-lluvia", answers | SURE)

    assert last(pages).constants == TipSize(Decimal("0.199"))
    assert "Ningún pluviómetro" in sent(
        pages, "calibrar-lluvia", {**answers, "vuelcos": "5", "boca": "5", "desde": "ahora"} | SURE
    )


def test_the_soil_is_for_who_sets_the_station_up(pages) -> None:
    field_nine(pages)
    signed_in(pages.client, "team", name="Pedro")

    assert pages.client.get("/anotar/calibrar-suelo").status_code == 403
    assert pages.client.get("/anotar/calibrar-oxigeno").status_code == 200


def test_where_no_probe_was_heard_it_says_so(pages) -> None:
    pages.store.known_nodes = [
        dataclasses.replace(one, status=None)
        for one in pages.store.known_nodes
        if one.node.startswith("field")
    ]
    signed_in(pages.client, "technician")

    assert "No se ha oído ninguna sonda de esas" in pages.text("/anotar/calibrar-lluvia")
