"""The mirror has what the station has, point by point, whatever happens to either."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from influx_server import InfluxServer
from mirrored import Mirrored, a_mirrored_station, rows

from gateway.domain.calibration import OxygenMarks
from gateway.domain.entries import CalibrationRecorded, Draft, NodePlaced
from gateway.domain.readings import TimeKnown
from gateway.store.influx.client import WITHIN_S
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.blocks import DAY, HOUR
from gateway.store.sqlite.clock_pairs import ClockPair

pytestmark = pytest.mark.influxd

START = 1_772_000_000 // DAY * DAY


@pytest.fixture
def station(tmp_path: Path, influx: InfluxServer) -> Iterator[Mirrored]:
    with a_mirrored_station(tmp_path, influx) as opened:
        yield opened


def a_record(number: int, *, at: int | None, uptime: int = 0, queue: int = 7) -> Arrival:
    values = {"sonda": {"oxygen_signal": 1000.0 + number % 300, "water_temperature": 27.0 + number % 10 / 10}}
    known = TimeKnown.UNRESOLVED if at is None else TimeKnown.SYNCED
    return Arrival("pond-1", queue, number, 1, uptime, at, at, known, at or START, values)


def some_records(first: int, count: int, *, start: int) -> list[Arrival]:
    return [a_record(first + one, at=start + 60 * one) for one in range(count)]


def place_again(station: Mirrored, place: str | None, since: int) -> None:
    say(station, "placement", NodePlaced("pond-1", place, since))


def say(station: Mirrored, kind: str, body: object) -> None:
    now = int(time.time())
    draft = Draft(f"{kind}-{now}-{body}"[:60], "station", kind, body, now, "alguien")  # type: ignore[arg-type]
    station.station.journal.append(draft, now=now)


def test_what_arrives_is_there_before_its_hour_is_over(station: Mirrored) -> None:
    station.arrive(*some_records(1, 5, start=START))

    station.catch_up()

    assert len(station.there()) == 4 * 5  # the signal, oxygen, its saturation, the temperature
    assert station.there() == station.here()


def test_two_records_of_one_second_stay_two(station: Mirrored) -> None:
    station.arrive(a_record(1, at=START), a_record(2, at=START), a_record(1, at=START, queue=8))

    station.catch_up()

    assert [one[:3] for one in station.there()] == [one[:3] for one in station.here()]


def test_a_sealed_hour_brings_the_flags_that_hang_on_the_hours_around(station: Mirrored) -> None:
    station.arrive(*some_records(1, 180, start=START))
    station.catch_up()

    station.station.writer.seal(now=START + 3 * HOUR + 200)
    station.catch_up()

    assert station.there() == station.here()
    assert station.keeping.state.kept == station.keeping.state.there == 3 * 180


def test_what_was_sealed_while_the_mirror_was_away_follows(station: Mirrored) -> None:
    station.catch_up()
    station.server.kill()
    station.arrive(*some_records(1, 180, start=START))
    for _ in range(50):
        station.turn()
    station.station.writer.seal(now=START + 2 * DAY)
    assert station.station.writer.archive.mirror.waiting

    station.server.start()
    station.keeping.hurry()
    station.catch_up()

    assert station.there() == station.here()


def test_a_new_calibration_is_followed(station: Mirrored) -> None:
    station.arrive(*some_records(1, 60, start=START))
    station.station.writer.seal(now=START + 2 * HOUR)
    station.catch_up()
    before = station.there()

    say(
        station,
        "calibration",
        CalibrationRecorded(
            "pond-1", "sonda", "oxygen_signal", START + 1800, OxygenMarks(Decimal(1200), Decimal(28))
        ),
    )
    station.catch_up(lambda: station.there() != before)

    assert station.there() == station.here()
    assert len(station.there()) == len(before)


def test_a_record_whose_time_is_resolved_later_stands_once_at_its_time(station: Mirrored) -> None:
    station.arrive(*(a_record(one, at=None, uptime=60 * one) for one in range(1, 31)))
    station.catch_up()
    assert station.there() == []

    with station.station.writer.transaction():
        station.station.writer.add_pair(ClockPair("pond-1", 7, 1, 3600, START + 7200))
    station.catch_up()
    assert station.there() == station.here()
    station.station.writer.seal(now=START + 2 * DAY)
    station.catch_up()

    assert station.there() == station.here()
    assert len(station.there()) == 4 * 30


def test_late_data_stands_beside_what_was_there(station: Mirrored) -> None:
    station.arrive(*some_records(1, 30, start=START))
    station.station.writer.seal(now=START + 2 * DAY)
    station.catch_up()

    station.arrive(*some_records(100, 20, start=START + 30))
    station.catch_up()
    assert station.keeping.state.kept == station.keeping.state.there == 3 * 50
    station.station.writer.seal(now=START + 2 * DAY)
    station.catch_up()

    assert station.there() == station.here()
    assert station.keeping.state.kept == station.keeping.state.there == 3 * 50


def test_a_move_of_the_node_refiles_what_follows_and_not_what_went_before(station: Mirrored) -> None:
    station.arrive(*some_records(1, 180, start=START))
    station.station.writer.seal(now=START + 2 * DAY)
    station.catch_up()
    count = len(station.there())

    place_again(station, None, START + HOUR)
    station.catch_up(lambda: places(station) == {"estanque-1": count // 3, "": 2 * count // 3})

    assert station.there() == station.here()


def places(station: Mirrored) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows(station.server, station.bucket):
        place = row.get("place", "")
        found[place] = found.get(place, 0) + 1
    return found


def test_an_old_station_with_a_new_mirror_sends_all_it_has(tmp_path: Path, influx: InfluxServer) -> None:
    with a_mirrored_station(tmp_path, influx) as station:
        station.arrive(*some_records(1, 180, start=START))
        station.station.writer.seal(now=START + 2 * DAY)
        station.catch_up()
        here = station.here()

    with a_mirrored_station(tmp_path, influx) as station:
        station.catch_up()

        assert station.there() == here


def test_a_bucket_that_was_emptied_is_written_again_by_order(station: Mirrored) -> None:
    station.arrive(*some_records(1, 180, start=START))
    station.station.writer.seal(now=START + 2 * DAY)
    station.arrive(*some_records(500, 10, start=START + 3 * DAY))
    station.catch_up()
    empty(station)

    for _ in station.station.carries["rebuild_mirror"]({"server": server(station)}, START):
        pass
    station.keeping.hurry()
    station.catch_up()

    assert station.there() == station.here()
    assert len(station.there()) == 4 * 190
    assert station.keeping.state.kept == station.keeping.state.there == 3 * 190


def empty(station: Mirrored) -> None:
    station.server.delete(station.bucket)


def server(station: Mirrored) -> str:
    return f"{station.server.url} conuco {station.bucket}"


def test_a_gateway_that_died_before_it_wrote_down_what_it_sent_sends_nothing_twice(station: Mirrored) -> None:
    station.arrive(*some_records(1, 100, start=START))
    station.catch_up()

    station.keeping.close()
    station.begin()
    station.catch_up()

    assert station.there() == station.here()
    assert station.keeping.state.kept == station.keeping.state.there == 3 * 100


def test_nothing_is_deleted_where_the_mirror_has_more_than_the_station(
    tmp_path: Path, influx: InfluxServer
) -> None:
    with a_mirrored_station(tmp_path / "before", influx) as station:
        station.arrive(*some_records(1, 60, start=START))
        station.catch_up()
        there, bucket = station.there(), station.bucket

    with a_mirrored_station(tmp_path / "after", influx, bucket=bucket) as station:
        station.arrive(a_record(900, at=START + 30))
        station.station.writer.seal(now=START + 2 * DAY)
        station.turn_until(
            lambda: station.keeping.state.stage == "held" and station.keeping.state.arrival > 0,
            what="holding, with the new record sent",
        )
        for _ in range(50):
            station.turn()

        assert "rebuild --discard" in station.keeping.state.said
        assert set(there) <= set(station.there())

        station.arrive(*some_records(1, 60, start=START))
        station.begin()
        station.catch_up()

        assert station.there() == station.here()


def test_a_server_that_takes_connections_and_never_answers_holds_nobody_up(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        silent = InfluxServer(tmp_path, port=door.getsockname()[1])
        with a_mirrored_station(tmp_path / "station", silent, bucket="x") as station:
            station.arrive(*some_records(1, 60, start=START))
            begun = time.monotonic()

            for _ in range(200):
                station.turn()

            assert time.monotonic() - begun < 0.5 * WITHIN_S
            assert station.keeping.state.arrival == 0
