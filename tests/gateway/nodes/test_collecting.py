"""What a board says of itself at the cable is checked before anything is done with it."""

from __future__ import annotations

import json
from typing import cast

import msgspec
import pytest

from gateway.domain.errors import ProvisionError
from gateway.nodes.boards import firmware_folder, read_board
from gateway.nodes.collecting import moments, node_of
from gateway.nodes.outbox_files import Kept, OutboxRead
from gateway.nodes.serial.port import Port
from gateway.nodes.settings_file import Way, composed


class Settled:
    """A board with these settings on it."""

    name = "/dev/ttyUSB0"

    def __init__(self, settings: object) -> None:
        self.settings = settings

    def files(self, folder: str) -> dict[str, int]:
        assert not folder
        return {"settings.json": 1}

    def get(self, path: str) -> bytes:
        assert path == "settings.json"
        return json.dumps(self.settings).encode()


@pytest.mark.parametrize(
    "node", ["../../etc/x", "a/b", "pond-7/#", "+", "", "A", "x" * 40, "\n", 7, None, ["pond-7"]]
)
def test_a_board_whose_name_is_none_is_nobodys(node: object) -> None:
    board = cast("Port", Settled({"commune": "mango", "node": node}))

    with pytest.raises(ProvisionError, match="no es de ningún nodo"):
        node_of(board, commune="mango")


@pytest.mark.parametrize("commune", ["otra", None, 7, ["mango"], {"mango": 1}])
def test_a_board_of_anywhere_else_is_not_collected(commune: object) -> None:
    board = cast("Port", Settled({"commune": commune, "node": "pond-7"}))

    with pytest.raises(ProvisionError, match="de otra comuna"):
        node_of(board, commune="mango")


def test_a_record_of_a_mad_calendar_does_not_say_when_the_others_were_measured() -> None:
    times = [1_795_700_000, 2**40, None, 1_795_700_060]
    told = {"boot": 1, "uptime": 1, "clock": "synced", "values": {"sonda": {"oxygen_signal": 1}}}
    kept = [
        Kept(number, json.dumps(told | {"number": number, "time": at}).encode())
        for number, at in enumerate(times)
    ]

    assert moments(OutboxRead("0000abcd", 1, -1, tuple(kept), 0)) == (1_795_700_000, 1_795_700_060)


def test_a_boards_file_made_of_another_nodes_settings_does_not_say_who_the_new_one_is() -> None:
    board = read_board(firmware_folder(), "estanque")
    told = {"commune": "otra", "node": "pond-1", "broker": {"key": "x"}, "wifi": {"ssid": "otra"}}
    copied = msgspec.structs.replace(board, whole=board.whole | told)
    way = Way("192.168.4.1", 8883, "psk", "conuco", "ab" * 32, "la-clave")

    made = composed(copied, commune="mango", node="pond-7", way=way)

    assert (made["commune"], made["node"]) == ("mango", "pond-7")
    assert made["wifi"] == {"ssid": "conuco", "password": "la-clave"}
