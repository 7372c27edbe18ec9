"""From the reading that completes the rule to a siren that sounds, with the broker restarted in between."""

from __future__ import annotations

import os
import random
import re
import time
from pathlib import Path

import pytest
from fake_node import FakeNode
from seeds import a_seed
from siren import SIREN_PIN, Siren
from station import POND, RealStation, until

from gateway.domain.entries import AlarmAcknowledged, Draft

pytestmark = [pytest.mark.proof, pytest.mark.micropython, pytest.mark.broker]

WHOLE = os.environ.get("CONUCO_PROOF", "all") != "ci"
ALARMS = 120 if WHOLE else 20
RESTARTS = 12 if WHOLE else 2
WITHIN_S = 5.0
"""What is promised of the 99th percentile."""
SEED = a_seed(20261126)


ORDER = re.compile(r"sirens told level=(\d) order=(\d+)")


class Alarms:
    """One pond after the other runs out of oxygen, and is acknowledged once the siren has sounded."""

    def __init__(self, station: RealStation, siren: Siren) -> None:
        self.station, self.siren = station, siren

    def ring(self, pond: int, values: list[float]) -> float:
        """Send the readings of one pond; return how long after the last one was sent the siren sounded."""
        name = f"pond-{pond}"
        assert not self.is_on()
        with FakeNode(self.station.port, node=name) as node:
            node.ask_time(uptime_ms=1_000_000)
            until(lambda: bool(node.answers), what="the gateway's answer")
            for number, value in enumerate(values):
                now = int(time.time())
                sent = time.monotonic()
                node.send(
                    {
                        "number": number,
                        "boot": 1,
                        "uptime": 1000 + number,
                        "clock": "synced",
                        "time": now,
                        "values": {"sonda": {"oxygen": value}},
                    }
                )
            until(lambda: self.siren.began_after(sent) is not None, within_s=60, what=f"the siren for {name}")
            until(lambda: node.acked(len(values) - 1), what="the acknowledgement")
        rang = self.siren.began_after(sent)
        assert rang is not None
        return rang - sent

    def is_on(self) -> bool:
        edges = self.siren.world.outputs.edges(self.siren.name, SIREN_PIN)
        return bool(edges) and edges[-1][1]

    def acknowledge(self) -> None:
        """Say "I go" to whatever rings, and wait until the siren has answered that it is quiet."""
        with self.station.journal() as journal:
            now = int(time.time())
            for alert in self.station.store().alerts():
                if alert.acknowledged is None:
                    body = AlarmAcknowledged(alert.uid, level=int(alert.level))
                    uid = f"go-{alert.uid}"
                    journal.append(Draft(uid, "station", "acknowledgement", body, now, "team"), now=now)
        until(self.is_quiet, within_s=30, what="silence")

    def is_quiet(self) -> bool:
        """Tell whether the last order was silence, and the siren has answered to that very order."""
        log = self.station.gateway_log()
        told = ORDER.findall(log)
        level, order = told[-1] if told else ("", "")
        return level == "0" and f"order={order} state=done ringing=0" in log and not self.is_on()


def restart_broker(station: RealStation) -> None:
    before = station.gateway_log().count("backlog drained")
    station.broker.kill()
    station.start_broker()
    until(
        lambda: station.gateway_log().count("backlog drained") > before,
        within_s=60,
        what="the gateway's new connection",
    )


def percentile(values: list[float], part: float) -> float:
    """Return the smallest value that so large a part of all does not exceed."""
    rising = sorted(values)
    return rising[min(len(rising) - 1, int(part * len(rising)))]


def test_a_siren_sounds_within_five_seconds_of_the_reading(tmp_path: Path) -> None:
    print(f"\nalarms: seed {SEED} (CONUCO_SEED={SEED} repeats it)")
    chance = random.Random(SEED)
    after_a_restart = set(chance.sample(range(1, ALARMS + 1), RESTARTS))
    ponds = "".join(POND.format(n=number) for number in range(1, ALARMS + 1))
    settings = f'[siren]\nnodes = ["siren-1"]\n{ponds}'
    took: dict[int, float] = {}
    with (
        RealStation(tmp_path / "station", settings=settings) as station,
        Siren(tmp_path / "siren", station.port) as siren,
    ):
        alarms = Alarms(station, siren)
        until(alarms.is_quiet, within_s=60, what="the siren's first answer")
        for pond in range(1, ALARMS + 1):
            if pond in after_a_restart:
                restart_broker(station)
            took[pond] = alarms.ring(pond, chance.choice([[0.5], [1.8, 1.7]]))
            alarms.acknowledge()

    plain = [seconds for pond, seconds in took.items() if pond not in after_a_restart]
    restarted = [seconds for pond, seconds in took.items() if pond in after_a_restart]
    for name, values in (("all", list(took.values())), ("plain", plain), ("broker restarted", restarted)):
        print(
            f"  {name}: {len(values)} alarms, median {percentile(values, 0.5):.3f} s,"
            f" p99 {percentile(values, 0.99):.3f} s, longest {max(values):.3f} s"
        )
    assert percentile(list(took.values()), 0.99) < WITHIN_S
