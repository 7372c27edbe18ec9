from __future__ import annotations

import math

import numpy as np
import pytest
from members import signed_in
from small_commune import NOW, derived_of

from gateway.domain.columns import Derived
from gateway.domain.readings import Flag, SeriesKey, TimeKnown

POND = SeriesKey("pond-1", "sonda", "oxygen")


def latest(api, place: str, **how: str):
    return {
        (one["quantity"], one["channel"]): one
        for one in api.get(f"/latest?place={place}", **how).json()["places"][0]["readings"]
    }


def test_every_place_is_told_with_its_means_limits_and_state(api) -> None:
    found = {one["place"]: one for one in api.get("/places").json()["places"]}

    assert len(found) == 11
    assert found["estanque-1"]["state"] == "danger"
    assert found["estanque-3"]["means"] == ["aerator", "exchange"]
    assert found["estanque-1"]["limits"]["critical"] == 2.0
    assert found["lote-1"]["limits"] is None


def test_a_place_alone_says_the_same_as_in_the_list(api) -> None:
    everything = api.get("/places").json()["places"]

    assert [api.get(f"/places/{one['place']}").json() for one in everything] == everything


def test_what_is_silent_has_no_data_and_never_the_last_thing_known(api) -> None:
    assert api.get("/places/estanque-5").json()["state"] == "no_data"
    assert latest(api, "estanque-5")["oxygen", "sonda"]["state"] == "old"


def test_the_newest_reading_comes_with_its_unit_quality_and_time(api) -> None:
    found = latest(api, "estanque-1")["oxygen", "sonda"]

    assert found["value"] == pytest.approx(api.store.latest(POND).value)
    assert (found["unit"], found["flag"], found["time_known"]) == ("mg/L", 1, "synced")
    assert (found["time"], found["state"]) == ("2026-06-10T07:11:00Z", "current")


@pytest.mark.parametrize(("value", "told"), [(99.0, 99.0), (math.nan, None), (math.inf, None)])
def test_a_value_that_cannot_be_is_told_as_failed(api, value: float, told: float | None) -> None:
    one = np.array([NOW - 30])
    api.store.derived[POND] = Derived(one, np.array([value]), one * 0 + Flag.FAIL, one * 0 + TimeKnown.SYNCED)

    found = latest(api, "estanque-1")["oxygen", "sonda"]

    assert (found["state"], found["value"], found["flag"]) == ("failed", told, 4)


def test_a_reading_by_hand_is_told_as_one(api) -> None:
    api.store.derived[SeriesKey("mano-estanque-1", "a-mano", "oxygen")] = derived_of(
        np.array([NOW - 60]), np.array([3.0])
    )

    assert latest(api, "estanque-1")["oxygen", "a-mano"]["source"] == "hand"
    assert latest(api, "estanque-1")["oxygen", "sonda"]["source"] == "sensor-1"


def test_only_members_learn_which_devices_stand_where(api) -> None:
    key = api.key("read", "members")

    assert api.get("/places/estanque-1").json()["nodes"] is None
    assert api.get("/places/estanque-1", key=api.key("read", uid="llave-2")).json()["nodes"] is None
    assert api.get("/places/estanque-1", key=key).json()["nodes"] == ["pond-1"]
    assert latest(api, "estanque-1", key=key)["oxygen", "sonda"]["node"] == "pond-1"
    assert "pond-1" not in api.get("/latest").text


def test_a_member_who_signed_in_is_a_member_here_too(api) -> None:
    signed_in(api.client, "team")

    answer = api.get("/places/estanque-1")

    assert answer.json()["nodes"] == ["pond-1"]
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/places", "/places/lote-1", "/latest", "/entries?journal=book"])
def test_an_answer_that_has_not_changed_is_not_sent_again(api, path: str) -> None:
    first = api.get(path)

    again = api.get(path, if_none_match=first.headers["etag"])

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert api.get(path, if_none_match='W/"other"').status_code == 200


def test_an_open_answer_never_passes_for_a_member_s(api) -> None:
    opened = api.get("/places")

    answer = api.get("/places", key=api.key("members"), if_none_match=opened.headers["etag"])

    assert answer.status_code == 200
    assert "Authorization" in opened.headers["vary"]
