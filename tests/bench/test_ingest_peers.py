"""What keeping a reading costs, ours beside Telegraf with InfluxDB 2, under the same load in one run."""

from __future__ import annotations

from pathlib import Path

import pytest
from figures import Part, Report
from ingest_peers import Ran, conuco, latencies, ran, telegraf

pytestmark = [pytest.mark.bench, pytest.mark.broker]

MOST_MEMORY_MB = 90
ENOUGH = 100_000
OF_THEIRS = 0.8
LOAD = (
    "Mosquitto, QoS 1, 20 publishers with a window of 16, 100 nodes (20 of ponds, 80 of fields), a record of"
    " 8 readings a message. Ours: `conuco gateway` with flags, blocks, rollups, alarms and acknowledgements,"
    " commit 1 s. Theirs: a point of 8 fields a record, persistent session, flush 1 s; no flags."
)
PEER = "Telegraf + InfluxDB 2"
PROBES = 21


def both(folder: Path, *, count: int, rate: float, step_s: int) -> tuple[Ran, Ran]:
    with telegraf(folder / "theirs") as keeper:
        theirs = ran(keeper, count=count, rate=rate, step_s=step_s)
    with conuco(folder / "ours") as keeper:
        ours = ran(keeper, count=count, rate=rate, step_s=step_s)
    return ours, theirs


def common_rows(part: Part, ours: Ran, theirs: Ran) -> None:
    stored = [f"{one.stored:,} of {one.readings:,}" for one in (ours, theirs)]
    part.row("stored of sent", *stored, wanted="all", holds=ours.stored == ours.readings)
    ratio = ours.all_cpu_us / theirs.all_cpu_us
    wanted = "at most 0.8 of theirs"
    part.row("CPU a reading [us]", ours.all_cpu_us, _each(theirs), wanted=wanted, holds=ratio <= OF_THEIRS)
    part.row("CPU, ours to theirs", ratio)
    is_small = ours.memory_mb < min(MOST_MEMORY_MB, theirs.memory_mb / 4)
    wanted = "under 90 MB, and a quarter of theirs"
    part.row("most memory [MB]", ours.memory_mb, theirs.memory_mb, wanted=wanted, holds=is_small)
    part.row("CPU of the load itself, a reading [us]", ours.load_us, theirs.load_us)


def _each(one: Ran) -> str:
    parts = " + ".join(f"{name} {cost:.1f}" for name, cost in one.cpu_us.items())
    return f"{one.all_cpu_us:.1f} ({parts})"


def test_a_flood_after_a_night_without_network(tmp_path: Path, report: Report) -> None:
    ours, theirs = both(tmp_path, count=50_000, rate=0, step_s=60)

    load = f"{LOAD} As fast as the broker takes it: what nodes kept while there was no network."
    part = report.part("Ingest: a flood", load, beside=PEER)
    part.row(
        "readings a second, until queryable",
        ours.rate,
        theirs.rate,
        wanted="100,000, or more than theirs",
        holds=ours.rate >= min(ENOUGH, theirs.rate),
    )
    common_rows(part, ours, theirs)
    assert ours.stored == ours.readings


def test_a_hundred_messages_a_second(tmp_path: Path, report: Report) -> None:
    ours, theirs = both(tmp_path, count=2_000, rate=100, step_s=1)

    load = f"{LOAD} Each record is of now, so that the alarms of ponds are judged with it."
    part = report.part("Ingest: 100 messages a second", load, beside=PEER)
    common_rows(part, ours, theirs)
    part.note(
        "A pond's record is judged without its last hours where nothing there can make it fail: these"
        " are looked at once in ten minutes or sixty records of a node, and for whatever is not sure to be a"
        " value."
    )
    part.note("Memory: Python with numpy and what a station imports; no queue grows in it.")
    assert ours.stored == ours.readings


def test_from_publishing_to_querying(tmp_path: Path, report: Report) -> None:
    with telegraf(tmp_path / "theirs") as keeper:
        theirs = latencies(keeper, count=PROBES)
    with conuco(tmp_path / "ours") as keeper:
        ours = latencies(keeper, count=PROBES)

    load = f"{PROBES} records one after the other, nothing else beside; commit and flush both every second."
    part = report.part("Ingest: from published to queryable", load, beside=PEER)
    for what, place in (("median [s]", PROBES // 2), ("the slowest [s]", -1)):
        part.row(what, ours[place], theirs[place])
    assert ours[-1] < 10


def test_an_ordinary_day_of_a_commune(tmp_path: Path, report: Report) -> None:
    count, rate = 60, 100 / 60
    with conuco(tmp_path, commit_interval_s=10.0) as keeper:
        ours = ran(keeper, count=count, rate=rate, step_s=60)
        core = sum(ours.cpu_us.values()) * ours.readings / 1e6 / ours.seconds

    load = "100 nodes, 8 readings a minute each, 13 readings a second; commit 10 s, as an SD card has it."
    part = report.part("Ingest: an ordinary minute", load, beside="")
    part.row("of a core [%]", core * 100, wanted="under 2 %", holds=core < 0.02)
    part.row("most memory [MB]", ours.memory_mb, wanted="under 90 MB", holds=ours.memory_mb < MOST_MEMORY_MB)
    assert ours.readings
