"""Coming in and going out."""

from __future__ import annotations

import pytest
from members import (
    NAME,
    PASSWORD,
    PIN,
    a_member,
    another_client,
    at_the_screen,
    bring,
    enrolled,
    over_https,
    signed_in,
)

from dashboard.login.devices import By
from dashboard.login.rights import Right
from dashboard.visit.guard import needs

HOUR_S = 3600
BY_HAND = By("conuco people", 0)


def enter(client, name: str = NAME, secret: str = PIN, **more: str):
    written = {"nombre": name, "secreto": secret} | more
    return client.post("/entrar", data=written, follow_redirects=False)


def is_in(client) -> bool:
    return 'action="/salir"' in client.get("/anotar").text


def test_a_member_comes_in_by_name_and_pin_and_is_named_on_every_page(entrance) -> None:
    a_member(entrance.client, "team")

    answer = enter(entrance.client, volver="/anotar")

    assert (answer.status_code, answer.headers["location"]) == (303, "/anotar")
    assert NAME in entrance.client.get("/anotar").text


@pytest.mark.parametrize("typed", ["rosa alvarez", "  ROSA   ÁLVAREZ ", "Rosa A\u0301lvarez"])
def test_a_name_is_known_however_it_is_typed(entrance, typed: str) -> None:
    a_member(entrance.client, "team")

    assert enter(entrance.client, typed).status_code == 303


def test_no_name_is_shown_on_a_device_that_nobody_enrolled(entrance) -> None:
    person = a_member(entrance.client, "team")

    for path in ("/entrar", f"/entrar?quien={person.uid}"):
        assert NAME not in entrance.client.get(path).text


def test_an_unknown_name_and_a_wrong_pin_are_answered_with_the_same_words(entrance) -> None:
    a_member(entrance.client, "team")

    wrong, unknown = enter(entrance.client, NAME, "9999"), enter(entrance.client, "Nadie", "9999")

    assert wrong.status_code == unknown.status_code == 422
    assert wrong.text.replace(NAME, "Nadie") == unknown.text
    assert "set-cookie" not in wrong.headers


def test_the_secret_never_comes_back_in_a_page(entrance) -> None:
    a_member(entrance.client, "team")

    assert "98765432" not in enter(entrance.client, NAME, "98765432").text


def test_a_technician_comes_in_with_a_password_and_never_with_a_pin(entrance) -> None:
    a_member(entrance.client, "team")
    a_member(entrance.client, "technician", name="Ana")
    rosa = entrance.door.people.called(NAME)
    entrance.door.members.change(rosa.uid, ["technician"], [], BY_HAND)

    assert enter(entrance.client, NAME, PIN).status_code == 422
    assert enter(entrance.client, "Ana", PASSWORD).status_code == 303


def test_a_role_that_needs_a_password_ends_what_a_pin_began(entrance) -> None:
    person = signed_in(entrance.client, "team")

    entrance.door.members.change(person.uid, ["technician"], [], BY_HAND)

    assert not is_in(entrance.client)


def test_signing_in_makes_a_new_token_and_ends_the_one_that_was_brought(entrance) -> None:
    signed_in(entrance.client, "team")
    planted = entrance.client.cookies["sesion"]

    enter(entrance.client)

    assert entrance.client.cookies["sesion"] != planted
    old = another_client(entrance.client)
    bring(old, "sesion", planted)
    assert not is_in(old)


def test_a_token_that_somebody_invented_is_never_taken_over(entrance) -> None:
    a_member(entrance.client, "team")
    bring(entrance.client, "sesion", "inventado")

    enter(entrance.client)

    assert "inventado" not in set(entrance.client.cookies.values())


def test_only_the_hash_of_a_token_is_kept(entrance) -> None:
    signed_in(entrance.client, "team")
    token = entrance.client.cookies["sesion"].encode()

    kept = b"".join(one.read_bytes() for one in entrance.folder.glob("*.db*"))

    assert len(token) >= 43
    assert token not in kept
    assert PIN.encode() not in b"".join(one.read_bytes() for one in entrance.folder.glob("login.db*"))


def test_a_session_ends_after_half_an_hour_without_use(entrance) -> None:
    signed_in(entrance.client, "team")
    for _ in range(4):
        entrance.wall.at += 25 * 60
        assert is_in(entrance.client)

    entrance.wall.at += 30 * 60

    assert not is_in(entrance.client)


def test_a_page_that_looks_for_news_by_itself_keeps_no_session_alive(entrance) -> None:
    signed_in(entrance.client, "team")
    for _ in range(3):
        entrance.wall.at += 9 * 60
        entrance.client.get("/version")
        entrance.client.get("/anotar", headers={"x-sondeo": "1"})

    entrance.wall.at += 4 * 60

    assert not is_in(entrance.client)


def test_a_session_ends_after_twelve_hours_whatever_is_done(entrance) -> None:
    signed_in(entrance.client, "team")
    for _ in range(35):
        entrance.wall.at += 20 * 60
        assert is_in(entrance.client)

    entrance.wall.at += 20 * 60

    assert not is_in(entrance.client)


def test_a_clock_that_was_set_back_ends_a_session(entrance) -> None:
    signed_in(entrance.client, "team")

    entrance.wall.at -= 2 * HOUR_S

    assert not is_in(entrance.client)


def test_going_out_ends_the_session_and_the_cookie(entrance) -> None:
    signed_in(entrance.client, "team")
    token = entrance.client.cookies["sesion"]

    answer = entrance.client.post("/salir", follow_redirects=False)

    assert answer.headers["location"] == "/"
    assert "sesion" not in entrance.client.cookies
    bring(entrance.client, "sesion", token)
    assert not is_in(entrance.client)


def test_going_out_everywhere_ends_every_session_of_the_person_and_of_nobody_else(entrance) -> None:
    first, second, other = (another_client(entrance.client, host=f"10.0.0.{n}") for n in (1, 2, 3))
    a_member(entrance.client, "team")
    enter(first), enter(second)
    signed_in(other, "team", name="Eulogio")

    first.post("/salir", data={"todos": "1"})

    assert [is_in(one) for one in (first, second, other)] == [False, False, True]


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(entrance) -> None:
    a_member(entrance.client, "team")

    cookie = enter(entrance.client).headers["set-cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie
    assert "Path=/" in cookie


def test_over_https_the_cookie_is_another_one_that_travels_over_https_alone(entrance) -> None:
    a_member(entrance.client, "team")

    cookie = enter(over_https(entrance.client)).headers["set-cookie"]

    assert cookie.startswith("__Host-sesion=")
    assert "Secure" in cookie


def test_what_travelled_openly_is_worth_nothing_over_https(entrance) -> None:
    signed_in(entrance.client, "team")
    listener = over_https(entrance.client)

    bring(listener, "sesion", entrance.client.cookies["sesion"])

    assert not is_in(listener)


def test_on_an_enrolled_device_a_name_is_tapped_and_a_pin_is_typed(entrance) -> None:
    person = a_member(entrance.client, "team")
    enrolled(entrance.client)
    assert NAME in entrance.client.get("/entrar").text

    page = entrance.client.get(f"/entrar?quien={person.uid}").text
    answer = enter(entrance.client, "", PIN, quien=person.uid)

    assert 'inputmode="numeric"' in page
    assert answer.status_code == 303


def test_a_tapped_name_counts_for_nothing_where_no_member_enrolled_the_device(entrance) -> None:
    person = a_member(entrance.client, "team")

    assert enter(entrance.client, "", PIN, quien=person.uid).status_code == 422


@pytest.mark.parametrize("path", ["/", "/anotar", "/entrar", "/unidades"])
def test_what_a_member_sees_is_kept_by_no_browser(entrance, path: str) -> None:
    assert entrance.client.get(path).headers["cache-control"] == "no-cache"

    signed_in(entrance.client, "team")

    assert entrance.client.get(path).headers["cache-control"] == "no-store"


def test_what_an_enrolled_device_shows_is_kept_by_no_browser(entrance) -> None:
    enrolled(entrance.client)

    assert entrance.client.get("/entrar").headers["cache-control"] == "no-store"


def test_what_needs_a_safe_channel_is_done_at_the_screen_or_over_https_and_told_so(entrance) -> None:
    entrance.client.app.get("/acta", dependencies=[needs(Right.HOLD_SESSION)])(lambda: "acta")
    a_member(entrance.client, "parliament_secretary")
    screen, https, wifi = at_the_screen(entrance.client), over_https(entrance.client), entrance.client

    for one in (screen, https, wifi):
        enter(one, NAME, PASSWORD)

    assert [one.get("/acta").status_code for one in (screen, https, wifi)] == [200, 200, 403]
    assert "se hacen en la pantalla de la estación" in wifi.get("/acta").text


def test_who_has_not_come_in_is_asked_to_and_comes_back(entrance) -> None:
    entrance.client.app.get("/mia", dependencies=[needs(Right.SEE_MEMBERS)])(lambda: "mia")
    a_member(entrance.client, "team")

    asked = entrance.client.get("/mia?dia=ayer&lugar=1")
    answer = enter(entrance.client, volver=str(asked.url.params["volver"]))

    assert asked.url.path == "/entrar"
    assert answer.headers["location"] == "/mia?dia=ayer&lugar=1"


def test_who_lacks_the_right_is_told_so(entrance) -> None:
    entrance.client.app.get("/ajustes", dependencies=[needs(Right.SET_UP)])(lambda: "ajustes")
    signed_in(entrance.client, "team")

    assert entrance.client.get("/ajustes").status_code == 403
