"""A device of the commune is enrolled once, and dropped when it is lost."""

from __future__ import annotations

import re

import pytest
from members import (
    NAME,
    PIN,
    a_member,
    another_client,
    at_the_screen,
    bring,
    enrolled,
    signed_in,
    station_of,
)

from dashboard.cli import serving
from dashboard.login.rights import Right
from dashboard.visit.guard import needs
from gateway.config import checked

LAGOON = "teléfono de la laguna"


def enrol(client, name: str = LAGOON, secret: str = PIN):
    return client.post("/aparato", data={"nombre": name, "secreto": secret}, follow_redirects=False)


def changes(entrance) -> list[tuple[str, str]]:
    found = entrance.journal.entries("station", kinds=["device"])
    return [(one.body.change, one.author) for one in found]


def test_a_member_enrols_a_device_with_the_pin_once_more(entrance) -> None:
    person = signed_in(entrance.client, "team")

    answer = enrol(entrance.client)

    assert answer.status_code == 303
    assert re.search(r"Max-Age=31536000", answer.headers["set-cookie"])
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert LAGOON in entrance.client.get("/aparato").text
    assert changes(entrance) == [("enrolled", person.uid)]


def test_an_enrolled_device_shows_names_after_the_member_has_gone(entrance) -> None:
    signed_in(entrance.client, "team")
    enrol(entrance.client)

    entrance.client.post("/salir")

    assert NAME in entrance.client.get("/entrar").text
    assert NAME not in another_client(entrance.client).get("/entrar").text


def test_a_telephone_that_was_left_signed_in_enrols_nothing_without_the_pin(entrance) -> None:
    signed_in(entrance.client, "team")

    answer = enrol(entrance.client, secret="9021")

    assert answer.status_code == 422
    assert "set-cookie" not in answer.headers
    assert 'value="teléfono de la laguna"' in answer.text
    assert changes(entrance) == []


def test_guessing_at_the_enrolment_counts_like_guessing_at_the_door(entrance) -> None:
    signed_in(entrance.client, "team")

    answers = [enrol(entrance.client, secret="9021").status_code for _ in range(6)]

    assert answers == [422] * 5 + [429]
    assert enrol(entrance.client).status_code == 429


def test_nobody_enrols_a_device_without_having_come_in(entrance) -> None:
    assert enrol(entrance.client).headers["location"].startswith("/entrar")
    assert entrance.client.get("/aparato").url.path == "/entrar"


@pytest.mark.parametrize("name", ["", "  ", "x" * 41, "tel\x00efono"])
def test_a_device_without_a_proper_name_is_asked_for_one(entrance, name: str) -> None:
    signed_in(entrance.client, "team")

    assert enrol(entrance.client, name).status_code == 422


def test_two_devices_never_have_the_same_name(entrance) -> None:
    enrolled(another_client(entrance.client), name=LAGOON)
    signed_in(entrance.client, "team")

    assert "Ya hay un aparato" in enrol(entrance.client, "TELÉFONO de la laguna").text


def test_a_dropped_device_is_like_any_other(entrance) -> None:
    device = enrolled(entrance.client)
    a_member(entrance.client, "team")
    admin = at_the_screen(entrance.client)
    technician = signed_in(admin, "technician", name="Ana")

    admin.post(f"/aparato/{device.uid}/quitar")

    assert NAME not in entrance.client.get("/entrar").text
    assert changes(entrance)[-1] == ("dropped", technician.uid)


def test_only_who_enrolled_it_or_keeps_devices_drops_one(entrance) -> None:
    device = enrolled(another_client(entrance.client))
    signed_in(entrance.client, "team")

    assert entrance.client.post(f"/aparato/{device.uid}/quitar").status_code == 403
    assert entrance.door.devices.everything() == [device]

    signed_in(entrance.client, "team", name="Quien Registró")
    entrance.client.post(f"/aparato/{device.uid}/quitar")
    assert entrance.door.devices.everything() == []


def test_dropping_twice_is_dropping_once(entrance) -> None:
    device = enrolled(another_client(entrance.client))
    signed_in(entrance.client, "technician")

    for _ in range(2):
        assert entrance.client.post(f"/aparato/{device.uid}/quitar").status_code == 200

    assert [change for change, _ in changes(entrance)].count("dropped") == 1


def test_enrolling_again_gives_the_device_a_new_name_and_ends_the_old_one(entrance) -> None:
    old = enrolled(entrance.client)
    person = a_member(entrance.client, "team")
    entrance.client.post("/entrar", data={"quien": person.uid, "secreto": PIN})

    assert enrol(entrance.client, "teléfono del lote").status_code == 303

    assert [one.name for one in entrance.door.devices.everything()] == ["teléfono del lote"]
    assert entrance.door.devices.named(old.uid) == LAGOON


def test_only_the_hash_of_a_device_s_token_is_kept(entrance) -> None:
    enrolled(entrance.client)
    token = entrance.client.cookies["aparato"].encode()

    assert not any(token in one.read_bytes() for one in entrance.folder.iterdir())


def test_an_invented_device_is_none(entrance) -> None:
    a_member(entrance.client, "team")
    bring(entrance.client, "aparato", "inventado")

    assert NAME not in entrance.client.get("/entrar").text


def test_a_tapped_name_may_record_work_and_nothing_else(entrance) -> None:
    for right in Right:
        entrance.client.app.get(f"/prueba/{right.value}", dependencies=[needs(right)])(lambda: "sí")
    enrolled(entrance.client)

    may = [
        right
        for right in Right
        if entrance.client.get(f"/prueba/{right.value}", follow_redirects=False).status_code == 200
    ]

    assert may == [Right.RECORD_WORK]


def test_a_header_makes_nobody_the_station_s_own_screen(entrance) -> None:
    entrance.client.app.get("/acta", dependencies=[needs(Right.HOLD_SESSION)])(lambda: "acta")
    signed_in(entrance.client, "parliament_secretary")

    for header in ("x-forwarded-for", "x-real-ip", "forwarded", "x-forwarded-proto", "host"):
        for value in ("127.0.0.1", "for=127.0.0.1", "https", "localhost"):
            assert entrance.client.get("/acta", headers={header: value}).status_code == 403


def test_a_header_is_believed_only_where_the_settings_name_a_proxy(entrance) -> None:
    commune = {"slug": "c", "name": "C", "latitude": 9.5, "longitude": -69.2}

    believed = [
        serving(entrance.client.app, checked({"commune": commune, "dashboard": one})).proxy_headers
        for one in ({}, {"behind_proxy": True})
    ]

    assert believed == [False, True]
    assert station_of(entrance.client).config.dashboard.behind_proxy is False
