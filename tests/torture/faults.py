"""What is done to a station: each fault by name, what it may not meet, and how it is mended."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from gateway.demo.panel.disk import fill, make_room
from gateway.timekeeping.clock import LEAP
from torture.relay import Mode, Relay
from torture.stage import Stage

Mend = Callable[[], None]

_SETTLES_S: Final = 15.0
"""After a fault of the disk the gateway may still end by itself for so long [s]."""
_DERIVES_WITHIN_S: Final = 9.0
"""An hour and a half of the world: one is sealed meanwhile, also where the gateway has just begun [s]."""
_HOUR_S: Final = 3600


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to harm.

    Attributes:
        does: Does it; what it returns mends it.
        holds_s: It is mended after a while between these [s].
        alone_of: No other fault of these parts stands meanwhile.
        often: So many times in each round.
        needs_disk: Whether it needs a disk of the station's own.
    """

    name: str
    does: Callable[[Stage, random.Random], Mend]
    holds_s: tuple[float, float]
    alone_of: frozenset[str]
    often: int = 1
    needs_disk: bool = False


def _nothing() -> None:
    """Nothing is left to mend."""


def _kill_node(stage: Stage, chance: random.Random) -> Mend:
    node = chance.choice(stage.nodes)
    node.kill()
    return node.start


def _kill_speaker(stage: Stage, chance: random.Random) -> Mend:
    for speaker in chance.sample(stage.speakers, 4):
        speaker.cut()
    return _nothing


def _kill_broker(stage: Stage, chance: random.Random) -> Mend:
    stage.station.broker.kill()
    return lambda: _start_broker(stage)


def _delete_broker_database(stage: Stage, chance: random.Random) -> Mend:
    stage.station.broker.kill()
    (stage.folder / "mosquitto.db").unlink(missing_ok=True)
    return lambda: _start_broker(stage)


def _corrupt_broker_database(stage: Stage, chance: random.Random) -> Mend:
    database = stage.folder / "mosquitto.db"
    running = stage.station.broker.running
    if running is not None:
        running.send_signal(signal.SIGUSR1)  # Mosquitto saves its database now: mosquitto(8)
        deadline = time.monotonic() + 2
        while not database.exists() and time.monotonic() < deadline:
            time.sleep(0.01)
    stage.station.broker.kill()
    if database.exists():
        body = bytearray(database.read_bytes())
        for _ in range(20):
            body[chance.randrange(len(body))] = chance.randrange(256)
        database.write_bytes(body[: chance.randrange(1, len(body) + 1)])
    return lambda: _start_broker(stage)


def _start_broker(stage: Stage) -> None:
    stage.start_broker()


def _kill_gateway(stage: Stage, chance: random.Random) -> Mend:
    stage.kill_gateway(back_after_s=chance.uniform(0, 2))
    return _nothing


def _kill_gateway_while_it_derives(stage: Stage, chance: random.Random) -> Mend:
    """Kill it a moment after the archive begins to be written: nobody but the derivation writes there."""
    log = stage.storage / "archive.db-wal"
    before, deadline = _written(log), time.monotonic() + _DERIVES_WITHIN_S
    while _written(log) == before and time.monotonic() < deadline:
        time.sleep(0.0005)
    if time.monotonic() < deadline:
        stage.derivations_killed += 1
        time.sleep(chance.uniform(0, 0.04))
    stage.kill_gateway(back_after_s=chance.uniform(0, 0.5))
    return _nothing


def _written(log: object) -> tuple[int, int]:
    try:
        found = log.stat()  # type: ignore[attr-defined]
    except OSError:
        return (0, 0)
    return (found.st_size, found.st_mtime_ns)


def _kill_influx(stage: Stage, chance: random.Random) -> Mend:
    stage.influx.kill()
    return stage.influx.start


def _trouble_network(which: str, mode: Mode, stage: Stage, chance: random.Random) -> Mend:
    relay: Relay = getattr(stage, which)
    relay.become(mode)
    return lambda: relay.become("passes")


def _leap(stage: Stage, chance: random.Random) -> Mend:
    """Set the clock of the station's machine some hours ahead or back."""
    leap = chance.choice((-1, 1)) * chance.uniform(0.5, 9) * _HOUR_S
    (stage.storage / LEAP).write_text(str(round(leap)), encoding="ascii")
    return lambda: (stage.storage / LEAP).unlink(missing_ok=True)


def _fill_by_limit(stage: Stage, chance: random.Random) -> Mend:
    stage.is_full = True
    if stage.gateway_pid is not None:
        fill(stage.gateway_pid)

    def mend() -> None:
        stage.is_full, stage.may_end = False, time.monotonic() + _SETTLES_S
        if stage.gateway_pid is not None:
            make_room(stage.gateway_pid)

    return mend


def _fill_disk(stage: Stage, chance: random.Random) -> Mend:
    assert stage.disk is not None
    stage.may_end = float("inf")
    stage.disk.fill()

    def mend() -> None:
        assert stage.disk is not None
        stage.disk.make_room()
        stage.may_end = time.monotonic() + _SETTLES_S

    return mend


def _fail_disk(stage: Stage, chance: random.Random) -> Mend:
    """Have the disk become read-only under the gateway, as a failing card does; mended while it is down."""
    assert stage.disk is not None
    stage.may_end = float("inf")
    stage.disk.fail()

    def mend() -> None:
        assert stage.disk is not None
        stage.station.gateway.kill()
        stage.disk.mend()
        stage.may_end = time.monotonic() + _SETTLES_S
        stage.start_gateway()

    return mend


def _networks() -> list[Fault]:
    between = {
        "nodes_to_broker": "nodes and broker",
        "to_broker": "gateway and broker",
        "to_influx": "gateway and InfluxDB",
    }
    modes: dict[Mode, str] = {
        "cut": "cut",
        "swallows": "swallows",
        "trickles": "trickles",
        "delays": "delays",
    }
    return [
        Fault(
            f"network {word} between {told}",
            partial(_trouble_network, which, mode),
            (1, 5),
            frozenset({which}),
        )
        for which, told in between.items()
        for mode, word in modes.items()
    ]


FAULTS: Final = (
    Fault("node killed", _kill_node, (0, 1), frozenset({"node"}), often=3),
    Fault("speakers cut off", _kill_speaker, (0, 0), frozenset(), often=2),
    Fault("broker killed", _kill_broker, (0, 2), frozenset({"broker"}), often=3),
    Fault("broker's database deleted", _delete_broker_database, (0, 2), frozenset({"broker"})),
    Fault("broker's database corrupted", _corrupt_broker_database, (0, 2), frozenset({"broker"})),
    Fault("gateway killed", _kill_gateway, (0, 0), frozenset({"gateway"}), often=3),
    Fault(
        "gateway killed while it derives",
        _kill_gateway_while_it_derives,
        (0, 0),
        frozenset({"gateway", "disk", "clock"}),
        often=3,
    ),
    Fault("InfluxDB killed", _kill_influx, (0, 3), frozenset({"influx"}), often=2),
    Fault("clock leaps by hours", _leap, (2, 8), frozenset({"clock", "disk"}), often=2),
    Fault("disk full, by a limit of the process", _fill_by_limit, (2, 5), frozenset({"disk"})),
    Fault("disk full", _fill_disk, (2, 5), frozenset({"disk"}), needs_disk=True),
    Fault("disk read-only", _fail_disk, (2, 5), frozenset({"disk"}), needs_disk=True),
    *_networks(),
)
