"""What somebody on the commune's network may try; each was seen to succeed against a weakened page first."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

import pytest
from httpx import Response
from walk import Door, doors

FOREIGN: Final[dict[str, dict[str, str]]] = {
    "another site": {"origin": "http://otro.sitio"},
    "another port": {"origin": "http://testserver:8001"},
    "another scheme's name": {"origin": "http://testserver.otro.sitio"},
    "origin null": {"origin": "null"},
    "empty origin": {"origin": ""},
    "cross-site": {"sec-fetch-site": "cross-site"},
    "same-site": {"sec-fetch-site": "same-site"},
}
CLIMBS: Final = (
    "../conuco.css",
    "..%2fconuco.css",
    "%2e%2e/%2e%2e/app.py",
    "..%2f..%2fapp.py",
    "....//app.py",
    "..%5c..%5capp.py",
    "%252e%252e%252fapp.py",
    "/etc/passwd",
    "%2fetc%2fpasswd",
    "icon.svg%00.css",
    "conuco.css",
)
AWAY: Final = (
    "//otro.sitio",
    "///otro.sitio",
    "http://otro.sitio/",
    "https:otro.sitio",
    "/\\otro.sitio",
    "\\\\otro.sitio",
    "/\t/otro.sitio",
    " //otro.sitio",
    "javascript:alert(1)",
    "/%0d%0aSet-Cookie:%20x=1",
    "/\r\nSet-Cookie: x=1",
    "@otro.sitio",
    ".otro.sitio",
)


def _doors(pages, method: str) -> list[Door]:
    return [one for one in doors(pages.client.app) if one.method == method]


def _leads_away(answer: Response) -> bool:
    """Tell whether a browser that follows an answer leaves the station."""
    location = answer.headers.get("location")
    if location is None:
        return False
    # A browser drops tabs and ends of lines, and takes \ for /.
    as_read = re.sub(r"[\t\r\n]", "", location).strip().replace("\\", "/")
    parts = urlsplit(as_read)
    return bool(parts.scheme or parts.netloc) or not as_read.startswith("/") or as_read.startswith("//")


@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN.keys())
def test_no_form_is_taken_from_another_page(pages, headers: dict[str, str]) -> None:
    before = pages.client.app.state.station.records.counts()

    taken = [
        one.name
        for one in _doors(pages, "POST")
        if pages.client.post(one.path, headers=headers, follow_redirects=False).status_code != 403
    ]

    assert taken == []
    assert pages.client.app.state.station.records.counts() == before


def test_nothing_is_changed_by_asking_for_a_page(pages) -> None:
    before = pages.client.app.state.station.records.counts()

    for one in _doors(pages, "GET"):
        pages.client.get(one.path)

    assert pages.client.app.state.station.records.counts() == before


@pytest.mark.parametrize("climb", CLIMBS)
def test_nobody_climbs_out_of_a_folder(pages, climb: str) -> None:
    for door in _doors(pages, "GET"):
        if "{" not in door.route:
            continue
        path = door.route[: door.route.index("{")] + climb

        answer = pages.client.get(path, follow_redirects=False)

        assert answer.status_code in (303, 307, 401, 403, 404, 422), path
        assert "create_app" not in answer.text
        assert "root:" not in answer.text


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("away", AWAY)
def test_no_page_sends_anybody_elsewhere(pages, away: str, method: str) -> None:
    for door in _doors(pages, method):
        form = {"data": {"volver": away}} if method == "POST" else {}

        answer = pages.client.request(
            method, door.path, params={"volver": away}, follow_redirects=False, **form
        )

        assert not _leads_away(answer), f"{door.name}: {answer.headers['location']}"
        assert "x" not in answer.cookies, door.name


@pytest.mark.parametrize(
    "path", ["//otro.sitio", "/\\otro.sitio", "//otro.sitio/%2f..", "/%0d%0aSet-Cookie:x=1"]
)
def test_a_choice_of_language_leads_back_to_the_station(pages, path: str) -> None:
    answer = pages.client.get(f"http://testserver{path}?idioma=en", follow_redirects=False)

    assert not _leads_away(answer)
    assert "x" not in answer.cookies


def test_no_answer_can_be_given_a_header_by_who_asks(pages) -> None:
    evil = "es\r\nSet-Cookie: x=1\r\n\r\n<script>"

    for door in _doors(pages, "GET"):
        answer = pages.client.get(
            door.path,
            params=dict.fromkeys([*door.asked, "idioma", "pantalla", "volver", "lugar"], evil),
            follow_redirects=False,
        )

        assert "x" not in answer.cookies
        assert not any("\n" in value or "\r" in value for value in answer.headers.values())
        assert "<script>" not in answer.text.replace("<script src", ""), door.name


def test_what_is_typed_is_shown_as_text_and_never_as_markup(pages) -> None:
    evil = '"><img src=x onerror=alert(1)><script>alert(1)</script>'

    for door in _doors(pages, "POST"):
        fields = {
            name: evil for name in ("nombre", "kilos", "nota", "fuente", "volver", "pin", "clave", "lugar")
        }

        answer = pages.client.post(door.path, data=fields)

        assert "<img src=x" not in answer.text, door.name
        assert "<script>alert" not in answer.text, door.name
