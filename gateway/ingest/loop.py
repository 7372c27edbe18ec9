"""The ingest loop: read, keep, commit, acknowledge; one thread that never blocks past its deadline."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from gateway.domain.clock import Clock
from gateway.domain.errors import BusyError, DamagedError, DiskError
from gateway.domain.message import LARGEST_BODY, Ack
from gateway.domain.topics import PREFIX, node_topic
from gateway.ingest.broker import MOST_AT_ONCE, Broker
from gateway.ingest.contact import Contact
from gateway.ingest.heard import Arrived, Heard, Outcome
from gateway.ingest.pipeline import Pipeline
from gateway.ingest.tasks import Task, Tasks
from gateway.store.sqlite import orders
from gateway.store.sqlite.connection import as_our_errors
from gateway.store.sqlite.writer import SqliteWriter

log = logging.getLogger(__name__)

WAITING_WITHIN_S = 0.2
"""A node that waits for its ack is answered within this [s]."""

LONGEST_SLEEP_S = 0.25
LEAST_WINDOW = 20
"""So many messages a broker has in flight at least; Mosquitto without a word in its settings."""

STALLED_AFTER_S = 0.05
"""When so much is not acknowledged and nothing comes for so long, we commit: the window may be full [s]."""

ASKED_EVERY_S = 0.1
"""While messages come the tasks are asked so often, and at once after each commit [s]."""

ALIVE_EVERY_S = 60.0
TRUST_EVERY_S = 1.0

Standing = Literal["listening", "draining", "no_broker", "refused", "disk"]
"""How the loop stands: it hears what is now, what was held back, nobody, a refusal, or keeps nothing."""


def _nobody(_standing: Standing) -> None:
    """Nobody asks after each turn."""


@dataclass(slots=True)
class _Open:
    """What was taken since the last commit."""

    heard: list[Heard] = field(default_factory=list)
    acks: dict[tuple[str, str], Ack] = field(default_factory=dict)
    due: float | None = None


@dataclass(frozen=True, slots=True)
class Station:
    """What the loop is told about its station.

    Attributes:
        is_trusted: Whether the station's own clock is to be believed just now.
        tasks: What is to be done between two batches.
        turned: Is told after each whole turn how the loop stands; a loop that hangs tells nothing.
    """

    commune: str
    commit_interval_s: float
    clock: Clock
    is_trusted: Callable[[], bool]
    tasks: Sequence[Task]
    turned: Callable[[Standing], None] = _nobody


class IngestLoop:
    """Drives broker, pipeline and writer until it is told to stop."""

    def __init__(self, broker: Broker, pipeline: Pipeline, writer: SqliteWriter, station: Station) -> None:
        """Remember the parts."""
        self._broker = broker
        self._pipeline = pipeline
        self._writer = writer
        self._station = station
        self._open = _Open()
        self._contact = Contact(broker, f"{PREFIX}/{station.commune}/-/marker")
        self._generation = broker.generation
        self._standing: Standing = "no_broker"
        self._alive_at = 0.0
        self._alive = 0
        self._acked: set[str] = set()
        self._trusted = (-math.inf, False)
        self._is_busy = False
        self._is_hearing = False
        self._asked_at = 0.0
        self._between = Tasks(station.tasks, self._commit)

    def run(self, is_stopping: Callable[[], bool]) -> None:
        """Run until `is_stopping`; then commit what was taken.

        Raises:
            DamagedError: A database file is damaged; what was not committed is the broker's still.
        """
        while not is_stopping():
            self.turn()
        self._guarded(self._commit)

    def turn(self) -> None:
        """Do one round: at most a quarter of a second when nothing comes."""
        self._guarded(self._exchange)
        self._guarded(self._tasks)
        self._station.turned(self._standing)

    def _guarded(self, act: Callable[[], None]) -> None:
        try:
            with as_our_errors():
                act()
        except OSError as error:
            self._lose(error)
        except DamagedError:
            # The disk may be well: whoever runs this opens the files anew, and mends them.
            self._roll_back()
            raise
        except (DiskError, BusyError) as error:
            self._roll_back()
            self._standing = "disk"
            self._tell_disk(error)

    def _tell_disk(self, error: Exception) -> None:
        """Say what the disk does: without a traceback, and not with each task that meets it meanwhile."""
        if self._contact.is_resting:
            return
        pause = self._contact.failed()
        log.error("nothing is acknowledged until the disk is mended reason=%s retry_in_s=%.1f", error, pause)

    def _lose(self, error: OSError) -> None:
        refusal = self._broker.refusal
        self._standing = "no_broker" if refusal is None else "refused"
        pause = self._contact.failed()
        if refusal is None:
            log.warning("broker lost reason=%s retry_in_s=%.1f", error, pause)
        else:
            log.error("broker refuses our name or password reason=%s retry_in_s=%.1f", refusal, pause)

    def _roll_back(self) -> None:
        self._alive = 0
        self._writer.roll_back()
        self._open = _Open()
        self._pipeline.forget()

    def _exchange(self) -> None:
        self._is_hearing = False
        if self._contact.is_up():
            self._listen()
        else:
            time.sleep(self._patience())
        if self._is_due():
            self._commit()

    def _listen(self) -> None:
        if self._generation != self._broker.generation:
            self._generation = self._broker.generation
            self._pipeline.presence.connected()
        said = self._broker.exchange(self._patience())
        self._is_hearing = bool(said)
        for heard in said:
            self._take(heard)
        if not said and self._may_stall():
            self._open.due = time.monotonic()
        self._contact.check()
        if self._broker.is_connected and not self._contact.is_drained:
            self._standing = "draining"

    def _patience(self) -> float:
        if self._is_busy:
            return 0.0
        longest = STALLED_AFTER_S if self._may_stall() else LONGEST_SLEEP_S
        due = self._open.due
        return longest if due is None else min(longest, max(0.0, due - time.monotonic()))

    def _may_stall(self) -> bool:
        """Tell whether the broker may wait for us: it sends on only when what it has sent is acknowledged."""
        return len(self._open.heard) >= LEAST_WINDOW

    def _take(self, heard: Heard) -> None:
        self._check_still_open()
        if not self._writer.is_open:
            self._writer.begin()
        was_drained = self._contact.is_drained
        # Acknowledged with the rest: PUBACKs go out in the order of what they answer [MQTT-4.6.0-2].
        if self._contact.hear(heard):
            self._standing = "listening"
            self._pipeline.presence.drained()
            if not was_drained:
                log.info("backlog drained: what comes from here on is now")
            outcome = Outcome()
        elif heard.topic in self._acked and len(heard.body) <= LARGEST_BODY:
            outcome = Outcome()  # our own word, come back by our own subscription
        else:
            outcome = self._taken(heard)
        self._open.heard.append(heard)
        self._hurry(outcome)

    def _taken(self, heard: Heard) -> Outcome:
        """Keep a message, and answer what asks for the time or for a part."""
        arrived = Arrived(int(self._station.clock.now() * 1000), self._is_trusted())
        outcome = self._pipeline.take(heard, arrived=arrived)
        self._remember(outcome.acks)
        for node, answer in outcome.answers.items():
            topic = node_topic(self._station.commune, node, "time/answer")
            self._broker.publish(topic, msgspec.json.encode(answer), qos=0)
        for node, leaf, part in outcome.parts:
            self._broker.publish(node_topic(self._station.commune, node, leaf), part, qos=0)
        return outcome

    def _is_trusted(self) -> bool:
        """Tell whether the station's clock is to be believed; the kernel is asked once a second."""
        now = time.monotonic()
        if now - self._trusted[0] >= TRUST_EVERY_S:
            self._trusted = (now, self._station.is_trusted())
        return self._trusted[1]

    def _check_still_open(self) -> None:
        """Refuse to go on when SQLite has undone the transaction that holds what was taken."""
        if self._open.heard and not self._writer.is_open:
            raise DiskError("the open transaction was undone")

    def _remember(self, acks: Mapping[str, Ack]) -> None:
        """Keep the newest acknowledgement of each queue; what was once asked for again stays asked for."""
        for node, ack in acks.items():
            before = self._open.acks.get((node, ack.queue))
            is_asked = before is not None and before.again and not ack.again
            self._open.acks[node, ack.queue] = Ack(ack.queue, ack.seq, again=True) if is_asked else ack

    def _hurry(self, outcome: Outcome) -> None:
        now = time.monotonic()
        within = self._station.commit_interval_s
        if outcome.waiting:
            within = min(within, WAITING_WITHIN_S)
        if outcome.urgent:
            within = 0.0
        due = self._open.due
        self._open.due = now + within if due is None else min(due, now + within)

    def _is_due(self) -> bool:
        due = self._open.due
        return due is not None and (time.monotonic() >= due or len(self._open.heard) >= MOST_AT_ONCE)

    def _commit(self) -> None:
        """Commit, then acknowledge: a message is the broker's until it stands on the disk."""
        self._check_still_open()
        if self._writer.is_open:
            self._be_alive()
            self._writer.commit()
        done, self._open = self._open, _Open()
        self._asked_at = 0.0
        self._broker.acknowledge(done.heard)
        for (node, _), ack in done.acks.items():
            topic = node_topic(self._station.commune, node, "ack")
            self._acked.add(topic)
            self._broker.publish(topic, msgspec.json.encode(ack), qos=1, retain=True)
        if done.heard:
            self._contact.succeeded()

    def _tasks(self) -> None:
        if self._is_hearing and not self._is_busy and time.monotonic() - self._asked_at < ASKED_EVERY_S:
            return
        self._asked_at = time.monotonic()
        now = int(self._station.clock.now())
        self._is_busy = False
        self._is_busy = self._between.turn(now)
        if time.monotonic() - self._alive_at >= ALIVE_EVERY_S and not self._open.heard:
            with self._writer.transaction():
                self._be_alive()

    def _be_alive(self) -> None:
        """Write down that we live, once a minute of the station: each time costs a page of the card."""
        now = int(self._station.clock.now())
        if abs(now - self._alive) >= ALIVE_EVERY_S:
            orders.be_alive(self._writer.readings, now)
            self._alive = now
        self._alive_at = time.monotonic()
