"""`conuco mirror`: counts both sides, says what to do, and writes the copy again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from influx_server import InfluxServer
from mirrored import Mirrored, a_mirrored_station, points
from typer.testing import CliRunner

from gateway.cli import app
from gateway.commands import mirror as command
from gateway.domain.readings import TimeKnown
from gateway.store.sqlite import mirror
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.blocks import DAY

START = 1_772_000_000 // DAY * DAY

pytestmark = pytest.mark.influxd


def run(*words: str, folder: Path) -> tuple[int, str]:
    ended = CliRunner().invoke(app, ["mirror", *words, "--config", str(folder / "conuco.toml")])
    return ended.exit_code, " ".join(ended.output.split())


@pytest.fixture
def bucket(tmp_path: Path, influx: InfluxServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give the bucket of a station of ninety readings that is closed again, and has sent everything."""
    monkeypatch.setattr(command, "AGAIN_AFTER_S", 0.01)
    with a_mirrored_station(tmp_path, influx) as station:
        measure(station, 30)
        station.catch_up()
        return station.bucket


def measure(station: Mirrored, count: int) -> None:
    values = {"sonda": {"oxygen_signal": 1400.0, "water_temperature": 27.5}}
    for number in range(count):
        at = START + 60 * number
        station.arrive(Arrival("pond-1", 7, number, 1, 0, at, at, TimeKnown.SYNCED, at, values))
    station.station.writer.seal(now=START + DAY // 2)


def test_a_mirror_that_has_everything_says_so_node_by_node(tmp_path: Path, bucket: str) -> None:
    code, said = run("status", folder=tmp_path)

    assert code == 0
    assert "pond-1 90 90 0" in said
    assert "El espejo tiene todo: 90 lecturas." in said


def test_what_the_station_has_not_sent_is_said_to_be_on_its_way(
    tmp_path: Path, influx: InfluxServer, bucket: str
) -> None:
    influx.delete(bucket)
    with (
        a_mirrored_station(tmp_path, influx, bucket=bucket) as station,
        station.station.writer.transaction() as readings,
    ):
        mirror.save(readings, replace(station.keeping.state, there=0))

    code, said = run("status", folder=tmp_path)

    assert code == 1
    assert "Faltan 90 lecturas. Con `conuco gateway` andando se mandan solas" in said


def test_an_emptied_bucket_is_noticed_by_counting_and_written_again_by_hand(
    tmp_path: Path, influx: InfluxServer, bucket: str
) -> None:
    before = points(influx, bucket)
    influx.delete(bucket)

    code, said = run("status", folder=tmp_path)
    assert (code, "pond-1 90 0 90" in said) == (1, True)
    assert "mande `conuco mirror rebuild`" in said

    code, said = run("rebuild", folder=tmp_path)
    assert (code, "El espejo tiene todo: 90 lecturas." in said) == (0, True)
    assert points(influx, bucket) == before


def test_what_only_the_mirror_has_is_not_thrown_away_without_a_word(
    tmp_path: Path, influx: InfluxServer, bucket: str
) -> None:
    with a_mirrored_station(tmp_path / "new", influx, bucket=bucket) as station:
        station.turn()
    before = points(influx, bucket)

    code, said = run("rebuild", folder=tmp_path / "new")

    assert code == 1
    assert "--discard" in said
    assert points(influx, bucket) == before


def change(folder: Path, before: str, after: str) -> None:
    file = folder / "conuco.toml"
    file.write_text(file.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")


def test_a_mirror_that_is_away_is_said_in_words(tmp_path: Path, influx: InfluxServer, bucket: str) -> None:
    change(tmp_path, influx.url, "http://127.0.0.1:1")

    code, said = run("status", folder=tmp_path)

    assert code == 1
    assert "InfluxDB no contesta en http://127.0.0.1:1" in said


def test_a_station_without_a_mirror_is_told_where_to_begin(tmp_path: Path, bucket: str) -> None:
    change(tmp_path, "url = ", "# url = ")

    code, said = run("status", folder=tmp_path)

    assert code == 1
    assert "docs/espejo.md" in said
