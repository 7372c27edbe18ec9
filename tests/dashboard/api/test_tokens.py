from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from fakes import DAY_S
from members import at_the_screen, signed_in

from dashboard.api.tokens import Hand, Tokens
from gateway.domain.entries import TokenChanged

FORM = {"clave": "forma-1", "para": "informe del corredor", "alcance": "members", "dias": "30"}
CLOSED = "/entries?journal=station&kind=member"


def a_technician(api, *roles: str):
    client = at_the_screen(api.client)
    signed_in(client, *(roles or ("technician",)))
    return client


def shown(text: str) -> str | None:
    found = re.search(r"conuco_[\w-]{43}", text)
    return found[0] if found else None


def test_a_technician_makes_a_key_that_opens_what_it_was_made_for(api) -> None:
    answer = a_technician(api).post("/llaves", data=FORM)

    key = shown(answer.text)
    assert key is not None
    assert answer.headers["cache-control"] == "no-store"
    assert api.get(CLOSED, key=key).status_code == 200


def test_a_key_is_shown_once_however_often_the_form_is_sent(api) -> None:
    client = a_technician(api)
    client.post("/llaves", data=FORM)

    again = client.post("/llaves", data=FORM)

    assert shown(again.text) is None
    assert "ya fue hecha" in again.text
    assert shown(client.get("/llaves").text) is None
    assert len(Tokens(api.journal).everything()) == 1


def test_only_the_hash_of_a_key_is_kept(api, tmp_path: Path) -> None:
    key = api.key("members")

    with api.journal.reading() as connection:
        (kept,) = connection.execute("SELECT sha256 FROM token").fetchone()
    assert kept == hashlib.sha256(key.encode()).hexdigest()
    files = [path.read_bytes() for path in tmp_path.iterdir()]
    assert not [one for one in files if key.encode() in one]


def test_the_journal_says_that_a_key_was_made_and_dropped(api) -> None:
    client = a_technician(api)
    client.post("/llaves", data=FORM)

    client.post("/llaves/forma-1/quitar")

    made, dropped = [one.body for one in api.journal.entries("station", kinds=["token"])]
    assert made == TokenChanged("forma-1", "made", ["members", "read"], int(api.wall.now()) + 30 * DAY_S)
    assert dropped == TokenChanged("forma-1", "dropped")


def test_a_key_opens_until_its_last_moment_on_the_real_clock(api) -> None:
    key = api.key("members", lasts_s=DAY_S)
    api.clock.at += 400 * DAY_S
    api.wall.at += DAY_S - 1
    before = api.get(CLOSED, key=key).status_code

    api.wall.at += 1

    assert (before, api.get(CLOSED, key=key).status_code) == (200, 401)


def test_a_dropped_key_opens_nothing_from_that_moment_on(api) -> None:
    key = api.key("members")

    Tokens(api.journal).drop("llave-1", Hand("technician", happened=0, wall=0))

    assert api.get("/places", key=key).status_code == 401


@pytest.mark.parametrize(
    "header",
    [
        "Bearer",
        "Bearer conuco_" + "a" * 43,
        "Bearer x' OR 1=1",
        "Basic dXNlcjpwYXNz",
        "Bearer \xe1\xe9",
        "conuco_" + "a" * 43,
        "",
    ],
)
def test_a_key_that_is_none_is_refused_even_where_none_is_needed(api, header: str) -> None:
    answer = api.client.get("/api/v1/places", headers={"authorization": header.encode("latin-1")})

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == 'Bearer realm="conuco", error="invalid_token"'
    assert answer.json()["title"] == "Falta una llave válida"


def test_the_word_bearer_may_be_written_in_any_way(api) -> None:
    answer = api.client.get("/api/v1/places", headers={"authorization": f"bEARER  {api.key()}"})

    assert answer.status_code == 200


def test_a_bad_key_is_worth_less_than_a_session(api) -> None:
    signed_in(api.client, "team")

    assert api.get("/places", key="conuco_falsa").status_code == 401
    assert api.get("/places/estanque-1", key=api.key("read")).json()["nodes"] is None


@pytest.mark.parametrize("role", ["team", "grower", "administration", "parliament_secretary"])
def test_nobody_but_a_technician_makes_keys(api, role: str) -> None:
    client = a_technician(api, role)

    assert client.get("/llaves").status_code == 403
    assert client.post("/llaves", data=FORM).status_code == 403
    assert client.post("/llaves/forma-1/quitar").status_code == 403


def test_no_key_is_made_where_somebody_may_listen(api) -> None:
    signed_in(api.client, "technician")

    assert api.client.post("/llaves", data=FORM).status_code == 403
    assert not Tokens(api.journal).everything()


@pytest.mark.parametrize("wrong", [{"para": "  "}, {"para": "a" * 81}, {"alcance": ""}, {"alcance": "todo"}])
def test_a_key_without_purpose_or_scope_is_not_made(api, wrong: dict[str, str]) -> None:
    answer = a_technician(api).post("/llaves", data=FORM | wrong)

    assert answer.status_code == 422
    assert "Falta corregir" in answer.text
    assert not Tokens(api.journal).everything()


def test_a_form_of_another_page_makes_no_key(api) -> None:
    answer = a_technician(api).post("/llaves", data=FORM, headers={"origin": "http://otro.sitio"})

    assert answer.status_code == 403
    assert not Tokens(api.journal).everything()


def test_the_list_says_how_each_key_stands(api) -> None:
    api.key("read", uid="vieja", lasts_s=1)
    api.key("members", uid="nueva")
    client = a_technician(api)
    api.wall.at += 10

    text = client.get("/llaves").text

    assert text.count("venció el") == 1
    assert text.count("/quitar") == 1
    assert client.get("/llaves", headers={"accept-language": "en"}).text.count("expired on") == 1
