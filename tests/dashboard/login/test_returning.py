"""After a form one comes back to our own pages, whatever the address says."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from members import NAME, PIN, a_member

from dashboard.login.returning import within

ELSEWHERE = [
    "http://otro.sitio/",
    "//otro.sitio/",
    "///otro.sitio",
    "/\\otro.sitio",
    "\\\\otro.sitio",
    "/\t/otro.sitio",
    "/\n/otro.sitio",
    " //otro.sitio",
    "javascript:alert(1)",
    "/x\r\nSet-Cookie: sesion=ajena",
    "/x\r\n\r\n<script>",
    "otro.sitio",
    "",
    "/entrar",
    "/entrar?volver=/entrar",
    "/salir",
    "/" + "x" * 600,
    "/\u2028otro",
]
OURS = ["/", "/anotar", "/estanques/estanque-1?rango=7d#hacer", "/anotar/intervencion?lugar=estanque-1"]


@pytest.mark.parametrize("path", ELSEWHERE, ids=repr)
def test_an_address_that_leads_away_is_the_home_page(path: str) -> None:
    assert within(path) == "/"


@pytest.mark.parametrize("path", OURS)
def test_an_address_of_ours_stays(path: str) -> None:
    assert within(path) == path


@pytest.mark.parametrize("path", ELSEWHERE, ids=repr)
def test_signing_in_leads_nowhere_else_and_sets_no_header_of_others(entrance, path: str) -> None:
    a_member(entrance.client, "team")

    answer = entrance.client.post(
        "/entrar", data={"nombre": NAME, "secreto": PIN, "volver": path}, follow_redirects=False
    )

    assert answer.headers["location"] == "/"
    assert "ajena" not in str(answer.headers)


@pytest.mark.parametrize("path", ELSEWHERE, ids=repr)
def test_the_page_that_asks_carries_no_address_of_others(entrance, path: str) -> None:
    page = entrance.client.get("/entrar", params={"volver": path}).text

    assert 'name="volver" value="/"' in page


@pytest.mark.parametrize("path", ["//otro.sitio/", "/\t/otro.sitio", "/\\otro.sitio"], ids=repr)
def test_acknowledging_leads_nowhere_else(pages, path: str) -> None:
    answer = pages.client.post("/alarmas/alerta-1/atender", data={"volver": path}, follow_redirects=False)

    assert answer.headers["location"] == "/"


@pytest.mark.parametrize("name", ["Rosa\r\nSet-Cookie: x=1", "<script>alert(1)</script>", "\x00", "Ñ" * 5000])
def test_whatever_is_typed_as_a_name_is_only_a_wrong_name(entrance, name: str) -> None:
    answer = entrance.client.post("/entrar", data={"nombre": name, "secreto": PIN})

    assert answer.status_code == 422
    assert "<script>alert" not in answer.text
    assert "set-cookie" not in answer.headers


def test_who_signs_in_on_the_way_to_a_form_comes_back_to_what_was_filled_in(entrance) -> None:
    filled = "/anotar/riego?lugar=lote-1&medida=millimetres&cuanta=55"

    answer = entrance.client.get(filled, follow_redirects=False)

    assert answer.headers["location"] == f"/entrar?volver={quote(filled, safe='/')}"
    assert within(filled) == filled
