from __future__ import annotations

from small_commune import NOW


def test_a_page_that_is_the_same_is_not_sent_again(pages) -> None:
    mark = pages.client.get("/unidades").headers["etag"]

    again = pages.client.get("/unidades", headers={"if-none-match": mark})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["cache-control"] == "no-cache"


def test_another_minute_language_or_alarm_is_another_page(pages) -> None:
    mark = pages.client.get("/unidades").headers["etag"]
    told = {"if-none-match": mark}

    english = pages.client.get("/unidades", headers=told | {"accept-language": "en"})
    pages.client.post("/alarmas/alerta-1/atender")
    attended = pages.client.get("/unidades", headers=told)
    pages.clock.at = NOW + 60

    assert [english.status_code, attended.status_code] == [200, 200]
    assert pages.client.get("/unidades", headers=told).status_code == 200


def test_a_page_with_a_form_is_never_repeated(pages) -> None:
    assert "etag" not in pages.client.get("/estanques/estanque-1").headers
    assert "etag" not in pages.client.get("/nada").headers
