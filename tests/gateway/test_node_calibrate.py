"""`conuco node calibrate`: by the same numbers as the pages, with the same refusals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from gateway.cli import app
from gateway.domain.calibration import SoilMarks, SoilPoints, TipSize
from gateway.domain.entries import CalibrationRecorded
from gateway.domain.message import Status
from gateway.domain.readings import TimeKnown
from gateway.journal import CommuneJournal
from gateway.store.sqlite import arrivals, statuses
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.writer import SqliteWriter

SETTINGS = """
[commune]
slug = "demo"
name = "Demo"
latitude = 9.5
longitude = -69.2
"""
STEADY = (1580.0, 1582.0, 1579.0, 1581.0, 1583.0)
NEWEST = {
    "sonda": {"oxygen_signal": 1580.0},
    "sonda-20cm": {"soil_signal": 1900.0},
    "pluviometro": {"rain_tips": 0.0},
}


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    path = tmp_path / "conuco.toml"
    path.write_text(SETTINGS, encoding="utf-8")
    return path


def gave(settings: Path, values: Sequence[float]) -> None:
    folder, now = settings.parent / "datos", int(datetime.now(UTC).timestamp())
    folder.mkdir(exist_ok=True)
    with SqliteWriter(folder, lambda _: {}, utc_offset_hours=-4) as writer, writer.transaction() as readings:
        statuses.save(readings, "pond-1", Status("online", newest=NEWEST), at=now)
        for number, value in enumerate(values):
            at = now - 60 * (len(values) - number)
            said = {"sonda": {"oxygen_signal": value}}
            arrivals.insert(
                readings, Arrival("pond-1", 7, number, 1, number, at, at, TimeKnown.SYNCED, at, said)
            )


def conuco(settings: Path, *words: str) -> Result:
    given = ["node", "calibrate", "pond-1", *words, "--config", str(settings)]
    return CliRunner().invoke(app, given, env={"COLUMNS": "300"})


def recorded(settings: Path) -> list[CalibrationRecorded]:
    with CommuneJournal(settings.parent / "datos" / "commune.db", commune="demo") as journal:
        return [one.body for one in journal.entries("station", kinds={"calibration"})]  # type: ignore[misc]


def test_a_probe_that_has_settled_is_calibrated_by_its_mean(settings: Path) -> None:
    gave(settings, STEADY)

    found = conuco(settings, "sonda", "--temperature", "28.2", "--yes")

    assert found.exit_code == 0, found.output
    assert "tenía que decir 7.80 mg/L" in found.output
    [body] = recorded(settings)
    assert (body.signal, body.reference, body.after, body.method) == (
        Decimal("1581.00"),
        Decimal("7.80"),
        Decimal("7.80"),
        "air",
    )


def test_it_says_what_changes_and_writes_nothing_where_nobody_says_yes(settings: Path) -> None:
    gave(settings, STEADY)
    conuco(settings, "sonda", "--temperature", "28.2", "--signal", "1500", "--yes")

    found = CliRunner().invoke(
        app,
        ["node", "calibrate", "pond-1", "sonda", "--temperature", "28.2", "--config", str(settings)],
        input="n\n",
    )

    assert "antes decía 8.22; ahora 7.80" in found.output
    assert found.exit_code == 1
    assert len(recorded(settings)) == 1


@pytest.mark.parametrize(
    ("values", "words", "told"),
    [
        ((1120.0, 1230.0, 1320.0, 1400.0, 1460.0), (), "todavía cambia"),
        ((1580.0,), (), "hacen falta 5"),
        (STEADY, ("--signal", "300"), "mire la membrana"),
        (STEADY, ("--signal", "2600"), "la fuente y el cable"),
        (STEADY, ("--zero", "800"), "más sulfito"),
    ],
)
def test_what_the_pages_refuse_the_command_refuses(
    settings: Path, values: Sequence[float], words: Sequence[str], told: str
) -> None:
    gave(settings, values)

    found = conuco(settings, "sonda", "--temperature", "28.2", "--yes", *words)

    assert found.exit_code == 1
    assert told in found.output
    assert recorded(settings) == []


def test_soil_is_calibrated_by_two_marks_or_by_weighed_samples(settings: Path) -> None:
    gave(settings, STEADY)

    two = conuco(settings, "sonda-20cm", "--point", "2300:0.04", "--point", "1300:0.34", "--yes")
    three = conuco(
        settings,
        "sonda-20cm",
        *("--point", "2200:0.05"),
        *("--point", "1400:0.33"),
        "--point",
        "1800:0.18",
        "-y",
    )

    assert "dos marcas dan solo un índice" in two.output
    assert "las muestras se apartan 0.0082 m3/m3" in three.output
    marks, points = (one.constants for one in recorded(settings))
    assert isinstance(marks, SoilMarks)
    assert isinstance(points, SoilPoints)


@pytest.mark.parametrize(
    ("points", "told"),
    [
        (("1800:x",), "no es mV:m3/m3"),
        (("1800:0.2",), "de tres muestras o más"),
        (("1300:0.04", "2300:0.34"), "la sonda tiene que dar menos"),
        (("2200:0.05", "1800:0.4", "1400:0.1"), "no caen en una recta"),
        (("1400:0.9", "2200:0.1"), "Ninguna tierra guarda"),
    ],
)
def test_points_that_cannot_be_are_refused(settings: Path, points: Sequence[str], told: str) -> None:
    gave(settings, STEADY)

    found = conuco(settings, "sonda-20cm", "--yes", *(word for one in points for word in ("--point", one)))

    assert (found.exit_code, told in found.output) == (1, True), found.output


def test_a_gauge_is_calibrated_by_what_was_poured(settings: Path) -> None:
    gave(settings, STEADY)

    conuco(
        settings, "pluviometro", "--poured", "200", "--tips", "50", "--mouth", "16", "--since", "ever", "-y"
    )

    [body] = recorded(settings)
    assert (body.constants, body.since) == (TipSize(Decimal("0.199")), 0)


def test_a_channel_that_there_is_not_is_refused_with_those_that_there_are(settings: Path) -> None:
    gave(settings, STEADY)

    found = conuco(settings, "antena", "--yes")

    assert "pluviometro, sonda, sonda-20cm" in found.output
