"""The torture itself: faults one after another and at once, then peace, then the count."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

import ledger
from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion

from gateway.timekeeping.clock import LEAP
from torture.faults import FAULTS, Fault, Mend
from torture.stage import Stage
from torture.verdict import Ours, Verdict, judged, letters_of, mirror_of

AT_ONCE: Final = 3
"""No more faults stand at a time."""
SURE: Final = 20
STRAY_TOPICS: Final = (
    "conuco/v1/la-ceiba/pond-1/nonsense",
    "conuco/v1/la-ceiba/pond-2/readings/0000abcd/9/3/4",
    "conuco/v1/la-ceiba/Estanque/readings/0000abcd/0/0/1",
    "conuco/v1/la-ceiba/pond-3/readings/zzzz/0/0/1",
)
Say = Callable[[str], None]


@dataclass
class Patience:
    """Waits as long as what is left grows less.

    Attributes:
        seconds: So long it may stay as it is [s].
    """

    seconds: float
    _least: float = float("inf")
    _since: float = 0.0

    def is_over(self, left: int) -> bool:
        """Tell whether nothing was gained for too long."""
        now = time.monotonic()
        if left < self._least:
            self._least, self._since = left, now
        return now - self._since > self.seconds


@dataclass
class Torture:
    """Harms a stage for a while, by chance that its seed repeats.

    Attributes:
        seconds: For how long.
        counts: How often each fault was done.
    """

    stage: Stage
    seed: int
    seconds: float
    say: Say
    counts: Counter[str] = field(default_factory=Counter)
    _standing: list[tuple[float, Fault, Mend]] = field(default_factory=list)
    _strays: int = 0

    def run(self) -> Verdict:
        """Harm, mend everything, wait until all has come, and count."""
        self._harm()
        self._make_peace()
        kept = self._await_all()
        sure = self._stray_in_peace()
        return self._await_mirror(self._ours(kept, sure))

    def _harm(self) -> None:
        chance = random.Random(f"{self.seed} faults")
        began = time.monotonic()
        until = began + self.seconds
        away = (began + self.seconds * 0.25, began + self.seconds * 0.6)
        coming = _rounds(chance, has_disk=self.stage.disk is not None)
        is_away = False
        while time.monotonic() < until:
            now = time.monotonic()
            if not is_away and away[0] <= now < away[1] and not self._stands("influx"):
                is_away = True
                long = Fault("InfluxDB away for long", lambda *_: lambda: None, (0, 0), frozenset({"influx"}))
                self._begin(long, chance, until=away[1], does=self._take_influx)
            self._mend_what_is_due(now)
            if len(self._standing) < AT_ONCE:
                self._try(next(coming), chance)
            self._stray(chance)
            self.stage.live(chance.uniform(0.1, 1.2))

    def _take_influx(self) -> Mend:
        self.stage.influx.kill()
        return self.stage.influx.start

    def _stands(self, part: str) -> bool:
        return any(part in fault.alone_of for _, fault, _ in self._standing)

    def _try(self, fault: Fault, chance: random.Random) -> None:
        hold = chance.uniform(*fault.holds_s)
        deadline = time.monotonic() + 3
        while any(self._stands(part) for part in fault.alone_of):
            if time.monotonic() > deadline:
                return
            self.stage.live(0.1)
            self._mend_what_is_due(time.monotonic())
        self._begin(fault, chance, until=time.monotonic() + hold, does=lambda: fault.does(self.stage, chance))

    def _begin(self, fault: Fault, chance: random.Random, *, until: float, does: Callable[[], Mend]) -> None:
        self.counts[fault.name] += 1
        self.say(fault.name)
        self._standing.append((until, fault, does()))

    def _mend_what_is_due(self, now: float) -> None:
        for one in [one for one in self._standing if one[0] <= now]:
            self._standing.remove(one)
            one[2]()

    def _make_peace(self) -> None:
        self.say("peace: everything is mended")
        self._mend_what_is_due(float("inf"))
        (self.stage.storage / LEAP).unlink(missing_ok=True)
        self.stage.is_measuring = False
        deadline = time.monotonic() + 30
        while not all(one.knows_time for one in self.stage.speakers) and time.monotonic() < deadline:
            self.stage.live(0.5)
        # What no question can place any more stands before a record whose time is known: this one.
        for speaker in self.stage.speakers:
            speaker.measure()
        self.stage.live(1.0)

    def _await_all(self) -> dict[ledger.Name, bytes]:
        """Wait until all that is kept by now stands in the station with its time; return it."""
        kept = self.stage.kept()
        patience = Patience(60)
        while True:
            self.stage.live(2.0)
            missing = len(ledger.balance(kept, self.stage.storage).lost)
            untimed = len(ledger.waiting_in(self.stage.storage) & kept.keys())
            is_sent = all(one.is_empty for one in self.stage.speakers)
            if (is_sent and not missing and not untimed) or patience.is_over(missing + untimed):
                break
            self.say(f"{missing} of {len(kept)} records are not stored yet, {untimed} have no time")
        for node in self.stage.nodes:
            node.stop()
        self.stage.nodes.clear()
        return kept

    def _stray(self, chance: random.Random) -> None:
        if self._strays < 100 and chance.random() < 0.3:
            body = b"stray %d" % self._strays
            self._strays += 1
            self._publish([(chance.choice(STRAY_TOPICS), body)], port=self.stage.nodes_to_broker.port)

    def _stray_in_peace(self) -> set[bytes]:
        bodies = [b"sure %d" % number for number in range(SURE)]
        said = [(STRAY_TOPICS[number % len(STRAY_TOPICS)], body) for number, body in enumerate(bodies)]
        self._publish(said, port=self.stage.station.port)
        self.stage.live(3.0)
        return set(bodies)

    def _publish(self, said: list[tuple[str, bytes]], *, port: int) -> None:
        """Publish what belongs to nobody; in a storm it may not arrive."""
        client = Client(CallbackAPIVersion.VERSION2, client_id=f"stray-{self._strays}")
        try:
            client.connect("127.0.0.1", port)
            client.loop_start()
            for topic, body in said:
                client.publish(topic, body, 1).wait_for_publish(1)
            client.disconnect()
        except (OSError, RuntimeError, ValueError):
            self.say("a stray did not leave")
        finally:
            client.loop_stop()

    def _ours(self, kept: dict[ledger.Name, bytes], sure: set[bytes]) -> Ours:
        speakers = self.stage.speakers
        return Ours(
            kept,
            ours={(one.node, one.queue) for one in speakers},
            malformed={place for one in speakers for place in one.malformed},
            strays={b"stray %d" % number for number in range(self._strays)},
            sure=sure,
        )

    def _await_mirror(self, ours: Ours) -> Verdict:
        # The mirror itself rests for longer the longer its server was away.
        patience = Patience(120)
        while True:
            stage = self.stage
            mirror = mirror_of(stage.influx, stage.bucket)
            station = ledger.stored_in(stage.storage)
            found = judged(ours, station, mirror, letters_of(stage.storage), ledger.waiting_in(stage.storage))
            if not found.wrong or patience.is_over(len(found.wrong)):
                return found
            self.say(f"{found.mirrored} of {found.sent} records are mirrored; {found.wrong[0]}")
            stage.live(3.0)


def _rounds(chance: random.Random, *, has_disk: bool) -> Iterator[Fault]:
    """Yield the faults, each as often as it is due in a round, in an order by chance."""
    round_ = [one for one in FAULTS for _ in range(one.often) if has_disk or not one.needs_disk]
    firsts = [one for one in FAULTS if has_disk or not one.needs_disk]
    chance.shuffle(firsts)
    yield from sorted(firsts, key=lambda one: "killed" not in one.name)
    while True:
        chance.shuffle(round_)
        yield from round_
