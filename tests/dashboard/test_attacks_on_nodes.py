"""What a node may say of itself that no node should: every page that shows it still opens."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import msgspec
import pytest
from small_commune import NOW

from gateway.domain.errors import BodyError
from gateway.domain.message import decode_status
from gateway.domain.node_orders import decode_result
from gateway.store.sqlite import node_orders
from gateway.store.sqlite.writer import SqliteWriter

PAGES = (
    "/nodos",
    "/nodos/pond-1",
    "/",
    "/estanques/estanque-1",
    "/lotes/conuco-norte",
    "/estacion",
    "/metrics",
    "/api/v1/nodes",
)
HUGE = (1e9, -1e9, 1e-308)
RELAY = {"on": True, "reason": "override", "override": "off"}
UPDATE = {"name": "0.1.0", "version": 1, "slot": "a", "state": "fetching"}
SAID: tuple[dict[str, object], ...] = (
    *({"battery_v": one} for one in HUGE),
    *({"signal_dbm": one} for one in HUGE),
    *({"newest": {"sonda": {"oxygen_signal": one, "water_temperature": one}}} for one in HUGE),
    *({"newest": {"sonda": {"battery": one, "rain_tips": one, "aerator_relay": one}}} for one in HUGE),
    {"newest": {"<script>": {"<b>x": 1}, "": {"": 1}, "x" * 900: {"y" * 900: 1}}},
    {"newest": {"rele": {"aerator_relay": 7, "aerator_reason": 99}}},
    {"newest": {"rele": {"aerator_relay": 0.5, "aerator_reason": -1.5}}},
    {"uptime": 2**40, "boot": 2**53, "free_heap": 2**53, "outbox": 2**53},
    {"dropped": 2**53, "damaged": 2**53},
    {"ringing": 3, "silenced_s": 2**53},
    *(
        {"relay": {"on": True, "reason": "override", "override": "off", "until": one}}
        for one in (0, 1, 4_102_444_799)
    ),
    {"update": UPDATE | {"at": 0, "of": 0}},
    {"update": UPDATE | {"at": 2**31 - 1, "of": 1}},
    {"update": UPDATE | {"state": "failed", "why": "<script>alert(1)</script>" * 40}},
    {"update": UPDATE | {"name": "", "target": 2**31 - 1}},
    {"firmware": "", "board": "<script>", "micropython": "9" * 900, "rescue": "<b>", "queue": "../.."},
    {
        "faults": {
            "": "",
            "<b>": "<script>alert(1)</script>",
            "outbox": "x" * 2000,
            "suelo-999999cm": "BMP280",
        }
    },
)


def _said(pages, said: dict[str, object]) -> None:
    status = decode_status(msgspec.json.encode({"state": "online", **said}))
    pages.store.known_nodes = [
        dataclasses.replace(one, status=status, status_at=NOW, heard=NOW) if one.node == "pond-1" else one
        for one in pages.store.known_nodes
    ]


@pytest.mark.parametrize("said", SAID, ids=lambda said: str(said)[:60])
def test_every_page_opens_whatever_a_node_says_of_itself(pages, said: dict[str, object]) -> None:
    _said(pages, said)

    for page in PAGES:
        answer = pages.client.get(page)
        assert answer.status_code in (200, 404), (page, said)
        assert "<script>alert" not in answer.text
        assert "<script></" not in answer.text


@pytest.mark.parametrize(
    "said",
    [
        '"battery_v":NaN',
        '"battery_v":1e999',
        '"battery_v":1e308',
        '"battery_v":"3.9"',
        '"signal_dbm":-1e308',
        '"newest":{"sonda":{"oxygen_signal":1e308}}',
        '"relay":{"on":true,"reason":"override","override":"on","until":1099511627776}',
        '"relay":{"on":true,"reason":"override","override":"auto"}',
        '"update":{"name":"a","version":1,"slot":"../a","state":"trial"}',
    ],
)
def test_what_no_page_could_show_is_no_status(said: str) -> None:
    with pytest.raises(BodyError):
        decode_status(b'{"state":"online",%s}' % said.encode())


@pytest.mark.parametrize(
    "result",
    [
        {"id": "x", "state": "refused", "reason": "<script>alert(1)</script>" * 50},
        {"id": "~" * 40, "state": "done", "silenced_s": 2**53},
    ],
)
def test_every_page_opens_whatever_a_node_answers(pages, tmp_path: Path, result: dict[str, object]) -> None:
    said = decode_result(msgspec.json.encode(result))
    for sort in ("relay", "calibration", "update", "restart"):
        with (
            SqliteWriter(tmp_path, lambda _: {}, utc_offset_hours=-4) as writer,
            writer.transaction() as readings,
        ):
            node_orders.tell(readings, "pond-1", sort, said.id, at=NOW)
            node_orders.answer(readings, "pond-1", said, at=NOW)

    for page in PAGES:
        answer = pages.client.get(page)
        assert answer.status_code in (200, 404), page
        assert "<script>alert" not in answer.text
