"""What the mirror costs: CPU and bytes a reading, and how long the loop of ingest waits for it."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from figures import Report
from influx_server import InfluxServer
from mirrored import Mirrored, a_mirrored_station

from gateway.app.mirror.keeping import place_of
from gateway.domain.readings import TimeKnown
from gateway.store.influx.points import as_it_came, lines_of
from gateway.store.influx.sending import Sender
from gateway.store.sqlite import arrivals
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.blocks import DAY, HOUR

pytestmark = [pytest.mark.bench, pytest.mark.influxd]

START = 1_772_000_000 // DAY * DAY
NODES = 17
"""So many of a hundred nodes speak within ten seconds, each once a minute."""
READINGS = 8
LONGEST_PAUSE_S = 0.15
WATCHED_S = 8.0


def a_record(node: int, number: int) -> Arrival:
    values = {
        f"sonda-{one}": {"oxygen": 6.0 + number % 7 / 10, "water_temperature": 27.0 + number % 9 / 10}
        for one in range(READINGS // 2)
    }
    at = START + 60 * number
    return Arrival(f"p-{node}", 7, number, 1, 60 * number, at, at, TimeKnown.SYNCED, at, values)


def measured(station: Mirrored, minutes: range) -> list[Arrival]:
    found = [a_record(node, number) for number in minutes for node in range(NODES)]
    station.arrive(*found)
    return found


def cpu_of(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def us_a_reading(act: Callable[[], object], readings: int, process: int) -> tuple[float, float]:
    """Return what we and InfluxDB used for each reading [us of CPU]."""
    own, theirs = time.process_time(), cpu_of(process)
    act()
    time.sleep(1.0)  # the server goes on a moment after its answer
    return (time.process_time() - own) / readings * 1e6, (cpu_of(process) - theirs) / readings * 1e6


def test_a_reading_costs_the_mirror_less_than_half_a_millisecond(
    tmp_path: Path, influx: InfluxServer, report: Report
) -> None:
    assert influx.process.running is not None
    process, minutes = influx.process.running.pid, 60
    with a_mirrored_station(tmp_path, influx) as station:
        writer = station.station.writer
        sender = Sender(place_of(station.station.config, station.station.following.knowledge))
        reached = sender.step(0, with_spans=True).arrival
        readings = minutes * NODES * READINGS

        def live() -> None:
            nonlocal reached
            for minute in range(minutes):
                measured(station, range(minute, minute + 1))
                reached = sender.step(reached, with_spans=True).arrival

        def sealed() -> None:
            sent = sender.step(reached, with_spans=True)
            while sent.is_more:
                with writer.archive.transaction():
                    writer.archive.mirror.has(sent.spans)
                sent = sender.step(reached, with_spans=True)

        lives = us_a_reading(live, readings, process)
        writer.seal(now=START + minutes * 60 + HOUR)
        spans = us_a_reading(sealed, readings, process)
        some = [(one, a_record(one, 1)) for one in range(NODES)]
        sizes = [
            len(line) + 1
            for received, readable in as_it_came(some, station.station.following.knowledge.derive)
            for line in lines_of("la-ceiba", received, readable, ())
        ]

    part = report.part(
        "The mirror",
        f"{NODES} nodes send {READINGS} readings each in a batch, as a hundred nodes do in ten seconds, each"
        " batch a request; then the hour is sealed, and each node's is deleted there and written again.",
        beside="InfluxDB 2.7",
    )
    part.row("CPU a reading, as it comes [us]", *lives)
    part.row("CPU a reading, its hour again [us]", *spans)
    part.row("bytes a reading on the wire, each time", sum(sizes) / len(sizes))
    assert lives[0] + spans[0] < 500


@contextmanager
def a_server_that_never_answers() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as door:
        held: list[socket.socket] = []

        def accept() -> None:
            while True:
                try:
                    held.append(door.accept()[0])
                except OSError:
                    return

        threading.Thread(target=accept, daemon=True).start()
        yield door.getsockname()[1]
    for one in held:
        one.close()


def longest_pauses(station: Mirrored | None) -> list[float]:
    """Return how much longer than asked each turn of a loop took while the mirror works [s], rising."""
    late, until = [], time.monotonic() + WATCHED_S
    while time.monotonic() < until:
        begun = time.monotonic()
        time.sleep(0.002)
        if station is not None:
            station.turn()
        late.append(time.monotonic() - begun - 0.002)
    return sorted(late)


def test_the_loop_of_ingest_does_not_wait_for_the_mirror(
    tmp_path: Path, influx: InfluxServer, report: Report
) -> None:
    part = report.part(
        "Pauses of ingest with a mirror",
        f"A loop that sleeps 2 ms and turns, {WATCHED_S:.0f} s each: without a mirror, while it writes a"
        " backlog of days, and while it hangs on a server that takes connections and never answers.",
        ours="longest [ms]",
        beside="p99 [ms]",
    )

    def told(what: str, late: list[float]) -> float:
        part.row(
            what, late[-1] * 1e3, late[int(len(late) * 0.99)] * 1e3, wanted="150 ms", holds=late[-1] < 0.15
        )
        return late[-1]

    with a_mirrored_station(tmp_path / "one", influx) as station:
        for day in range(8):
            measured(station, range(day * 1440, day * 1440 + 1440, 5))
        station.station.writer.seal(now=START + 20 * DAY)
        longest = [told("without", longest_pauses(None)), told("writing days", longest_pauses(station))]
        assert station.station.writer.archive.mirror.waiting, "the backlog was too small"
    with a_server_that_never_answers() as port:
        away = InfluxServer(tmp_path, port)
        with a_mirrored_station(tmp_path / "two", away, bucket="x") as station:
            measured(station, range(60))
            longest.append(told("hanging", longest_pauses(station)))
            assert arrivals.newest_id(station.station.writer.readings) > station.keeping.state.arrival
    assert max(longest[1:]) < max(LONGEST_PAUSE_S, 2 * longest[0])
