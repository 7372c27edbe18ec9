"""A member changes the own PIN."""

from __future__ import annotations

from members import NAME, PIN, a_member, another_client, signed_in

NEW = "905213"


def change(client, current: str = PIN, new: str = NEW, again: str = NEW):
    return client.post(
        "/clave", data={"secreto": current, "nuevo": new, "otra": again}, follow_redirects=False
    )


def enter(client, secret: str) -> int:
    written = {"nombre": NAME, "secreto": secret}
    return int(client.post("/entrar", data=written, follow_redirects=False).status_code)


def test_a_member_changes_the_pin_and_stays_in_here_and_nowhere_else(entrance) -> None:
    person = signed_in(entrance.client, "team")
    other = another_client(entrance.client)
    enter(other, PIN)

    answer = change(entrance.client)

    assert answer.status_code == 303
    assert [NAME in one.get("/anotar").text for one in (entrance.client, other)] == [True, False]
    assert [enter(other, one) for one in (PIN, NEW)] == [422, 303]
    last = entrance.journal.entries("station", kinds=["member"])[-1]
    assert (last.body.change, last.author) == ("pin", person.uid)


def test_nobody_changes_it_on_a_telephone_that_was_left_signed_in(entrance) -> None:
    signed_in(entrance.client, "team")

    answers = [change(entrance.client, "9021").status_code for _ in range(6)]

    assert answers == [422] * 5 + [429]
    assert entrance.door.credentials.is_right(entrance.door.people.called(NAME), PIN)


def test_a_new_one_that_cannot_be_is_told_at_its_field_and_shown_nowhere(entrance) -> None:
    signed_in(entrance.client, "team")

    easy, unlike = change(entrance.client, new="1234", again="1234"), change(entrance.client, again="777888")

    assert (easy.status_code, unlike.status_code) == (422, 422)
    assert 'id="nuevo-error"' in easy.text
    assert 'id="otra-error"' in unlike.text
    assert not [one for one in (PIN, NEW, "777888") if one in easy.text + unlike.text]


def test_who_has_not_come_in_is_asked_to(entrance) -> None:
    a_member(entrance.client, "team")

    assert change(entrance.client).headers["location"].startswith("/entrar")
