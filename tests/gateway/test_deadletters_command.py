"""`conuco deadletters`: what was set aside is seen, read again and let go, without harm to the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from gateway.cli import app
from gateway.commands.letters_shown import ranges
from gateway.domain.dead_letters import DeadLetter, as_hex, as_text, printable
from gateway.domain.entries import OrderGiven
from gateway.journal import CommuneJournal
from gateway.store.sqlite.dead_letter_reader import SqliteDeadLetters
from gateway.store.sqlite.reader import SqliteReadings
from gateway.store.sqlite.writer import SqliteWriter
from tests.gateway.importing.test_bad_files import a_station
from tests.gateway.ingest.test_bad_input import WATER, Gate, a_record, deriving
from tests.gateway.ingest.test_replaying import TOPIC, a_body


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a station where a batch of three, a status and a lamp were set aside."""
    with SqliteWriter(tmp_path, deriving, utc_offset_hours=-4) as writer:
        gate = Gate(writer, tmp_path)
        gate.take(TOPIC.format(0, 2), a_body(*(a_record(number) for number in range(3)))[:-1])
        gate.take("conuco/v1/la-ceiba/pond-2/status", b'{"state":"dancing"}')
        for _ in range(4):
            gate.take("lamp/\x1b[31mred", b"\x1b]0;gotcha\x07\x9b2J \xe2\x80\xae on")
    return tmp_path


def said(folder: Path, *words: str, to: str = "") -> Result:
    config = str(a_station(folder))
    return CliRunner().invoke(
        app, ["deadletters", *words, "--config", config], env={"COLUMNS": "220"}, input=to
    )


def waiting(folder: Path) -> list[int]:
    with SqliteWriter(folder, deriving, utc_offset_hours=-4) as writer:
        rows = writer.readings.execute(
            "SELECT id FROM dead_letters WHERE replayed IS NULL AND dropped IS NULL ORDER BY id"
        )
        return [number for (number,) in rows]


def letter(folder: Path, number: int) -> DeadLetter:
    found = SqliteDeadLetters(folder).find(number)
    assert found is not None
    return found


def orders(folder: Path) -> list[OrderGiven]:
    with CommuneJournal(folder / "commune.db", commune="la-ceiba") as journal:
        return [one.body for one in journal.entries("station", kinds={"order"})]  # type: ignore[misc]


def test_the_list_says_node_reason_count_and_what_to_do(folder: Path) -> None:
    output = said(folder, "list").output

    rows = [" ".join(line.split()) for line in output.splitlines()]
    moment = "2026-02-25 02:13:20"
    assert (
        f"pond-1 Lo que trae no se puede leer. El lector dijo: Input data was truncated 1 1 {moment} {moment}"
    ) in rows
    foreign = [row for row in rows if row.startswith("(ninguno nuestro)")]
    assert foreign[0].endswith(f"3 4 {moment} {moment}")
    assert "• Arregle la causa" in output


def test_the_list_is_told_in_english_to_who_asks_for_it(folder: Path) -> None:
    from gateway.domain.speech import speak
    from gateway.languages import translations

    speak(translations("en"))
    try:
        output = said(folder, "list").output
    finally:
        speak(translations("es"))

    assert "What it holds cannot be read. The reader said:" in output


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (["--node", "pond-1"], ["1"]),
        (["--node", "-"], ["3"]),
        (["--reason", "estado del nodo"], ["2"]),
        (["--reason", "not the JSON"], ["1"]),
        (["--since", "2026-02-25T02:13:20"], ["1", "2", "3"]),
        (["--since", "2026-02-26"], []),
    ],
)
def test_the_list_is_narrowed_by_node_reason_and_moment(
    folder: Path, words: list[str], numbers: list[str]
) -> None:
    output = said(folder, "list", *words).output

    rows = [line.split("  ") for line in output.splitlines() if "2026-02-25 02:13:20" in line]
    assert [[one.strip() for one in row if one.strip()][2] for row in rows] == numbers


def test_what_a_stranger_wrote_never_moves_the_terminal(folder: Path) -> None:
    for words in (["list"], ["show", "3"], ["show", "3", "--hex"]):
        output = said(folder, *words).output

        assert not [sign for sign in output if not sign.isprintable() and sign != "\n"], words


def test_one_is_shown_whole_as_text_and_byte_by_byte(folder: Path) -> None:
    assert '"water_temperature": 27.5' in said(folder, "show", "1").output
    assert "000000  7b 22 73 74 61 74 65 22" in said(folder, "show", "2", "--hex").output
    assert "lamp/\\x1b[31mred" in said(folder, "show", "3").output


def test_one_with_a_corrected_text_goes_in_and_is_recorded(folder: Path) -> None:
    body = folder / "corrected.json"
    body.write_bytes(letter(folder, 1).body + b"}")

    output = said(folder, "replay", "1", "--body", str(body)).output

    assert "1 leídos con 3 registros; 0 siguen apartados." in output
    store = SqliteReadings(folder, deriving, utc_offset_hours=-4)
    assert store.readings(WATER, 0, 2**40).value.tolist() == [27.5] * 3
    assert [one.order for one in orders(folder)] == ["replay_letters"]


def test_all_that_still_cannot_be_read_stays(folder: Path) -> None:
    output = said(folder, "replay", "--all").output

    assert "0 leídos con 0 registros; 3 siguen apartados." in output
    assert waiting(folder) == [1, 2, 3]


def test_dropping_asks_back_and_keeps_the_row_without_its_body(folder: Path) -> None:
    refused = said(folder, "drop", "--node", "-", to="n\n")
    assert (refused.exit_code, waiting(folder)) == (1, [1, 2, 3])

    said(folder, "drop", "--node", "-", to="y\n")

    one = letter(folder, 3)
    assert (waiting(folder), one.body, one.dropped is not None) == ([1, 2], b"", True)
    assert [one.order for one in orders(folder)] == ["drop_letters"]


def test_an_order_that_is_followed_again_means_nothing_that_came_after_it(folder: Path) -> None:
    """A gateway with a new readings.db follows its journal from the beginning, and counts from 1 again."""
    said(folder, "drop", "--all", "--yes")
    (order,) = orders(folder)

    with SqliteWriter(folder, deriving, utc_offset_hours=-4) as writer:
        from gateway.app.orders.letters import dropping

        writer.readings.execute("UPDATE dead_letters SET received = received + 60, dropped = NULL")
        list(dropping(writer)(order.argument, 2**31))

    assert waiting(folder) == [1, 2, 3]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["show", "99"], "No hay un mensaje apartado con el número 99"),
        (["replay"], "Diga cuáles"),
        (["replay", "99"], "No hay un mensaje apartado con el número 99"),
        (["replay", "--all", "--body", "x.json"], "--body corrige un solo mensaje"),
        (["replay", "1", "--body", "none.json"], "no se puede leer como texto UTF-8"),
        (["list", "--since", "ayer"], "--since ayer: escriba un día"),
    ],
)
def test_what_cannot_be_done_is_told_in_words(folder: Path, words: list[str], answer: str) -> None:
    refused = said(folder, *words)

    assert refused.exit_code == 1
    assert answer in refused.stderr


def test_a_letter_that_was_dropped_is_not_read_again(folder: Path) -> None:
    said(folder, "drop", "3", "--yes")

    assert "ya no espera" in said(folder, "replay", "3").stderr
    assert "estado: descartado" in said(folder, "show", "3").output


def test_a_station_that_has_never_run_has_set_nothing_aside(tmp_path: Path) -> None:
    assert "No hay nada apartado que espere." in said(tmp_path, "list").output


def test_numbers_are_told_in_short() -> None:
    assert ranges([1, 2, 3, 7, 9, 10]) == "1-3, 7, 9-10"


def test_text_of_a_stranger_shows_its_control_signs_as_numbers() -> None:
    assert printable("a\x1b[2J\x9b\u202e\ud800ñ") == "a\\x1b[2J\\x9b\\u202e\\ud800ñ"
    assert as_text(b"\x1b[2J") is None
    assert as_text(b"\xff") is None
    assert as_text("ñandú\n\t{}".encode()) == "ñandú\n\t{}"
    assert as_hex(b"A\x1b\xff") == ["000000  41 1b ff" + " " * 41 + "A.."]
