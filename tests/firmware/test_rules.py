"""Rules that every file of the board keeps, because a board breaks where a computer does not."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from node import pins

FIRMWARE = Path(__file__).parents[2] / "firmware"
FILES = sorted([*FIRMWARE.glob("*.py"), *(FIRMWARE / "node").rglob("*.py")])
ALLOWED = {
    "binascii",
    "esp32",
    "gc",
    "hashlib",
    "json",
    "machine",
    "network",
    "node",
    "onewire",
    "os",
    "rescue",
    "select",
    "slots",
    "socket",
    "starter",
    "struct",
    "sys",
    "time",
    "tls",
}


TREES = [(path.name, ast.parse(path.read_text(encoding="utf-8"))) for path in FILES]


def calls(name: str) -> list[tuple[str, ast.Call]]:
    """Return the calls of a function or method in all files."""
    return [
        (where, node)
        for where, tree in TREES
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and name in (getattr(node.func, "id", ""), getattr(node.func, "attr", ""))
    ]


def test_no_socket_loses_its_timeout() -> None:
    assert calls("setblocking") == []


def test_every_file_is_opened_by_a_with() -> None:
    """A handle that the garbage collector finds crashes LittleFS."""
    opened = {id(call) for _, call in calls("open") if getattr(call.func, "id", "") == "open"}
    withs = {
        id(item.context_expr)
        for _, tree in TREES
        for node in ast.walk(tree)
        if isinstance(node, ast.With)
        for item in node.items
    }

    assert opened
    assert opened <= withs


def test_nothing_is_yielded_while_a_file_is_open() -> None:
    found = [
        node for _, tree in TREES for node in ast.walk(tree) if isinstance(node, ast.Yield | ast.YieldFrom)
    ]

    assert found == []


def test_no_time_is_divided_into_a_float() -> None:
    """A board's float has 24 bits: an epoch second in it is off by a minute."""
    divided = [
        (where, ast.unparse(node))
        for where, tree in TREES
        for node in ast.walk(tree)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)
    ]

    # Sixteen bits of the air, sixteenths of a degree, a battery's millivolts, the
    # words of a register and thousandths of a hertz are small numbers.
    assert sorted(what for _, what in divided) == [
        "(fine * 5 + 128 >> 8) / 100",
        "(humidity(numbers[2], raw_humidity, fine) * 100 >> 10) / 100",
        "100 * raw_humidity / 65535",
        "175 * raw_temperature / 65535",
        "oxygen / oxygen_scale",
        "pressure(numbers[1], raw_pressure, fine) // 256 / 100",
        "pulses * 1000000 // max(passed_ms, 1) / 1000",
        "raw / 16",
        "round(median_mv(self._adc, _READINGS) * self._divider) / 1000",
        "warmth / scale",
        "warmth / warmth_scale",
        "water / (100 * scale)",
    ]


def test_only_what_a_board_has_is_imported() -> None:
    imported = {
        name.split(".")[0]
        for _, tree in TREES
        for node in ast.walk(tree)
        for name in (
            [one.name for one in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }

    assert imported <= ALLOWED


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_of_the_board_needs_no_newer_python(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert not re.search(
        r"\braise\b.*\bfrom\b|^\s*match |^from __future__|removeprefix|bit_length", text, re.M
    )


def test_the_board_tells_its_wake_in_forty_lines() -> None:
    assert len((FIRMWARE / "main.py").read_text(encoding="utf-8").splitlines()) <= 40


def test_analog_pins_are_those_that_work_beside_the_radio() -> None:
    assert list(pins.ANALOG) == list(range(32, 40))
