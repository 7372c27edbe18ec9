from __future__ import annotations

import pytest
from members import NAME, PASSWORD, PIN, a_member, another_client, door_of, signed_in

from gateway.domain.entries import MemberChanged


def changes(pages) -> list[MemberChanged]:
    return [one.body for one in pages.journal.entries("station", kinds={"member"})]


@pytest.fixture
def keeper(pages):
    return signed_in(pages.client, "technician", name="Rosa la Técnica")


def test_a_person_is_registered_given_a_pin_and_comes_in(pages, keeper) -> None:
    form = {"nombre": "Chuíto", "papeles": ["team", "grower"], "unidades": "laguna-1"}

    page = pages.client.post("/personas/nueva", data=form)
    uid = page.url.path.removeprefix("/personas/")
    pages.client.post(f"/personas/{uid}/clave", data={"clave-nueva": PIN, "clave-otra-vez": PIN})
    there = another_client(pages.client)
    answer = there.post("/entrar", data={"nombre": "chuito", "secreto": PIN}, follow_redirects=False)

    assert answer.status_code == 303
    assert changes(pages)[-2:] == [
        MemberChanged(uid, "added", ["team", "grower"], ["laguna-1"]),
        MemberChanged(uid, "pin"),
    ]


def test_a_name_is_all_that_is_asked(pages, keeper) -> None:
    refused = pages.client.post("/personas/nueva", data={"nombre": " "})
    taken = pages.client.post("/personas/nueva", data={"nombre": "Yubirí"})

    assert refused.status_code == 422
    assert "Falta el nombre" in refused.text
    assert taken.status_code == 200


@pytest.mark.parametrize("secret", ["12", "1234", "abcd"])
def test_a_pin_that_others_try_first_is_asked_back_and_never_shown(pages, keeper, secret: str) -> None:
    person = a_member(pages.client, "team")

    answer = pages.client.post(
        f"/personas/{person.uid}/clave", data={"clave-nueva": secret, "clave-otra-vez": secret}
    )

    assert answer.status_code == 422
    assert 'id="clave-nueva-error"' in answer.text
    assert f'value="{secret}"' not in answer.text


def test_a_secret_that_was_not_typed_twice_the_same_is_asked_back(pages, keeper) -> None:
    person = a_member(pages.client, "team")

    answer = pages.client.post(
        f"/personas/{person.uid}/clave", data={"clave-nueva": "7193", "clave-otra-vez": "7194"}
    )

    assert answer.status_code == 422
    assert door_of(pages.client).credentials.is_right(person, PIN)


def test_roles_and_units_are_changed_by_an_entry(pages, keeper) -> None:
    person = a_member(pages.client, "team")
    form = {"papeles": ["grower"], "unidades": ["parcela-1", "parcela-2"]}

    pages.client.post(f"/personas/{person.uid}/papeles", data=form)

    assert pages.journal.entries("station")[-1].author == keeper.uid
    assert changes(pages)[-1] == MemberChanged(person.uid, "roles", ["grower"], ["parcela-1", "parcela-2"])


def test_the_last_of_the_technical_team_stays(pages, keeper) -> None:
    kept = pages.client.post(f"/personas/{keeper.uid}/papeles", data={"papeles": "team"})
    not_gone = pages.client.post(f"/personas/{keeper.uid}/retirar")

    assert (kept.status_code, not_gone.status_code) == (422, 422)
    assert "Es la única persona del equipo técnico" in not_gone.text


def test_a_lock_is_seen_and_lifted_by_a_technician(pages, keeper) -> None:
    person = a_member(pages.client, "team")
    stranger = another_client(pages.client)
    for _ in range(5):
        stranger.post("/entrar", data={"nombre": NAME, "secreto": "0000"})

    seen = pages.text("/personas")
    pages.client.post(f"/personas/{person.uid}/desbloquear")
    answer = stranger.post("/entrar", data={"nombre": NAME, "secreto": PIN}, follow_redirects=False)

    assert "bloqueada por demasiados intentos" in seen
    assert answer.status_code == 303


def test_who_leaves_is_gone_by_name_and_what_they_recorded_stays(pages, keeper) -> None:
    person = a_member(pages.client, "team", name="Eufrosina")
    before = len(pages.journal.entries("station"))

    page = pages.client.post(f"/personas/{person.uid}/retirar")

    assert "Quedó retirada" in page.text
    assert "Eufrosina" not in page.text
    assert pages.client.get(f"/personas/{person.uid}").status_code == 404
    assert len(pages.journal.entries("station")) == before + 1


def test_the_secretary_keeps_people_but_nobody_of_the_technical_team(pages) -> None:
    technician = a_member(pages.client, "technician", name="Rosa la Técnica")
    member = a_member(pages.client, "team", name="Chuíto")
    signed_in(pages.client, "parliament_secretary", name="La Secretaria")
    secret = {"clave-nueva": PASSWORD, "clave-otra-vez": PASSWORD}

    answers = [
        pages.client.post(f"/personas/{technician.uid}/clave", data=secret),
        pages.client.post(f"/personas/{technician.uid}/retirar"),
        pages.client.post(f"/personas/{technician.uid}/papeles", data={"papeles": "team"}),
        pages.client.post(f"/personas/{member.uid}/desbloquear"),
    ]
    raised = pages.client.post(f"/personas/{member.uid}/papeles", data={"papeles": "technician"})

    assert [one.status_code for one in answers] == [403] * 4
    assert raised.status_code == 422
    assert 'value="technician"' not in pages.client.get(f"/personas/{member.uid}").text
