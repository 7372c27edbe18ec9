"""A new node's whole life: a station with pages, its boards on the table, and the count at the end."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import httpx
import ledger
import pytest
from entering import registered
from living import World
from provisioned import Provisioned, provisioned
from station import Process, free_port, is_listening, our_command, until

from gateway.journal.registers import registers

SPEED = 60.0
"""A pond's minute is one of our seconds."""


class SteadyWorld(World):
    """Every probe hangs quietly in moist air: what it gives moves by two millivolts. There is mains."""

    closed = 32

    def millivolts(self, node: str, pin: int) -> int:
        return 1580 + len(self.log) % 3


@dataclass
class Newcomer:
    """A commune that puts up its first node."""

    table: Provisioned
    pages: Process
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def keys(self) -> Path:
        return self.table.station.made.place / "conuco.psk"

    def now(self) -> int:
        return int(self.table.station.config.world().now())

    def moved(self, node: str) -> int:
        """Return since when a node has been at its last place [s UTC]."""
        with self.table.station.journal() as journal:
            placements = registers(journal.entries("station")).placements
        return max(one.since for one in placements if one.node == node)

    def key_of(self, node: str) -> str:
        broker = self.table.settings_of(node)["broker"]
        assert isinstance(broker, dict)
        return str(broker["key"])

    def reload_broker(self) -> None:
        """Do what the commands say: `systemctl reload mosquitto`."""
        broker = self.table.station.broker.running
        assert broker is not None
        broker.send_signal(signal.SIGHUP)

    @contextmanager
    def reloading(self) -> Iterator[None]:
        """Have somebody at a second terminal who lets the broker read its keys whenever they change."""
        is_over, before = threading.Event(), self.keys.read_bytes()

        def looks() -> None:
            nonlocal before
            while not is_over.wait(0.1):
                if (found := self.keys.read_bytes()) != before:
                    before = found
                    self.reload_broker()

        other = threading.Thread(target=looks, name="second terminal", daemon=True)
        other.start()
        try:
            yield
        finally:
            is_over.set()
            other.join()

    def restart_broker(self) -> None:
        """Do what the commands say: `systemctl restart mosquitto`."""
        self.table.station.broker.stop()
        self.table.station.start_broker()

    def balance(self) -> ledger.Balance:
        return ledger.balance(dict(self.table.world.log), self.table.folder / "datos")

    def until_stored(self) -> None:
        """Wait until everything that was kept by now is stored, once and unaltered."""
        kept, folder = dict(self.table.world.log), self.table.folder / "datos"
        until(lambda: not ledger.balance(kept, folder).lost, within_s=60, what=f"storing {len(kept)} records")
        found = ledger.balance(kept, folder)
        assert (found.twice, found.altered) == ([], [])

    def at_place(self, place: str, quantity: str = "oxygen") -> dict[int, float]:
        """Return what the pages' own door for programs says was measured at a place, by moment [s UTC]."""
        span = {"from": "2026-02-01T00:00:00Z", "to": "2026-12-01T00:00:00Z"}
        asked = {"place": place, "quantity": quantity} | span
        told = httpx.get(f"{self.address}/api/v1/readings.json", params=asked).raise_for_status().json()
        return {_moment(row[0]): row[1] for row in told["rows"]}


def _moment(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


@contextmanager
def newcomer(folder: Path, *, speed: float = SPEED, ponds: int = 2) -> Iterator[Newcomer]:
    """Run a station with ponds and pages, and nobody who measures yet."""
    port = free_port()
    pages = f'[dashboard]\nhost = "127.0.0.1"\nport = {port}\n'
    table = provisioned(folder, speed=speed, ponds=ponds, others=pages)
    table.world = SteadyWorld()
    found = Newcomer(table, our_command("dashboard", table.station.config_file, folder / "pages.log"), port)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONUCO_BROKER_PASSWORD_FILE", str(folder / "broker.passwd"))
        try:
            with table.station:
                with table.station.journal() as journal:
                    registered(folder / "datos", journal, "technician", at=found.now())
                found.pages.start()
                until(lambda: is_listening(port), what="the pages")
                yield found
        finally:
            found.pages.kill()
