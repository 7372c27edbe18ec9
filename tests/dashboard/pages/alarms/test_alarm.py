"""The page of a telephone that watches, and what is said there with one tap."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import a_draft
from members import a_member, enrolled, signed_in
from small_commune import NOW

from gateway.domain.alerts import Alert, Level
from gateway.domain.entries import AlarmAcknowledged, AlarmPassed, DutySet, WakingSet

HALF_AN_HOUR = 1800


def an_alert(kind: str, place: str = "estanque-3", level: Level = Level.CRITICAL, **others) -> Alert:
    return Alert(f"{kind}-{place}", place, kind, level, NOW - 600, 0.0, **others)


def rings(pages) -> str:
    return pages.text("/alarma").split('data-rings="')[1].split('"')[0]


def on_duty(pages, *people: str) -> None:
    pages.journal.append(a_draft(DutySet(list(people)), uid=f"guardia-{len(people)}"), now=NOW)


def test_it_says_where_what_how_much_since_when_and_what_to_do(pages) -> None:
    text = pages.text("/alarma")

    for told in ("Estanque 1 · La Ceiba", "Peligro", "1,8", "mg/L", "las 2:55 a. m.", "Encienda el aireador"):
        assert told in text
    assert "<title>¡Alarma! Estanque 1" in text


def test_it_sounds_for_what_wakes_and_not_for_what_is_only_written(pages) -> None:
    pages.store.known_alerts = [
        an_alert("oxygen"),
        an_alert("dawn", "estanque-4"),
        an_alert("battery", "estanque-5", Level.WARN),
    ]

    assert rings(pages) == "oxygen-estanque-3/2"


def test_what_the_commune_has_written_down_decides_whether_it_sounds(pages) -> None:
    pages.store.known_alerts = [an_alert("oxygen"), an_alert("battery", "estanque-5", Level.WARN)]
    for kind, night in (("oxygen", "page"), ("battery", "wake")):
        pages.journal.append(a_draft(WakingSet(kind, night, "page"), uid=f"despierta-{kind}"), now=NOW)

    assert rings(pages) == "battery-estanque-5/1"


def test_after_somebody_said_i_go_it_is_silent_and_a_worse_alarm_sounds_again(pages) -> None:
    pages.store.known_alerts = [an_alert("oxygen")]
    pages.client.post("/alarmas/oxygen-estanque-3/atender")
    silent = rings(pages)

    pages.store.known_alerts = [an_alert("oxygen", level=Level.EMERGENCY)]

    assert silent == ""
    assert rings(pages) == "oxygen-estanque-3/3"


def test_an_alarm_that_is_bad_again_after_it_got_better_sounds_again_and_is_answered_again(pages) -> None:
    alert = an_alert("oxygen")
    pages.store.known_alerts = [alert]
    pages.client.post("/alarmas/oxygen-estanque-3/atender")
    pages.clock.at += 600
    pages.store.known_alerts = [replace(alert, again=NOW + 590)]
    again = rings(pages)

    pages.client.post("/alarmas/oxygen-estanque-3/atender")

    assert again == "oxygen-estanque-3/2"
    assert rings(pages) == ""
    assert len(pages.journal.entries("station", kinds=["acknowledgement"])) == 2


def test_half_an_hour_after_i_go_it_asks_again_while_it_is_still_bad(pages) -> None:
    pages.store.known_alerts = [an_alert("oxygen", "estanque-1", acknowledged=NOW)]
    before = rings(pages)

    pages.clock.at += HALF_AN_HOUR
    pages.store.known_nodes = [replace(one, heard=int(pages.clock.at)) for one in pages.store.known_nodes]
    text = pages.text("/alarma")
    pages.client.post("/alarmas/oxygen-estanque-1/atender")

    assert before == ""
    assert "Sigo aquí" in text
    assert 'data-rings="oxygen-estanque-1/2"' in text
    assert rings(pages) == ""


def test_a_pond_that_has_recovered_does_not_ask_again_and_says_that_it_is_watched(pages) -> None:
    eased = an_alert("oxygen", "estanque-4", acknowledged=NOW - HALF_AN_HOUR, eased=2)
    pages.store.known_alerts = [eased]

    assert "Recuperado, vigilando" in pages.text("/alarma")
    assert rings(pages) == ""
    pages.store.known_alerts = [replace(eased, eased=0)]
    assert rings(pages) == "oxygen-estanque-4/2"


def test_who_said_i_go_and_then_cannot_does_not_go(pages) -> None:
    pages.store.known_alerts = [an_alert("oxygen", acknowledged=NOW)]
    pages.client.post("/alarmas/oxygen-estanque-3/atender")
    person = signed_in(pages.client, "team")
    said = AlarmAcknowledged("oxygen-estanque-3", 2)
    pages.journal.append(a_draft(said, uid="voy", happened=NOW, author=person.uid), now=NOW)
    before = rings(pages)

    pages.client.post("/alarmas/oxygen-estanque-3/pasar", data={"vez": "0"})

    assert before == ""
    assert rings(pages) == "oxygen-estanque-3/2"


def test_without_an_alarm_it_does_not_say_that_all_is_well(pages) -> None:
    pages.store.known_alerts = []

    text = pages.text("/alarma")

    assert "Ninguna alarma ahora" in text
    assert "La alarma sigue despierta" in text
    assert 'data-rings=""' in text


def test_a_station_that_writes_nothing_sounds_as_well(pages) -> None:
    pages.store.known_alerts = []
    pages.store.known_nodes = [replace(one, heard=NOW - 3600) for one in pages.store.known_nodes]

    assert rings(pages) == " estacion"


def test_no_step_names_an_aerator_where_there_is_none(pages) -> None:
    pages.store.known_alerts = [
        an_alert("oxygen", "estanque-6"),
        an_alert("aerator", "estanque-4"),
        an_alert("gasping", "estanque-6", Level.EMERGENCY),
    ]

    assert "ireador" not in pages.text("/alarma").split('id="calls"')[1].split('id="duty"')[0]


def test_without_programs_the_page_comes_anew_by_itself_and_says_that_it_is_mute(pages) -> None:
    text = pages.text("/alarma")

    assert '<noscript><meta http-equiv="refresh" content="20"></noscript>' in text
    assert "Este teléfono no puede sonar." in text


def test_on_an_enrolled_device_a_name_of_tonight_s_list_is_tapped(pages) -> None:
    yajaira = a_member(pages.client, "team", name="Yajaira Ríos")
    a_member(pages.client, "team", name="Pedro Conde")
    on_duty(pages, yajaira.uid)
    enrolled(pages.client)

    asked = pages.text("/alarma")
    pages.client.post("/alarmas/alerta-1/atender", data={"quien": yajaira.uid, "volver": "/alarma"})

    assert f'value="{yajaira.uid}"' in asked
    assert "Pedro Conde" not in asked
    assert "Yajaira Ríos va en camino desde las 3:12" in pages.text("/alarma")


def test_elsewhere_no_name_is_shown_and_none_is_taken(pages) -> None:
    yajaira = a_member(pages.client, "team", name="Yajaira Ríos")
    on_duty(pages, yajaira.uid)

    pages.client.post("/alarmas/alerta-1/atender", data={"quien": yajaira.uid})
    text = pages.text("/alarma")

    assert "Yajaira" not in text
    assert "Hay 1 persona de guardia." in text
    assert "Alguien de la comuna va en camino" in text
    [entry] = pages.journal.entries("station", kinds=["acknowledgement"])
    assert entry.author == "alguien de la comuna"


def test_who_has_signed_in_is_who_goes(pages) -> None:
    person = signed_in(pages.client, "team", name="Yajaira Ríos")

    pages.client.post("/alarmas/alerta-1/atender", data={"quien": "otra"})

    [entry] = pages.journal.entries("station", kinds=["acknowledgement"])
    assert entry.author == person.uid


def test_who_cannot_go_calls_the_next_once_however_often_it_is_tapped(pages) -> None:
    for _ in range(3):
        pages.client.post("/alarmas/alerta-1/pasar", data={"vez": "0", "volver": "/alarma"})
    text = pages.text("/alarma")

    [entry] = pages.journal.entries("station", kinds=["alarm_passed"])
    assert entry.body == AlarmPassed("alerta-1", 2)
    assert "Alguien no pudo ir" in text
    assert 'name="vez" value="1"' in text


@pytest.mark.parametrize("count", [0, 1, 2])
def test_that_another_was_called_is_said_only_where_there_is_another(pages, count: int) -> None:
    on_duty(pages, *(a_member(pages.client, "team", name=f"Ana {one}").uid for one in range(count)))

    pages.client.post("/alarmas/alerta-1/pasar", data={"vez": "0", "volver": "/alarma"})
    text = pages.text("/alarma")

    assert ("Se avisó a quien sigue en la lista." in text) == (count == 2)
    assert ("busque usted a otra persona" in text) == (count < 2)


def test_the_siren_s_button_is_told_as_what_it_is(pages) -> None:
    pages.client.post("/alarmas/alerta-1/atender")
    before = pages.text("/")

    said = a_draft(AlarmAcknowledged("alerta-1", 2), uid="boton", happened=NOW, author="sirena")
    pages.journal.append(said, now=NOW)

    assert "sirena" not in before
    assert "Callada con el botón de la sirena a las 3:12" in pages.text("/")


@pytest.mark.parametrize("was", ["true", "false"])
def test_what_an_alarm_was_worth_is_said_after_it_is_over_by_who_may_record(pages, was: str) -> None:
    over = an_alert("oxygen", acknowledged=NOW - 500, cleared=NOW - 100)
    pages.store.known_alerts = [over]
    signed_in(pages.client, "team")

    for _ in range(2):
        pages.client.post("/alarmas/oxygen-estanque-3/juicio", data={"era": was})

    [entry] = pages.journal.entries("station", kinds=["alarm_judged"])
    assert (entry.body.alert, entry.body.was) == (over.uid, was)


def test_an_alarm_that_is_on_is_not_judged(pages) -> None:
    signed_in(pages.client, "team")

    assert pages.client.post("/alarmas/alerta-1/juicio", data={"era": "true"}).status_code == 409


def test_a_power_cut_at_three_ponds_is_one_line_and_one_tap(pages) -> None:
    pages.store.known_alerts = [an_alert("mains", f"estanque-{number}") for number in (1, 2, 3)]
    line = "<b>Estanques 1, 2 y 3: se fue la luz</b>"
    before = pages.text("/")

    also = ["mains-estanque-2", "mains-estanque-3"]
    pages.client.post("/alarmas/mains-estanque-1/atender", data={"tambien": also})

    assert before.count('class="alarm loud') == 1
    assert line in before
    assert len(pages.journal.entries("station", kinds=["acknowledgement"])) == 3
    assert "va en camino" in pages.text("/")


def test_the_page_tells_what_rings_large_and_the_rest_in_a_line_each(pages) -> None:
    pages.store.known_alerts = [
        *(an_alert("mains", f"estanque-{number}") for number in (2, 3, 4)),
        an_alert("gasping", level=Level.EMERGENCY),
        an_alert("sensor", "estanque-5", Level.WARN),
        Alert("d-1", "", "disk", Level.WARN, NOW - 60, 0.0),
    ]

    text = pages.text("/alarma").split('id="calls"')[1].split('id="duty"')[0]
    pages.client.post("/alarmas/mains-estanque-2/pasar", data={"vez": "0", "tambien": ["mains-estanque-3"]})

    assert text.count('class="call"') == 2
    assert text.index("Los peces están boqueando") < text.index("Estanques 2, 3 y 4")
    assert text.count('<li class="alarm') == 2
    assert rings(pages).count("mains-") == 3
    assert len(pages.journal.entries("station", kinds=["alarm_passed"])) == 2


def test_what_is_wrong_with_the_station_itself_is_told_without_a_pond(pages) -> None:
    pages.store.known_alerts = [
        Alert("c-1", "", "channel", Level.WARN, NOW - 60, 0.0, subject="sms"),
        Alert("d-1", "", "disk", Level.WARN, NOW - 60, 0.0),
    ]

    text = pages.text("/")

    assert "<b>La estación: no contesta: mensajes SMS</b>" in text
    assert "<b>La estación: queda poco espacio para guardar datos</b>" in text
