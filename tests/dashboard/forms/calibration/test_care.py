"""The care of a probe: wiped, compared with another method, set in air."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from builders import a_draft
from fakes import DAY_S
from msgspec import structs
from small_commune import NOW

from gateway.domain.calibration import OxygenMarks
from gateway.domain.entries import CalibrationRecorded, ProbeCared

PROBE = {"sonda": "pond-2/sonda"}
COMPARED = PROBE | {"cuidado": "compared", "metodo": "hand_meter", "dijo-sonda": "3,4", "dijo-otro": "4,0"}
IN_AIR = PROBE | {"cuidado": "calibrated", "milivoltios": "1450", "temperatura": "29"}


def tells(desk, node: str, **newest: float) -> None:
    """Let the status of a node tell the newest values of its probe."""
    desk.pages.store.known_nodes = [
        replace(one, status=structs.replace(one.status, newest={"sonda": newest}), status_at=NOW - 30)
        if one.node == node
        else one
        for one in desk.pages.store.known_nodes
    ]


def test_wiping_is_one_entry_and_the_pond_says_how_long_ago(desk) -> None:
    yesterday = {"cuando": "ayer", "cuando-hora": "3:00", "cuando-mitad": "am"}

    desk.sends("sonda", PROBE | {"cuidado": "wiped"} | yesterday)

    [entry] = desk.saved("care")
    page = desk.pages.text("/estanques/estanque-2")

    assert entry.body == ProbeCared("estanque-2", "pond-2", "sonda", "wiped")
    assert "Hace 1 día que alguien la atendió." in page
    assert "Ya toca limpiarla." not in page


def test_after_a_week_the_pond_asks_for_it(desk) -> None:
    desk.sends("sonda", PROBE | {"cuidado": "wiped"})
    desk.pages.clock.at = NOW + 7 * DAY_S

    page = desk.pages.text("/estanques/estanque-2")

    assert "Hace 7 días que alguien la atendió." in page
    assert "Ya toca limpiarla." in page


def test_a_probe_nobody_cared_for_is_told_so(desk) -> None:
    assert "Nadie ha anotado que la limpió." in desk.pages.text("/estanques/estanque-2")


def test_a_probe_fifteen_percent_off_is_told_with_what_to_do(desk) -> None:
    answer = desk.sends("sonda", COMPARED)

    assert "La sonda marcó 3,4 y el medidor 4,0: marca 15 % menos." in answer.text
    assert "Límpiela y compare otra vez; si sigue así, calíbrela." in answer.text
    [entry] = desk.saved("care")
    assert (entry.body.said, entry.body.reference, entry.body.quantity) == (
        Decimal("3.4"),
        Decimal("4.0"),
        "oxygen",
    )


@pytest.mark.parametrize(
    ("said", "other", "method", "told"),
    [
        ("4,4", "4,0", "winkler", "y el Winkler 4,0: marca 10 % más. Está un poco corrida."),
        ("3,9", "4,0", "hand_meter", "y el medidor 4,0: marca 3 % menos. La sonda está bien."),
        ("4,0", "4,0", "hand_meter", "y el medidor 4,0: marcan lo mismo. La sonda está bien."),
    ],
)
def test_a_comparison_says_in_words_what_it_found(
    desk, said: str, other: str, method: str, told: str
) -> None:
    answer = desk.sends("sonda", COMPARED | {"dijo-sonda": said, "dijo-otro": other, "metodo": method})

    assert told in answer.text


def test_the_pond_says_since_when_the_word_of_its_probe_is_doubted(desk) -> None:
    desk.sends("sonda", COMPARED | {"dijo-sonda": "4,1"})
    desk.pages.clock.at = NOW + 3 * DAY_S
    desk.sends("sonda", COMPARED)

    page = desk.pages.text("/estanques/estanque-2")

    assert re.search(r"Lo que dijo desde el \w+ \d+ \w+ a las [^.]+\. m\. quedó marcado como dudoso\.", page)


def test_the_warning_stands_on_the_state_card_until_the_probe_is_right_again(desk) -> None:
    desk.sends("sonda", COMPARED)
    desk.pages.clock.at = NOW + 3 * DAY_S
    warned = desk.pages.text("/estanques/estanque-2")

    desk.sends("sonda", COMPARED | {"dijo-sonda": "4,1"})
    after = desk.pages.text("/estanques/estanque-2")

    card = warned.split('<section class="hero')[1].split("</section>")[0]
    assert "La sonda se comparó hace 3 días: marca 15 % menos." in card
    assert "quedó marcado como dudoso" in card
    assert "La sonda se comparó" not in after


def test_what_the_probe_says_now_is_filled_in_while_it_is_fresh(desk) -> None:
    fresh = desk.pages.text("/anotar/sonda?sonda=pond-2/sonda&cuidado=compared")
    silent = desk.pages.text("/anotar/sonda?sonda=pond-5/sonda&cuidado=compared")

    assert 'name="dijo-sonda" inputmode="decimal" autocomplete="off" value="2,' in fresh
    assert 'name="dijo-sonda" inputmode="decimal" autocomplete="off" value=""' in silent


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("dijo-otro", "0", "Debe estar entre 0,1 y 25"),
        ("dijo-otro", "", "Escriba lo que dijo el medidor o el Winkler."),
        ("dijo-sonda", "1.500", "Escriba 1500 o 1,5."),
        ("metodo", "", "Diga con qué la comparó."),
        ("cuidado", "otro", "Elija qué le hizo a la sonda."),
        ("sonda", "pond-99/sonda", "Elija el estanque."),
    ],
)
def test_a_comparison_that_cannot_be_is_asked_back(desk, field: str, typed: str, sentence: str) -> None:
    answer = desk.sends("sonda", COMPARED | {field: typed})

    assert (answer.status, sentence in answer.text) == (422, True)
    assert desk.saved("care") == []


def test_in_air_the_form_says_how_and_fills_in_what_the_node_told(desk) -> None:
    tells(desk, "pond-2", oxygen_signal=1450.4, water_temperature=28.94)

    form = desk.pages.text("/anotar/sonda?sonda=pond-2/sonda&cuidado=calibrated")

    assert "Espere 30 minutos" in form
    assert 'value="1450"' in form
    assert 'value="28,9"' in form


def test_a_digital_probe_has_no_millivolts_to_calibrate(desk) -> None:
    tells(desk, "pond-2", oxygen_probe=5.25, water_temperature=28.94)

    form = desk.pages.text("/anotar/sonda?sonda=pond-2/sonda&cuidado=calibrated")

    assert "La comparé" in form
    assert "milivoltios" not in form
    assert "La calibré en el aire" not in form


def test_calibrating_in_air_writes_the_care_and_the_mark_from_that_moment(desk) -> None:
    answer = desk.sends("sonda", IN_AIR)

    [care], [calibration] = desk.saved("care"), desk.saved("calibration")
    marks = OxygenMarks(millivolts=Decimal(1450), temperature_c=Decimal(29))
    assert care.body == ProbeCared(
        "estanque-2", "pond-2", "sonda", "calibrated", quantity="oxygen", method="air"
    )
    found = calibration.body
    assert found == CalibrationRecorded(
        "pond-2", "sonda", "oxygen_signal", NOW, marks,
        method="air", signal=Decimal(1450), reference=found.reference, after=found.reference,
        altitude_m=found.altitude_m, points=found.points,
    )  # fmt: skip
    assert "Sonda calibrada en el aire" in answer.text
    assert f"Asiento nº {care.number:,} de la estación".replace(",", ".") in answer.text


def test_a_new_mark_keeps_the_salt_that_the_old_one_knew(desk) -> None:
    old = OxygenMarks(millivolts=Decimal(1500), temperature_c=Decimal(28), salinity_psu=Decimal("0.4"))
    body = CalibrationRecorded("pond-2", "sonda", "oxygen_signal", NOW - DAY_S, old)
    desk.pages.journal.append(a_draft(body, uid="seed-marks", happened=NOW - DAY_S), now=NOW)

    desk.sends("sonda", IN_AIR)

    [calibration] = desk.saved("calibration")
    assert calibration.body.constants.salinity_psu == Decimal("0.4")


def test_a_new_mark_keeps_the_zero_that_the_wizard_took(desk) -> None:
    old = OxygenMarks(millivolts=Decimal(1500), temperature_c=Decimal(28), zero_millivolts=Decimal(20))
    body = CalibrationRecorded("pond-2", "sonda", "oxygen_signal", NOW - DAY_S, old)
    desk.pages.journal.append(a_draft(body, uid="seed-marks", happened=NOW - DAY_S), now=NOW)

    desk.sends("sonda", IN_AIR)

    [calibration] = desk.saved("calibration")
    assert calibration.body.constants.zero_millivolts == Decimal(20)


def test_what_it_said_before_and_after_is_kept_as_the_wizard_keeps_it(desk) -> None:
    old = OxygenMarks(millivolts=Decimal(1500), temperature_c=Decimal(29))
    body = CalibrationRecorded("pond-2", "sonda", "oxygen_signal", NOW - DAY_S, old)
    desk.pages.journal.append(a_draft(body, uid="seed-marks", happened=NOW - DAY_S), now=NOW)

    desk.sends("sonda", IN_AIR)

    [calibration] = desk.saved("calibration")
    found = calibration.body
    assert (found.method, found.signal, found.after) == ("air", Decimal(1450), found.reference)
    assert found.before < found.after


def test_a_mark_far_from_the_one_before_is_asked_back(desk) -> None:
    old = OxygenMarks(millivolts=Decimal(1500), temperature_c=Decimal(28))
    body = CalibrationRecorded("pond-2", "sonda", "oxygen_signal", NOW - DAY_S, old)
    desk.pages.journal.append(a_draft(body, uid="seed-marks", happened=NOW - DAY_S), now=NOW)

    asked = desk.sends("sonda", IN_AIR | {"milivoltios": "700"}, confirmed=False)
    saved = desk.sends("sonda", IN_AIR | {"milivoltios": "700", "dudas": "1"})

    assert "La vez anterior dio 1.500 milivoltios y ahora 700." in asked.text
    assert saved.path.startswith("/recibo/")


def test_taking_a_calibration_back_takes_its_mark_back_too(desk) -> None:
    answer = desk.sends("sonda", IN_AIR)

    desk.pages.client.post(f"{answer.path}/deshacer")

    reversed_ = {one.reverses for one in desk.saved("reversal")}
    assert reversed_ == {desk.saved("care")[0].uid, desk.saved("calibration")[0].uid}
    registered = desk.pages.client.app.state.station.records.station()
    assert [one for one in registered.calibrations if one.since == NOW] == []
