"""The guide to the nodes tells of every board, sensor, setting, beep and command as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from drawings.boards import BOARDS, board, hung
from drawings.every import every
from drawings.patterns import LIGHTS, SOUNDS
from node import fitting, relay, settings
from node.fitting import KINDS
from test_documented import LEAVES

from gateway.domain.due import RULES
from gateway.domain.node_limits import RelayReason
from gateway.domain.quantities import QUANTITIES

ROOT = Path(__file__).parents[1]
FIRMWARE = ROOT / "firmware"
GUIDE = (FIRMWARE / "README.md").read_text(encoding="utf-8")
FOLDER = "../docs/pictures/nodes"
SPOKEN_OF = ["alarm", "light", "relay", "visit", "pond-power", "field-power", "luces-y-pitidos"]
KIND_WORDS = {"pond": "estanque", "field": "parcela", "siren": "sirena"}


class Heard(dict[str, object]):
    """Settings that remember what was asked of them."""

    def __init__(self, content: dict[str, object], seen: set[str], path: str = "") -> None:
        super().__init__(content)
        self._seen = seen
        self._path = path
        for key, value in content.items():
            if isinstance(value, dict):
                self[key] = Heard(value, seen, f"{path}{key}.")

    def get(self, key: str, default: object = None) -> object:  # type: ignore[override]
        self._seen.add(self._path + key)
        return super().get(key, default)

    def __getitem__(self, key: str) -> object:
        self._seen.add(self._path + key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self._seen.add(f"{self._path}{key}")
        return super().__contains__(key)


def part(headline: str) -> str:
    """Return what stands under a headline, with the smaller ones below it."""
    found = re.search(rf"^(##+) {re.escape(headline)}\n(.*?)(?=^##? |\Z)", GUIDE, re.MULTILINE | re.DOTALL)
    assert found is not None, f"no headline says {headline}"
    return found[2]


def rows(text: str) -> list[list[str]]:
    """Return the cells of every row of the tables of a text."""
    found = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row] for row in found]


def words(text: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", text))


SENSOR_ROWS = {row[0].strip("`"): row for row in rows(part("Sonda por sonda")) if row[0].startswith("`")}


def asked_of_a_channel(sensor: str) -> set[str]:
    """Return every setting that a sensor's own file looks at."""
    seen: set[str] = set()
    fitting.faults(Heard(hung(sensor)[0][1], seen), "")
    return seen - {"name", "sensor"}


def asked_of_a_board() -> set[str]:
    """Return every setting that a node of any kind looks at, by its path."""
    seen: set[str] = set()
    more = {
        "broker": {"host": "h", "port": 1, "security": "psk", "key": "0" * 64},
        "wifi": {"ssid": "s", "password": ""},
        "outbox": {},
    }
    for name in BOARDS:
        for security in ("psk", "certificate", "plain"):
            line = {**more, "broker": {**more["broker"], "security": security}}
            settings.faults_of(Heard({**board(name), **line}, seen))
    return seen | {key for name in BOARDS for key in board(name)}


def test_every_sensor_has_its_row_and_no_other_thing_has_one() -> None:
    assert set(SENSOR_ROWS) == set(KINDS)


@pytest.mark.parametrize("sensor", KINDS)
def test_the_settings_in_the_row_of_a_sensor_are_those_its_file_asks_for(sensor: str) -> None:
    assert words(SENSOR_ROWS[sensor][2]) == asked_of_a_channel(sensor)


@pytest.mark.parametrize("sensor", KINDS)
def test_the_row_of_a_sensor_names_quantities_that_exist_and_the_nodes_that_may_have_it(sensor: str) -> None:
    *_, sent, where = SENSOR_ROWS[sensor]

    named = set(where.replace("todas", "parcela, estanque, sirena").split(", "))
    assert words(sent)
    assert words(sent) <= set(QUANTITIES)
    assert named == {KIND_WORDS[kind] for kind in KINDS[sensor]}


@pytest.mark.parametrize("sensor", KINDS)
def test_every_sensor_has_its_drawing_under_its_own_headline(sensor: str) -> None:
    found = re.search(rf"^### [^\n]*\(`{sensor}`\)\n(.*?)(?=^##|\Z)", GUIDE, re.MULTILINE | re.DOTALL)

    assert found is not None
    assert f"({FOLDER}/{sensor}.svg)" in found[1]


@pytest.mark.parametrize("name", BOARDS)
def test_every_board_has_its_section_with_a_list_and_a_drawing(name: str) -> None:
    found = re.search(rf"^### Placa `{name}`\n(.*?)(?=^##|\Z)", GUIDE, re.MULTILINE | re.DOTALL)

    assert found is not None
    assert f"![La placa {name}" in found[1]
    assert f"({FOLDER}/placa-{name}.svg)" in found[1]
    assert "| qué comprar | cuántos | en qué fijarse |" in found[1]
    assert f"(#placa-{name})" in part("Qué placa necesito")


@pytest.mark.parametrize("name", BOARDS)
def test_the_section_of_a_board_leads_to_the_drawing_of_each_thing_it_carries(name: str) -> None:
    section = GUIDE.split(f"### Placa `{name}`\n")[1].split("\n### ")[0]
    whole = board(name)
    carried = {sensor for sensor in KINDS if any(one == name for one, _ in hung(sensor))}
    carried |= {one for one in ("alarm", "light") if f"{one}_pin" in whole} | ({"relay"} & set(whole))

    assert not [one for one in carried if f"({FOLDER}/{one}.svg)" not in section]


def test_every_drawing_is_shown() -> None:
    shown = set(re.findall(rf"!\[[^\]]+\]\({re.escape(FOLDER)}/([\w-]+)\.svg\)", GUIDE))

    assert shown == set(every())
    assert set(SPOKEN_OF) <= shown


def test_the_settings_in_the_table_are_those_a_node_asks_for() -> None:
    told = {word for row in rows(part("Los ajustes")) for word in words(row[0])}

    assert told == asked_of_a_board()


@pytest.mark.parametrize("text", [*SOUNDS.values(), *LIGHTS])
def test_every_beep_and_light_has_its_row_with_what_to_do(text: str) -> None:
    found = [row for row in rows(part("Qué dicen las luces y los pitidos")) if row[0] == text]

    assert len(found) == 1
    assert len(found[0]) == 3
    assert all(found[0])


def test_every_reason_of_a_relay_has_its_row() -> None:
    told = {row[0]: row[1] for row in rows(part("Sirena, zumbador, luz y relé")) if row[0].isdigit()}

    assert told == {str(code): f"`{word}`" for code, word in enumerate(relay.REASONS) if word}
    assert {word.strip("`") for word in told.values()} == set(get_args(RelayReason))


def test_every_command_that_is_named_exists_and_every_one_about_a_node_is_named() -> None:
    named = set(re.findall(r"conuco (?:node|update|broker) [a-z]+", GUIDE))

    assert named <= set(LEAVES)
    assert {one for one in LEAVES if one.startswith("conuco node ")} <= named


def test_every_option_that_is_named_is_one_of_the_commands_about_nodes() -> None:
    known = {
        word
        for name in LEAVES
        if name.startswith(("conuco node", "conuco update", "conuco broker"))
        for one in LEAVES[name].params
        for word in one.opts
    }

    assert set(re.findall(r"(?<=[\s`])--[a-z][a-z-]+", GUIDE)) <= known


def test_every_care_that_the_station_reminds_of_stands_in_the_calendar() -> None:
    calendar = [row[0] for row in rows(part("Cuidar: el calendario"))]

    assert {f"{rule.every_days} días" for rules in RULES.values() for rule in rules} <= set(calendar)


def sayings() -> Iterator[str]:
    """Yield each sentence of a board that the table of symptoms explains."""
    for row in rows(part("Qué hacer cuando...")):
        yield from (word for word in words(row[0]) if " " in word)


@pytest.mark.parametrize("saying", list(sayings()))
def test_what_a_board_is_quoted_with_is_what_its_program_says(saying: str) -> None:
    program = "".join(path.read_text(encoding="utf-8") for path in FIRMWARE.rglob("*.py"))

    assert saying in program


def test_what_the_nodes_page_is_quoted_with_is_what_it_says() -> None:
    page = (ROOT / "dashboard/templates/node_words.html").read_text(encoding="utf-8")
    quoted = [row[0] for row in rows(part("Qué hacer cuando...")) if row[0].startswith("«")]
    known = [
        "Nunca se ha oído",
        "No se oye desde",
        "Se apagó por falta de corriente",
        "Se trabó y arrancó solo",
    ]

    assert all(one in page for one in known)
    assert not [one for one in known if not any(one in row for row in quoted)]


def test_a_sensor_is_added_in_five_steps_that_name_files_which_are_there() -> None:
    steps = part("Añadir un sensor")
    named = [one for one in words(steps) if re.fullmatch(r"[\w./-]+/[\w./-]*", one)]

    assert re.findall(r"^(\d)\. ", steps, re.MULTILINE) == ["1", "2", "3", "4", "5"]
    assert len(named) > 6
    assert not [one for one in named if not (ROOT / one).exists() and not (FIRMWARE / one).exists()]


def test_every_place_within_the_guide_that_is_linked_is_there() -> None:
    headlines = re.findall(r"^#+ (.*)$", GUIDE, re.MULTILINE)
    places = {re.sub(r"[^\w -]", "", one).lower().strip().replace(" ", "-") for one in headlines}

    assert not [one for one in re.findall(r"\]\(#([^)]+)\)", GUIDE) if one not in places]


def test_the_guide_says_that_nothing_ran_on_a_board_yet() -> None:
    assert "Nada de esto ha corrido todavía en una placa de verdad." in GUIDE
    assert "no probado" in part("Lo que se probó y lo que no")
