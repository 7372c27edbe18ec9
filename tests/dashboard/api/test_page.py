from __future__ import annotations

import pytest

from dashboard.api.app import description


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v1", "/api/v1/"])
def test_the_api_explains_itself_at_its_door(api, path: str) -> None:
    answer = api.client.get(path)

    assert answer.status_code == 200
    assert "curl 'http://conuco.lan/api/v1/latest?place=estanque-1'" in answer.text.replace("&#39;", "'")
    assert "<script" not in answer.text.split("<main")[1]


def test_the_page_speaks_english_to_who_asks_for_it(api) -> None:
    assert "Taking the measurements away" in api.get("/", accept_language="en").text


def test_every_address_that_is_described_answers_and_no_other_is(api) -> None:
    told = api.get("/openapi.json").json()

    assert told == description()
    assert set(told["paths"]) == {
        "/places",
        "/places/{slug}",
        "/latest",
        "/series",
        "/readings",
        "/readings.csv",
        "/readings.json",
        "/readings.ods",
        "/entries",
    }


def test_every_operation_has_an_example_and_tells_its_problems() -> None:
    for path, item in description()["paths"].items():
        operation = item["get"]
        contents = operation["responses"]["200"]["content"].items()

        assert all("example" in one or "opendocument" in kind for kind, one in contents), path
        assert {"401", "404", "405", "406", "422", "500", "503"} <= set(operation["responses"])
        assert operation["summary"]
        assert all(one["schema"] for one in operation.get("parameters", []))
