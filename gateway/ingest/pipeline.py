"""One message to what is stored of it; one message never stops the station."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass

from gateway.domain.errors import BodyError, DiskError, TopicError
from gateway.domain.message import LARGEST_BODY, Ack, TimeAnswer, TimeAsk, decode_ask, decode_status
from gateway.domain.node_orders import Result, decode_result
from gateway.domain.node_updates import UpdateAsk, decode_update_ask, part_leaf
from gateway.domain.topics import PREFIX, NodeTopic, ReadingsTopic, parse_topic
from gateway.ingest.batch import BatchTaker, Judge
from gateway.ingest.devices import DeviceTaker, Others
from gateway.ingest.heard import Arrived, Heard, Outcome
from gateway.ingest.presence import Presence
from gateway.ingest.setting_aside import DeadLetterBox, topic_or_none
from gateway.store.sqlite import statuses
from gateway.store.sqlite.clock_pairs import ClockPair
from gateway.store.sqlite.connection import as_our_errors
from gateway.store.sqlite.writer import SqliteWriter

log = logging.getLogger(__name__)


OnResult = Callable[[str, Result, int], None]
"""Hears a node's answer and when it came [s UTC], in the open transaction."""


OnAsk = Callable[[str, TimeAsk], None]
"""Hears a node's question for the time, in the open transaction, before it is answered."""


OnUpdateAsk = Callable[[str, UpdateAsk], bytes | None]
"""Gives the part of an update that a node asks for, None where it gets none; it waits for no disk."""


def _nobody(node: str, result: Result, at: int) -> None:
    """Hear nothing: this station has ordered nothing."""


def _nobody_asked(node: str, ask: TimeAsk) -> None:
    """Hear nothing: this station takes its time from no node."""


def _nobody_pulled(node: str, ask: UpdateAsk) -> bytes | None:  # noqa: ARG001 - as who offers something
    """Give nothing: this station offers nothing."""
    return None


@dataclass(frozen=True, slots=True)
class Ears:
    """Who hears what nodes say besides what they measured."""

    result: OnResult = _nobody
    ask: OnAsk = _nobody_asked
    update: OnUpdateAsk = _nobody_pulled


class Pipeline:
    """Takes messages within an open transaction of the writer."""

    def __init__(
        self,
        writer: SqliteWriter,
        judge: Judge,
        *,
        commune: str,
        ears: Ears = Ears(),
        others: Others | None = None,
    ) -> None:
        """Remember where to keep, who judges, who hears what nodes say, and what of others is heard."""
        self._writer = writer
        self._commune = commune
        self._head = f"{PREFIX}/{commune}/"
        self._judge = judge
        self._ears = ears
        self.presence = Presence()
        self._aside = DeadLetterBox(writer.readings, commune)
        self._batches = BatchTaker(writer, judge, self.presence, self._aside)
        self._others = others or Others()
        self._devices = DeviceTaker(self._batches, self._others.devices)

    def forget(self) -> None:
        """Forget what was taken since the last commit: it was rolled back."""
        self._judge.forget()
        self._writer.jottings.forget()
        self._batches.inputs.forget()
        self._aside.forget()

    def take(self, heard: Heard, *, arrived: Arrived) -> Outcome:
        """Store a message or set it aside.

        Raises:
            DiskError: The disk is at fault, not the message: nothing of it stands.
        """
        with as_our_errors():
            return self._taken(heard, arrived=arrived)

    def _taken(self, heard: Heard, *, arrived: Arrived) -> Outcome:
        outcome = Outcome()
        try:
            with as_our_errors(), self._apart(heard):
                self.dispatch(heard, outcome, arrived=arrived)
        except DiskError:
            raise
        except (TopicError, BodyError) as error:
            self._aside.set_aside(heard, str(error), arrived=arrived, device=self._device_name(heard))
        except Exception as error:
            log.exception("message not stored topic=%s", heard.topic[:200])
            outcome = self._set_aside_moving(heard, f"could not be stored: {error!r}", arrived=arrived)
        return outcome

    def _apart(self, heard: Heard) -> AbstractContextManager[None]:
        """Return what undoes a message that fails: a savepoint, or nothing for a batch of records.

        What a batch writes beside its rows has savepoints of its own, and the rows are jotted down last.
        """
        is_batch = heard.topic.startswith(self._head) and "/readings/" in heard.topic
        return nullcontext() if is_batch and not self._writer.jottings.is_careful else self.savepoint()

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Undo what a message did when it raises, and nothing of the messages before it.

        Raises:
            DiskError: The disk made SQLite undo more than that.
        """
        with self._writer.savepoint():
            yield
            self._writer.jottings.write()

    def dispatch(self, heard: Heard, outcome: Outcome, *, arrived: Arrived) -> None:
        """Do what a message says, within the open transaction.

        Raises:
            MessageError: It is not what the contract says.
        """
        device = self._others.device_of(heard.topic)
        if device is None and self._is_said_to_others(heard):
            return
        topic = None if device is not None else parse_topic(heard.topic, commune=self._commune)
        if len(heard.body) > LARGEST_BODY:
            raise TopicError(f"{len(heard.body)} bytes are too many to take; {LARGEST_BODY} are allowed")
        if device is not None:
            self._devices.take(device, heard, outcome, arrived=arrived)
        elif topic is not None:
            self._of_node(topic, heard, outcome, arrived=arrived)

    def _is_said_to_others(self, heard: Heard) -> bool:
        """Tell whether a message holds nothing to keep: our own words to others, or theirs to each other."""
        if heard.topic.startswith(PREFIX):
            return heard.topic.startswith(f"{PREFIX}/{self._commune}/-/")
        self._others.hear(heard)
        return self._others.is_none_of_ours(heard.topic)

    def _of_node(
        self, topic: ReadingsTopic | NodeTopic, heard: Heard, outcome: Outcome, *, arrived: Arrived
    ) -> None:
        if isinstance(topic, ReadingsTopic):
            if heard.retain:
                raise TopicError("a retained reading is not taken: nobody knows how old it is")
            self._batches.take(topic, heard, outcome, arrived=arrived)
            return
        match topic.leaf:
            case "status":
                self._status(topic, heard, arrived=arrived)
            case "time/ask":
                outcome.answers[topic.node] = self._answer(topic, heard, arrived=arrived)
            case "result":
                result = decode_result(heard.body)
                log.info(
                    "order answered node=%s order=%s state=%s ringing=%d",
                    topic.node,
                    result.id,
                    result.state,
                    result.ringing,
                )
                self._ears.result(topic.node, result, arrived.at)
            case "update/ask":
                self._update_ask(topic.node, heard, outcome)
            case "ack" | "time/answer" | "command" | "update/part":
                pass  # our own words, come back by our own subscription

    def _status(self, topic: NodeTopic, heard: Heard, *, arrived: Arrived) -> None:
        status = decode_status(heard.body)
        # What counts as "now" is never learnt from it: one forged status would silence a pond's alarms,
        # and an always-on node asks the time every minute.
        if heard.retain:  # It may be old news: what stands already keeps its moment.
            standing = statuses.everything(self._writer.readings).get(topic.node)
            if standing is not None and standing[1] == status:
                return
        statuses.save(self._writer.readings, topic.node, status, at=arrived.at)

    def _update_ask(self, node: str, heard: Heard, outcome: Outcome) -> None:
        if heard.retain:
            raise TopicError("a retained question is not answered: nobody knows how old it is")
        ask = decode_update_ask(heard.body)
        part = self._ears.update(node, ask)
        if part is not None:
            outcome.parts.append((node, part_leaf(ask.sha256, ask.at), part))

    def _answer(self, topic: NodeTopic, heard: Heard, *, arrived: Arrived) -> TimeAnswer:
        if heard.retain:
            raise TopicError("a retained question is not answered: nobody knows how old it is")
        ask = decode_ask(heard.body)
        uptime = ask.uptime_ms // 1000
        self.presence.hear(topic.node, ask.queue, boot=ask.boot, uptime=uptime)
        self._ears.ask(topic.node, ask)
        if arrived.is_trusted:
            pair = ClockPair(topic.node, int(ask.queue, 16), ask.boot, uptime, arrived.at)
            count = self._writer.add_pair(pair)
            if count:
                log.info("records placed node=%s boot=%d count=%d", topic.node, ask.boot, count)
        return TimeAnswer(ask.n, ask.uptime_ms, arrived.at_ms, arrived.is_trusted)

    def _set_aside_moving(self, heard: Heard, reason: str, *, arrived: Arrived) -> Outcome:
        """Set aside a message whose storing failed, and move its cursor as if it had been taken."""
        outcome = Outcome()
        topic = topic_or_none(heard.topic, commune=self._commune)
        before = None
        if isinstance(topic, ReadingsTopic):
            cursor, done = self._batches.moved(topic, arrived=arrived)
            self._writer.jottings.take((), cursor)
            outcome.acks[topic.node] = Ack(topic.queue, cursor.last, done.again)
            if done.above is None:
                return outcome
            before = done.above
        device = self._device_name(heard)
        self._aside.set_aside(heard, reason, arrived=arrived, cursor=before, device=device)
        return outcome

    def _device_name(self, heard: Heard) -> str | None:
        device = self._others.device_of(heard.topic)
        return None if device is None else device.node
