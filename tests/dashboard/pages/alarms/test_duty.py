"""Who is on duty, what wakes whom, and the ways to reach people."""

from __future__ import annotations

import pytest
from builders import a_draft
from members import a_member, door_of, enrolled, signed_in
from small_commune import NOW

from dashboard.login.devices import By
from dashboard.pages.alarms.waking import ROWS
from gateway.alerts.waking import DEFAULTS
from gateway.domain.alerts import Kind
from gateway.domain.entries import DutySet, OrderGiven, WakingSet
from gateway.domain.letters import ChannelHealth

TONIGHT = "2026-06-09"
"""At ten past three in the morning it is still the night of the day before."""


def reachable(pages, uid: str) -> None:
    door_of(pages.client).members.set_telephone(uid, "0414 555 1234", By("quien sea", NOW))


def duties(pages) -> list[DutySet]:
    return [one.body for one in pages.journal.entries("station", kinds=["duty"])]


def test_names_and_duty_need_a_pin_also_on_an_enrolled_device(pages) -> None:
    nobody = pages.client.get("/guardia", follow_redirects=False)
    enrolled(pages.client)
    device = pages.client.get("/guardia", follow_redirects=False)

    assert nobody.headers["location"] == device.headers["location"] == "/entrar?volver=/guardia"


def test_it_tells_tonight_in_the_order_of_calling_and_who_has_a_telephone(pages) -> None:
    first, second = (a_member(pages.client, "team", name=name) for name in ("Yajaira Ríos", "Pedro Conde"))
    reachable(pages, first.uid)
    pages.journal.append(a_draft(DutySet([first.uid, second.uid])), now=NOW)
    signed_in(pages.client, "grower")

    text = pages.text("/guardia").split('id="tonight"')[1].split('id="week"')[0]

    assert text.index("Yajaira Ríos") < text.index("con teléfono") < text.index("Pedro Conde")
    assert text.index("Pedro Conde") < text.index("sin teléfono")
    assert "martes 9 de junio" in text


def test_no_page_shows_a_number_that_was_written_down(pages) -> None:
    person = signed_in(pages.client, "technician")
    pages.client.post("/guardia/telefono", data={"telefono": "0412-777 66 55"})

    kept = pages.client.app.state.station.people.person(person.uid).telephone
    told = [pages.client.get(path).text for path in ("/guardia", f"/personas/{person.uid}", "/registro")]

    assert kept == "04127776655"
    assert not [one for one in told if "7776655" in one or "777 66" in one]
    assert "con teléfono" not in told[0].split('id="mine"')[0]
    assert "Ya tiene uno anotado; no se muestra." in told[0]


def test_what_is_no_telephone_is_told_and_not_kept(pages) -> None:
    person = signed_in(pages.client, "team")

    answer = pages.client.post("/guardia/telefono", data={"telefono": "el de mi prima"})

    assert answer.status_code == 422
    assert "no tiene 7 a 15 cifras" in answer.text
    assert pages.client.app.state.station.people.person(person.uid).telephone is None


def test_it_warns_when_nobody_is_on_duty_and_when_nobody_can_be_reached(pages) -> None:
    person = signed_in(pages.client, "team")
    nobody = pages.text("/guardia")
    pages.journal.append(a_draft(DutySet([person.uid])), now=NOW)
    unreachable = pages.text("/guardia")

    reachable(pages, person.uid)

    assert "Nadie está de guardia" in nobody
    assert "a nadie le llega un mensaje ni una llamada" in nobody
    assert "Nadie de la guardia tiene teléfono" in unreachable
    assert "Quedan la sirena y la página que suena." in unreachable
    assert "insufficient" not in pages.text("/guardia")


def test_the_list_of_a_night_goes_before_that_of_its_weekday_and_that_before_the_usual(pages) -> None:
    names = ("Ana Uno", "Beto Dos", "Caro Tres")
    people = [a_member(pages.client, "team", name=name) for name in names]
    signed_in(pages.client, "team")
    for which, person in zip(("siempre", "1", TONIGHT), people, strict=True):
        before = pages.client.get(f"/guardia/turno?cual={which}").status_code
        answer = pages.client.post("/guardia/turno", data={"cual": which, "persona-1": person.uid})
        assert (before, answer.status_code) == (200, 200)

    text = pages.text("/guardia")
    tonight, week = text.split('id="tonight"')[1].split('id="week"')

    assert duties(pages) == [
        DutySet([people[0].uid]),
        DutySet([people[1].uid], weekday=1),
        DutySet([people[2].uid], day=TONIGHT),
    ]
    assert "Caro Tres" in tonight
    assert "solo esta noche" in tonight.lower()
    assert "Martes 16 de junio</b><span>Beto Dos" in week
    assert "Miércoles 10 de junio</b><span>Ana Uno" in week


def test_the_order_of_the_form_is_the_order_of_calling_and_nobody_stands_there_twice(pages) -> None:
    one, two = (a_member(pages.client, "team", name=name) for name in ("Ana Uno", "Beto Dos"))
    signed_in(pages.client, "parliament_secretary")

    chosen = {"persona-1": two.uid, "persona-2": one.uid, "persona-3": two.uid}
    pages.client.post("/guardia/turno", data={"cual": "siempre", **chosen})

    assert duties(pages) == [DutySet([two.uid, one.uid])]


def test_the_form_begins_with_the_list_that_stands_in_its_place(pages) -> None:
    person = signed_in(pages.client, "team")
    pages.journal.append(a_draft(DutySet([person.uid])), now=NOW)

    text = pages.text(f"/guardia/turno?cual={TONIGHT}")

    assert f'<option value="{person.uid}" selected>' in text


@pytest.mark.parametrize("which", ["2026-06-08", "2026-06-30", "7", "", "nunca"])
def test_a_night_that_is_gone_or_too_far_has_no_list(pages, which: str) -> None:
    signed_in(pages.client, "team")

    assert pages.client.get("/guardia/turno", params={"cual": which}).status_code == 404
    assert pages.client.post("/guardia/turno", data={"cual": which}).status_code == 404


def test_who_left_since_the_form_was_drawn_is_not_put_on_a_list(pages) -> None:
    signed_in(pages.client, "team")

    answer = pages.client.post("/guardia/turno", data={"cual": "siempre", "persona-1": "quien-no-esta"})

    assert answer.status_code == 422
    assert "Esa persona ya no está" in answer.text
    assert duties(pages) == []


def test_the_table_of_what_wakes_tells_everything_that_ships(pages) -> None:
    text = pages.text("/guardia/despierta")

    assert set(ROWS) == set(DEFAULTS)
    assert {kind for kind, _ in ROWS} == set(Kind)
    assert "Cambiar" not in text
    row = text.split("El pronóstico dice que puede faltar oxígeno")[1].split("</tr>")[0]
    assert "se escribe" in row
    assert "despierta" not in row


def test_what_wakes_is_changed_by_who_may_and_said_to_be_changed(pages) -> None:
    signed_in(pages.client, "technician")
    form = pages.text("/guardia/despierta?cambiar=battery")

    said = {"que": "battery", "noche": "message", "dia": "message"}
    pages.client.post("/guardia/despierta", data=said)

    [entry] = pages.journal.entries("station", kinds=["waking"])
    assert "Vino así: de noche solo en las páginas, de día se escribe." in form
    assert entry.body == WakingSet(Kind.BATTERY, "message", "message")
    assert pages.text("/guardia/despierta").count("cambiado</b>") == 1


def test_who_lets_danger_not_ring_by_night_is_told_what_that_means(pages) -> None:
    signed_in(pages.client, "technician")

    pages.client.post("/guardia/despierta", data={"que": "oxygen-2", "noche": "page", "dia": "page"})

    assert "de noche no suena nada y los peces se pueden morir" in pages.text("/guardia/despierta")


def test_a_team_reads_what_wakes_but_does_not_change_it(pages) -> None:
    signed_in(pages.client, "team")

    assert pages.client.get("/guardia/despierta").status_code == 200
    assert pages.client.get("/guardia/despierta?cambiar=battery").status_code == 403
    assert pages.client.post("/guardia/despierta", data={"que": "battery"}).status_code == 403


def test_each_way_tells_what_it_answered_last_and_what_is_not_set_up(pages) -> None:
    signed_in(pages.client, "team")
    pages.warnings.health = [
        ChannelHealth("sms", NOW - 3600, False, "El módem no tiene señal."),
        ChannelHealth("siren/sirena-1", NOW - 3600, True, "Contestó."),
        ChannelHealth("push", NOW - 3 * 86400, True, "2 teléfonos oyen."),
    ]

    text = pages.text("/guardia/canales")

    assert "Nada de lo que suena contestó" not in text
    assert "No anda. El módem no tiene señal." in text
    assert "Anda. Contestó." in text
    assert "No se le ha preguntado desde" in text
    assert "2 teléfonos oyen" not in text
    assert text.count("No está puesto en esta estación.") == 2


def test_push_is_never_told_as_missing_for_it_always_goes_out(pages) -> None:
    signed_in(pages.client, "team")

    text = pages.text("/guardia/canales")

    assert "Sale, pero la estación no pregunta si algún teléfono escucha." in text
    assert text.count("No está puesto en esta estación.") == 4


def test_it_says_when_nothing_that_rings_answered(pages) -> None:
    signed_in(pages.client, "team")
    pages.warnings.health = [ChannelHealth("push", NOW - 60, True, "2 teléfonos oyen.")]

    assert "Nada de lo que suena contestó" in pages.text("/guardia/canales")


def test_a_test_is_an_order_to_the_gateway(pages) -> None:
    signed_in(pages.client, "team")
    pages.warnings.health = [ChannelHealth("sms", NOW - 60, True, "Con señal.")]

    answer = pages.client.post("/guardia/canales", data={"canal": "sms"})
    unknown = pages.client.post("/guardia/canales", data={"canal": "paloma"})

    [entry] = pages.journal.entries("station", kinds=["order"])
    assert entry.body == OrderGiven("channel_test", {"channel": "sms"})
    assert "Se pidió la prueba." in answer.text
    assert unknown.status_code == 404
