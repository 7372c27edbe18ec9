"""`conuco backtest`: tables for a person, JSON for a program, a drawing, and sentences for bad files."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from gateway.cli import app
from gateway.commands.backtesting.places import spot
from tests.gateway.ponds.forecast.ponds import an_ordinary_pond

SAPELO = Path(__file__).parents[1] / "samples" / "sapelo_deancreek_2012-06_30min_utc-5.csv"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["backtest", *(str(one) for one in arguments)], env={"COLUMNS": "140"})


def a_file(folder: Path, text: str, *, name: str = "pozo_utc-4.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def a_pond_file(folder: Path, *, nights: int = 35, changed_from: int | None = None) -> Path:
    """Write a made-up pond; from a moment on [s UTC] its values are others."""
    pond = an_ordinary_pond(nights)
    other = np.random.default_rng(7).uniform(0, 12, len(pond))
    value = pond.value if changed_from is None else np.where(pond.time > changed_from, other, pond.value)
    moments = (datetime.fromtimestamp(one, UTC).isoformat() for one in pond.time.tolist())
    lines = [f"{at},{one:.3f}" for at, one in zip(moments, value.tolist(), strict=True)]
    return a_file(folder, "\n".join(["time,oxygen", *lines, ""]))


def report_of(*arguments: object) -> dict[str, object]:
    found = run(*arguments, "--json")
    assert found.exit_code == 0, found.output
    [pond] = json.loads(found.stdout)["ponds"]
    return pond  # type: ignore[no-any-return]


def test_a_measured_series_gives_tables_and_a_drawing_of_every_night(tmp_path: Path) -> None:
    found = run(SAPELO, "--svg", tmp_path / "nights.svg")

    assert found.exit_code == 0
    assert all(word in found.stdout for word in ("anoche", "sesgo", "CRPS", "falsas", "2012-07"))
    drawn = ET.parse(tmp_path / "nights.svg").getroot()
    circles = [one for one in drawn.iter() if one.get("class") == "came"]
    assert len(circles) == report_of(SAPELO)["hours"][2]["minimum"]["nights"]  # type: ignore[index]


def test_the_json_holds_each_evening_of_the_plan() -> None:
    pond = report_of(SAPELO)

    evenings = pond["evenings"]
    errors = [abs(one["minimum"] - one["came"]) for one in evenings]  # type: ignore[attr-defined]
    assert np.mean(errors) == pytest.approx(pond["hours"][2]["minimum"]["mae"])  # type: ignore[index]


def test_what_was_measured_after_an_issue_changes_no_forecast_before_it(tmp_path: Path) -> None:
    first = report_of(a_pond_file(tmp_path))["evenings"]
    at = first[5]["issued"]  # type: ignore[index]

    other = report_of(a_pond_file(tmp_path, changed_from=at))["evenings"]

    def told(evening: dict[str, object]) -> dict[str, object]:
        return {name: value for name, value in evening.items() if name != "came"}

    assert [told(one) for one in other[:6]] == [told(one) for one in first[:6]]  # type: ignore[index]
    assert other[5]["came"] != first[5]["came"]  # type: ignore[index]


def test_two_files_give_two_ponds(tmp_path: Path) -> None:
    found = run(SAPELO, a_pond_file(tmp_path), "--json", "--latitude", 9.5, "--longitude", -69.2)

    assert [one["file"] for one in json.loads(found.stdout)["ponds"]] == [SAPELO.name, "pozo_utc-4.csv"]


BAD = {
    "nothing in it": ("", "vacío"),
    "no column of oxygen": ("time,water_temperature\n2026-03-01T00:00,27\n", "--column"),
    "no time that can be read": ("time,oxygen\nayer,5\n", "línea 2"),
    "too few nights": ("time,oxygen\n2026-03-01T00:00,5\n2026-03-03T00:00,5\n", "hay 2 noches"),
    "a reading a day": (
        "\n".join(
            ["time,oxygen", *(f"2026-{3 + day // 28:02}-{1 + day % 28:02}T12:00,5" for day in range(56)), ""]
        ),
        "ninguna noche",
    ),
    "a single reading": ("time,oxygen\n2026-03-01T00:00,5\n", "hay 0 noches"),
}


@pytest.mark.parametrize(("text", "sentence"), BAD.values(), ids=BAD.keys())
def test_a_bad_file_gives_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    found = run(a_file(tmp_path, text))

    assert found.exit_code == 1
    assert sentence in " ".join(found.stderr.split())
    assert "Traceback" not in found.output


def test_a_file_that_is_not_there_gives_a_sentence(tmp_path: Path) -> None:
    assert "no se puede leer" in " ".join(run(tmp_path / "nada.csv").stderr.split())


def test_a_drawing_that_cannot_be_written_gives_a_sentence(tmp_path: Path) -> None:
    found = run(SAPELO, "--svg", tmp_path / "no" / "nights.svg")

    assert found.exit_code == 1
    assert "no se puede escribir" in " ".join(found.stderr.split())


def test_the_sun_stands_where_a_person_says_then_where_the_series_is_known_then_by_its_clock() -> None:
    said = spot("sapelo.csv", latitude=1.0, longitude=2.0, utc_offset_hours=-5)
    known = spot("sapelo.csv", latitude=None, longitude=None, utc_offset_hours=-5)
    guessed = spot("pozo.csv", latitude=None, longitude=None, utc_offset_hours=-4)

    assert (said.latitude, said.longitude, said.is_assumed) == (1.0, 2.0, False)
    assert (known.latitude, known.longitude, known.is_assumed) == (31.39, -81.28, False)
    assert (guessed.latitude, guessed.longitude, guessed.is_assumed) == (9.5, -60.0, True)


def test_numbers_drawn_at_random_are_said_to_have_no_day_and_night(tmp_path: Path) -> None:
    pond = a_pond_file(tmp_path, nights=60, changed_from=0)

    found = run(pond)

    assert "no tiene día ni noche" in found.stdout
    assert report_of(pond)["without_day"] == report_of(pond)["stretches"]


def test_a_constant_is_refused_with_the_reason(tmp_path: Path) -> None:
    moments = (
        datetime.fromtimestamp(1_700_000_000 + 3600 * hour, UTC).isoformat() for hour in range(24 * 40)
    )
    pond = a_file(tmp_path, "\n".join(["time,oxygen", *(f"{at},6.34" for at in moments), ""]))

    found = run(pond)

    assert found.exit_code == 1
    assert "no tiene día ni noche en 13 de 13" in " ".join(found.output.split())
