"""The drawings of the nodes are what their board files say today; `CONUCO_PICTURES=1` draws them anew."""

from __future__ import annotations

import os
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from drawings.boards import BOARDS, board, channels, hung, pins_of
from drawings.devkit import LEFT, RIGHT, SENSORS, wires
from drawings.every import HOOKUPS, every
from drawings.patterns import LIGHTS, SOUNDS, spans
from drawings.svg import WIDTH, width_of
from node import sounder, trouble
from node.fitting import KINDS
from node.watch import Watch

FOLDER = Path(__file__).parents[1] / "docs" / "pictures" / "nodes"
DRAWN = every()
TEXT = "{http://www.w3.org/2000/svg}text"


def words(name: str) -> list[str]:
    """Return every text that stands in a drawing."""
    return [one.text or "" for one in ET.fromstring(DRAWN[name]).iter(TEXT)]


@pytest.mark.skipif(os.environ.get("CONUCO_PICTURES") != "1", reason="draws only when it is asked to")
def test_the_drawings_are_drawn_anew() -> None:
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.svg"):
        old.unlink()
    for name, content in DRAWN.items():
        (FOLDER / f"{name}.svg").write_text(content, encoding="utf-8")


def test_there_is_a_file_of_each_drawing_and_no_other() -> None:
    assert {one.stem for one in FOLDER.iterdir()} == set(DRAWN)


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawing_is_what_the_board_files_say_today(name: str) -> None:
    stands = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")

    assert stands == DRAWN[name], "draw it anew: CONUCO_PICTURES=1 pytest tests/test_drawings.py"


@pytest.mark.parametrize("name", [*KINDS, "alarm", "light", "relay"])
def test_everything_a_node_can_have_is_drawn_on_a_pin_of_a_board(name: str) -> None:
    channel = hung(name)[0][1]

    shown = words(name)

    assert pins_of(channel)
    assert not [pin for pin in pins_of(channel).values() if f"D{pin}" not in shown]
    assert name in SENSORS


@pytest.mark.parametrize("name", BOARDS)
def test_the_drawing_of_a_board_names_each_channel_beside_its_pins(name: str) -> None:
    shown = words(f"placa-{name}")

    for channel in channels(name):
        assert channel["name"] in shown
        listed = ", ".join(f"D{pin}" for pin in pins_of(channel).values())
        assert listed in shown
    assert not [one.tag for one in wires(name) if not any(one.tag in text for text in shown)]


@pytest.mark.parametrize("name", BOARDS)
def test_every_wire_of_a_board_sits_on_a_pin_that_the_board_has(name: str) -> None:
    printed = {int(found[0]) for label in (*LEFT, *RIGHT) if (found := re.findall(r"(?:D| )(\d+)$", label))}

    assert {one.pin for one in wires(name)} <= printed
    assert not {"alarm_pin", "light_pin", "relay"} & set(board(name)) - {
        f"{one.thing}_pin" if one.thing != "relay" else "relay" for one in wires(name)
    }


@pytest.mark.parametrize("name", DRAWN)
def test_no_text_leaves_the_sheet(name: str) -> None:
    for one in ET.fromstring(DRAWN[name]).iter(TEXT):
        if "transform" in one.attrib:
            continue
        wide, x = width_of(one.text or "", float(one.attrib["font-size"])) * 0.94, float(one.attrib["x"])
        left = {"end": x - wide, "middle": x - wide / 2}.get(one.attrib.get("text-anchor", ""), x)
        assert left >= 2, one.text
        assert left + wide <= WIDTH - 2, one.text


def test_every_pattern_of_the_sounder_is_drawn_in_words() -> None:
    assert set(SOUNDS) == set(sounder.PATTERNS)


def test_three_short_blinks_and_a_pause_are_drawn_as_a_board_with_bad_settings_blinks() -> None:
    shining = ShiningBoard()

    trouble.stay(shining, shining.load)

    assert spans(LIGHTS["Luz de la placa: ajustes malos"], 10_000) == shining.spans
    assert shining.has_begun_again


def test_the_lamp_of_a_board_whose_flash_fails_is_drawn_as_it_shines() -> None:
    shining = ShiningBoard()
    watch = Watch(shining, [])
    watch.is_in_rescue = True

    while shining.ticks_ms() < 12_000:
        watch.look()
        shining.sleep_ms(100)

    assert spans(LIGHTS["Luz de la placa: la flash falla"], 12_000) == shining.spans


def test_every_hookup_is_drawn() -> None:
    assert set(HOOKUPS) <= set(DRAWN)


class ShiningBoard:
    """A board that remembers when its lamp shone, whose settings are put right after ten seconds."""

    def __init__(self) -> None:
        self.spans: list[tuple[int, int]] = []
        self.has_begun_again = False
        self._now = 0
        self._is_on = False
        self._loads = 0

    def load(self) -> None:
        self._loads += 1
        if self._loads == 1:
            raise ValueError("wifi")

    def shine(self, is_on: bool) -> None:
        self._is_on = is_on

    def ticks_ms(self) -> int:
        return self._now

    def uptime_ms(self) -> int:
        return self._now

    def sleep_ms(self, duration_ms: int) -> None:
        begin, self._now = self._now, self._now + duration_ms
        if self._is_on and self.spans and self.spans[-1][1] == begin:
            self.spans[-1] = (self.spans[-1][0], self._now)
        elif self._is_on:
            self.spans.append((begin, self._now))

    def reset(self) -> None:
        self.has_begun_again = True
