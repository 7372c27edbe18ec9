from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from small_commune import NOW

from dashboard.api.problems import KINDS
from gateway.domain.errors import StoreError

SERIES = "/series?place=estanque-1&quantity=oxygen"
FIELDS = {"type", "title", "status", "detail", "instance"}
HUGE = "9" * 400

NO_MOMENT = ("NaN", "1e400", "-1", "1_0", "٣", HUGE, "", "0x10", "+5", " 5", "5 ", "now", "\x00", "5\n")
NO_DATE = ("2026-06-10", "2026-06-10T00:00:00", "2026-06-10T00:00:00+0400", "2026-02-30T00:00:00Z")
TOO_FAR = ("1969-12-31T23:59:59Z", "2100-01-01T00:00:01Z", "4102444801")
WRONG = {
    "from": (*NO_MOMENT, *NO_DATE, *TOO_FAR),
    "to": (*NO_MOMENT, *NO_DATE, *TOO_FAR),
    "points": ("0", "5001", "1_0", "1e3", "10.0", "-5", "+5", "١", "NaN", HUGE, "", " 10", "\x00"),
    "place": ("", "\x00", "Estanque-1", "../x", "a" * 99, "estanque-1'--", "\ud800"),
    "quantity": ("", "nada", "oxygen_signal", "oxygen\x00", "OXYGEN"),
    "channel": ("", "\x00", "a" * 65, "../..", "\u202e"),
    "otro": ("1",),
    "__proto__": ("1",),
}


def is_a_problem(answer, status: int) -> dict:
    told = answer.json()
    assert answer.status_code == told["status"] == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(told) - {"errors"} == FIELDS
    assert "Traceback" not in answer.text
    return told


@pytest.mark.parametrize("name", WRONG)
def test_a_parameter_that_cannot_be_is_named(api, name: str) -> None:
    for value in WRONG[name]:
        asked = {"place": "estanque-1", "quantity": "oxygen"} | {name: value}
        query = "&".join(f"{key}={quote(text, errors='surrogatepass')}" for key, text in asked.items())

        told = is_a_problem(api.get(f"/series?{query}"), 422)

        assert [one["parameter"] for one in told["errors"]] == [name], value


@pytest.mark.parametrize(
    ("query", "named"),
    [
        (f"from={NOW}&to={NOW}", ["to"]),
        (f"from={NOW}&to={NOW - 1}", ["to"]),
        ("points=5&points=6", ["points"]),
        ("points=a&from=b&zz=c", ["points", "from", "zz"]),
    ],
)
def test_what_contradicts_itself_is_refused(api, query: str, named: list[str]) -> None:
    told = is_a_problem(api.get(f"{SERIES}&{query}"), 422)

    assert sorted(one["parameter"] for one in told["errors"]) == sorted(named)


@pytest.mark.parametrize(
    "path",
    [
        "/nada",
        "/places/nada",
        "/places/a%2F..%2Fb",
        "/places/%00",
        "/places/a%0Ab",
        "/nada%0Anada",
        "/places/%ED%A0%80",
        "/series?place=nada&quantity=oxygen",
        "/readings.csv?place=nada&quantity=oxygen",
        "/latest?place=nada",
        "/readings.pdf",
        "/%2e%2e/%2e%2e/etc/passwd",
    ],
)
def test_what_does_not_exist_is_a_problem_too(api, path: str) -> None:
    told = is_a_problem(api.get(path), 404)

    assert re.fullmatch(r"[!-~]+", told["instance"])


def test_outside_of_a_version_there_is_nothing_either(api) -> None:
    is_a_problem(api.client.get("/api/v2/places"), 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
@pytest.mark.parametrize("origin", [{}, {"origin": "http://otro.sitio"}])
def test_nothing_is_ever_written_through_the_api(api, method: str, origin: dict[str, str]) -> None:
    answer = api.client.request(method, "/api/v1/entries", headers=origin, json={})

    is_a_problem(answer, 405)
    assert answer.headers["allow"] == "GET, HEAD"


def test_a_store_that_cannot_be_read_says_when_to_come_again(api) -> None:
    def broken() -> list[object]:
        raise StoreError("/var/lib/conuco/readings.db")

    api.store.keys = broken

    answer = api.get("/latest")

    is_a_problem(answer, 503)
    assert answer.headers["retry-after"] == "30"
    assert "readings.db" not in answer.text


def test_a_fault_of_ours_is_a_problem_and_the_next_question_is_answered(api) -> None:
    def broken() -> list[object]:
        raise ZeroDivisionError

    working, api.store.keys = api.store.keys, broken

    told = is_a_problem(api.get("/latest"), 500)

    assert "ZeroDivision" not in str(told)
    api.store.keys = working
    assert api.get("/latest").status_code == 200


def test_a_problem_is_told_in_the_language_asked_for(api) -> None:
    spanish, english = (api.get("/nada", accept_language=one) for one in ("es-VE", "en-US,en;q=0.8"))

    assert (spanish.json()["title"], english.json()["title"]) == ("No existe", "Not found")
    assert english.headers["content-language"] == "en"


def test_every_kind_of_problem_is_explained_on_the_page_of_the_api(api) -> None:
    page = api.client.get("/api/v1/").text

    assert not [one.name for one in KINDS if f'id="problema-{one.name}"' not in page]


def test_no_header_can_be_broken_by_what_is_asked(api) -> None:
    answer = api.get("/readings.csv?place=estanque-1%0d%0aSet-Cookie:%20a=b&quantity=oxygen")

    assert answer.status_code == 422
    assert "set-cookie" not in answer.headers


def test_head_gives_the_headers_of_get_and_nothing_else(api) -> None:
    got, head = api.get("/places"), api.client.head("/api/v1/places")

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == got.headers["etag"]
    assert api.client.head("/api/v1/nada").content == b""


@pytest.mark.parametrize("path", ["/places", "/nada", "/", "/openapi.json"])
def test_the_borders_of_the_pages_hold_here_too(api, path: str) -> None:
    headers = api.get(path).headers

    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in headers
