"""Two ways to keep what nodes say: ours, and Telegraf with InfluxDB 2; each as processes of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import parts
from commune_load import FIELDS, NODES, PONDS, PROBES, READINGS, STICKS
from influx_server import ORG, TOKEN, an_influx_server
from load import Publisher, message, packet
from station import POND, ROOT, Process, RealStation, until

from gateway.store.sqlite.connection import open_to_read

TELEGRAF = """
[agent]
  interval = "1s"
  flush_interval = "1s"
  metric_batch_size = 1000
  metric_buffer_limit = 100000
  omit_hostname = true
[[inputs.mqtt_consumer]]
  servers = ["tcp://127.0.0.1:{port}"]
  topics = ["conuco/v1/+/+/readings/#"]
  topic_tag = ""
  qos = 1
  persistent_session = true
  client_id = "telegraf"
  max_undelivered_messages = 1000
  data_format = "json_v2"
  [[inputs.mqtt_consumer.topic_parsing]]
    topic = "conuco/v1/+/+/readings/+/+/+/+"
    tags = "_/_/_/node/_/_/_/_/_"
  [[inputs.mqtt_consumer.json_v2]]
    measurement_name = "reading"
    [[inputs.mqtt_consumer.json_v2.object]]
      path = "records"
      timestamp_key = "time"
      timestamp_format = "unix"
      excluded_keys = ["number", "boot", "uptime", "clock"]
[[outputs.influxdb_v2]]
  urls = ["{url}"]
  token = "{token}"
  organization = "{org}"
  bucket = "{bucket}"
"""

FIELD = """
[[field]]
slug = "lote-1"
number = 1
name = "La Vega"
area_m2 = "8000"
field_capacity = "0.30"
wilting_point = "0.14"
"""
NODE = """
[[node]]
slug = "{node}"
place = "{place}"
"""
CALIBRATION = """
[[calibration]]
node = "{node}"
channel = "{channel}"
quantity = "{quantity}"
constants = {constants}
"""
_OXYGEN = '{ type = "oxygen_marks", millivolts = "1600", temperature_c = "28.0" }'
_SOIL = (
    '{ type = "soil_marks", dry_millivolts = "2600", dry_water = "0.04",'
    ' wet_millivolts = "1350", wet_water = "0.42" }'
)


def settings() -> str:
    """Return the part of conuco.toml that names twenty ponds and calibrates every probe and stick."""
    ponds = "".join(POND.format(n=n).split("[[calibration]]")[0] for n in range(1, len(PONDS) + 1))
    fields = FIELD + "".join(NODE.format(node=node, place="lote-1") for node in FIELDS)
    marks = [(node, one, "oxygen_signal", _OXYGEN) for node in PONDS for one in PROBES]
    marks += [(node, one, "soil_signal", _SOIL) for node in FIELDS for one in STICKS]
    return (
        ponds
        + fields
        + "".join(
            CALIBRATION.format(node=node, channel=channel, quantity=quantity, constants=constants)
            for node, channel, quantity, constants in marks
        )
    )


def cpu_s(process: Process) -> float:
    """Return the processor time that a process has used so far, all its threads together [s]."""
    assert process.running is not None
    after_name = Path(f"/proc/{process.running.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def most_memory_mb(process: Process) -> float:
    """Return the most resident memory a process has had [MB]."""
    assert process.running is not None
    told = Path(f"/proc/{process.running.pid}/status").read_text()
    return int(next(line for line in told.splitlines() if line.startswith("VmHWM")).split()[1]) / 1000


@dataclass
class Keeper:
    """Something that keeps what comes.

    Attributes:
        port: Of the broker that it listens to.
        broker: That broker.
        processes: What it needs beside the broker, by name.
        numbers: Tells how many records of a node can be queried.
        total: Tells how many readings can be queried.
    """

    port: int
    broker: Process
    processes: dict[str, Process]
    numbers: Callable[[str], int]
    total: Callable[[], int]

    def cpu_s(self) -> dict[str, float]:
        """Return the processor time of each of its processes so far [s]."""
        return {name: cpu_s(one) for name, one in self.processes.items()}

    def memory_mb(self) -> float:
        """Return the most resident memory of all its processes together [MB]."""
        return sum(most_memory_mb(one) for one in self.processes.values())


@contextmanager
def conuco(folder: Path, *, commit_interval_s: float = 1.0) -> Iterator[Keeper]:
    """Run broker and gateway, with flags, blocks, rollups and acknowledgements."""
    station = RealStation(folder, settings(), commit_interval_s=commit_interval_s)
    try:
        station.start_broker()
        station.gateway.start()
        # Seven hundred calibrations become as many entries of the journal, each on the disk by itself.
        until(station.is_gateway_connected, within_s=120, what="the gateway's connection")
        store = Path(station.config.storage.folder)

        def numbers(node: str) -> int:
            readings = open_to_read(store, "readings")
            found = readings.execute("SELECT max(last) FROM cursors WHERE node = ?", (node,)).fetchone()[0]
            readings.close()
            return 0 if found is None else int(found) + 1

        yield Keeper(
            station.port,
            station.broker,
            {"gateway": station.gateway},
            numbers,
            lambda: READINGS * sum(numbers(node) for node in NODES),
        )
    finally:
        station.gateway.kill()
        station.broker.kill()


@contextmanager
def telegraf(folder: Path) -> Iterator[Keeper]:
    """Run broker, Telegraf and InfluxDB 2; the same broker as beside ours, with a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    broker = RealStation(folder)
    with an_influx_server() as influx:
        bucket = influx.a_bucket()
        written = TELEGRAF.format(port=broker.port, url=influx.url, token=TOKEN, org=ORG, bucket=bucket)
        (folder / "telegraf.conf").write_text(written, encoding="utf-8")
        program = Process(
            [parts.telegraf(), "--config", str(folder / "telegraf.conf")], folder / "telegraf.log"
        )

        def count(of: str) -> int:
            flux = f'from(bucket: "{bucket}") |> range(start: 0) |> filter(fn: (r) => {of})'
            answer = influx.csv_of(f"{flux} |> count() |> group() |> sum()").split("\r\n")
            return int(answer[1].rpartition(",")[2]) if len(answer) > 2 else 0

        try:
            broker.start_broker()
            program.start()
            log = program.log
            until(lambda: "Connected [tcp" in log.read_text(), within_s=20, what="Telegraf's connection")
            yield Keeper(
                broker.port,
                broker.broker,
                {"Telegraf": program, "InfluxDB": influx.process},
                lambda node: count(f'r.node == "{node}"') // READINGS,
                lambda: count("true"),
            )
        finally:
            program.kill()
            broker.broker.kill()


@dataclass(frozen=True)
class Ran:
    """What a load did to a keeper.

    Attributes:
        readings: Sent and acknowledged by the broker.
        stored: Found in the end.
        seconds: From the first one sent until the last could be queried [s].
        cpu_us: Of each process, for a reading [us].
        load_us: Of the load itself, for a reading [us].
    """

    readings: int
    stored: int
    seconds: float
    cpu_us: dict[str, float]
    load_us: float
    memory_mb: float

    @property
    def all_cpu_us(self) -> float:
        """Of all processes together, for a reading [us]."""
        return sum(self.cpu_us.values())

    @property
    def rate(self) -> float:
        """Readings a second, from sent to queryable."""
        return self.stored / self.seconds


def _until_quiet(keeper: Keeper) -> None:
    deadline = time.monotonic() + 30
    last = sum(keeper.cpu_s().values())
    while time.monotonic() < deadline:
        time.sleep(1)
        now = sum(keeper.cpu_s().values())
        if now - last < 0.05:
            return
        last = now


def ran(keeper: Keeper, *, count: int, rate: float, step_s: int) -> Ran:
    """Publish a load and wait until the last of each node can be queried; what starting up costs is over."""
    _until_quiet(keeper)
    before, began = keeper.cpu_s(), time.monotonic()
    command = [sys.executable, "tests/load.py", *map(str, (keeper.port, count, rate, step_s))]
    environment = os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT}/tests"}
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    said = json.loads(done.stdout)
    started = time.monotonic() - said["seconds"]
    last = count // len(NODES)
    deadline = time.monotonic() + 60
    while keeper.numbers(NODES[-1]) < last and time.monotonic() < deadline:
        time.sleep(0.1)
    seconds = time.monotonic() - max(began, started)
    readings = count * READINGS
    after = keeper.cpu_s()
    cpu = {name: (after[name] - before[name]) / readings * 1e6 for name in after}
    memory = keeper.memory_mb()
    return Ran(readings, keeper.total(), seconds, cpu, said["cpu_s"] / readings * 1e6, memory)


def latencies(keeper: Keeper, *, count: int) -> list[float]:
    """Return from publishing a record until it can be queried, of some one after the other [s], rising."""
    publisher = Publisher("probe", keeper.port)
    publisher.connect()
    found, first = [], int(time.time()) - count
    for number in range(count):
        at = first + number  # a second each: to them two of one second are one
        topic, body = message("probe-1", number, at, uptime=number + 1, sent=number + 1)
        publisher.waiting.append(packet(topic, body, number + 1))
        began = time.monotonic()
        publisher.fill()
        publisher.hear()
        while keeper.numbers("probe-1") <= number and time.monotonic() < began + 10:
            time.sleep(0.01)
        found.append(time.monotonic() - began)
        time.sleep(0.137 * (number % 7))  # so as not to fall into step with anybody's second
    return sorted(found)
