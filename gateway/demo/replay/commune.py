"""The commune of one pond on which a measured series is played."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from gateway.demo.replay.measured import MARKS
from gateway.domain.clock import WorldClock
from gateway.domain.entries import Draft, EnterpriseRegistered, Stocked, UnitRegistered
from gateway.journal import CommuneJournal

SLUG = "serie-medida"
NODE = "pond-1"
POND = "estanque-1"
CYCLE = "replay-cycle"
AUTHOR = "conuco replay"


@dataclass(frozen=True, slots=True)
class Ports:
    """Where broker and pages listen."""

    broker: int
    pages: int


def settings_text(folder: Path, ports: Ports, clock: WorldClock, *, utc_offset_hours: int) -> str:
    """Return the text of the commune's conuco.toml."""
    return f"""# Escrito por `conuco replay`: una serie medida, tocada otra vez.
[commune]
slug = "{SLUG}"
name = "Serie medida"
latitude = 9.5
longitude = -69.2
utc_offset_hours = {utc_offset_hours}
[storage]
folder = '{folder}'
[broker]
port = {ports.broker}
[gateway]
commit_interval_s = 0.5
[clock]
trusted = "always"
world_began = {clock.began!r}
world_start = {clock.start!r}
world_speed = {clock.speed!r}
[dashboard]
host = "127.0.0.1"
port = {ports.pages}
[[pond]]
slug = "{POND}"
number = 1
name = "Estanque 1"
area_m2 = 1000
depth_m = 1
[[node]]
slug = "{NODE}"
place = "{POND}"
[[calibration]]
node = "{NODE}"
channel = "sonda"
quantity = "oxygen_signal"
[calibration.constants]
type = "oxygen_marks"
millivolts = {MARKS.millivolts}
temperature_c = {MARKS.temperature_c}
"""


def node_settings(broker_port: int, *, sample_every_s: int) -> dict[str, object]:
    """Return the settings of the one node."""
    return {
        "commune": SLUG,
        "node": NODE,
        "kind": "pond",
        "broker": {"host": "127.0.0.1", "port": broker_port},
        "wifi": {"ssid": "serie", "password": "de-prueba"},
        "sample_every_s": sample_every_s,
        "send_every_s": sample_every_s,
        "channels": [
            {"name": "sonda", "sensor": "oxygen", "pin": 34},
            {"name": "sonda", "sensor": "temperature", "pin": 4},
        ],
    }


def begin_cycle(folder: Path, *, now: int) -> None:
    """Record a cycle that begins with the series, so that a page shows every night of it."""
    bodies = [
        ("enterprise", EnterpriseRegistered("eps-1", "Serie medida", "other")),
        ("unit", UnitRegistered("unidad-1", "eps-1", POND, "Estanque 1", Decimal(1000), "declared")),
        ("stocking", Stocked("unidad-1", "sin peces: solo la serie", 1, Decimal(1))),
    ]
    with CommuneJournal(folder / "commune.db", commune=SLUG) as journal:
        for kind, body in bodies:
            uid = CYCLE if kind == "stocking" else f"replay-{kind}"
            journal.append(Draft(uid, "book", kind, body, now, AUTHOR), now=now)
