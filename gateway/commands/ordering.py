"""How a command changes readings: by its own hand while no gateway runs, else by an order that it follows."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from gateway.app.station import OpenStation, open_station
from gateway.config import Config
from gateway.domain.entries import Draft, OrderGiven
from gateway.domain.errors import BusyError, OrderRefusedError, StoreError
from gateway.domain.orders import Step
from gateway.domain.speech import told
from gateway.journal import CommuneJournal
from gateway.store.sqlite import orders
from gateway.store.sqlite.orders import Answer
from gateway.store.sqlite.reader import SqliteReadings

ANSWER_WITHIN_S: Final = 30.0


def carried_out(
    settings: Config,
    order: OrderGiven,
    *,
    by: str,
    here: Callable[[OpenStation], Iterator[Step]] | None = None,
) -> Iterator[Step]:
    """Carry an order out and yield after each step how far it has come.

    Args:
        settings: Of the station.
        order: What is to be done.
        by: Who gave it, as entries have it: the words of the command.
        here: Does the same at a station that no gateway has open; None: what the gateway itself would do.

    Raises:
        OrderRefusedError: The gateway could not carry it out; the sentence says why.
        StoreError: The gateway does not answer.
        ConucoError: As the order itself raises.
    """
    try:
        with open_station(settings) as station:
            if here is not None:
                yield from here(station)
            else:
                yield from station.carries[order.order](order.argument, int(settings.world().now()))
    except BusyError:
        yield from _ordered(settings, order, by)


def recorded(order: OrderGiven, *, by: str) -> Callable[[OpenStation], Iterator[Step]]:
    """Return what carries an order out at a station that no gateway has open, and leaves it in the journal.

    A person must be able to see later who asked for it, also where no gateway ran.
    """

    def here(station: OpenStation) -> Iterator[Step]:
        uid, now = uuid.uuid4().hex, int(station.config.world().now())
        station.journal.append(Draft(uid, "station", "order", order, now, by), now=now)
        step = Step(0, 0)
        for step in station.carries[order.order](order.argument, now):
            yield step
        with station.writer.transaction() as readings:
            orders.answer(readings, Answer(uid, "done", step.done, step.total, step.said, now))

    return here


def _ordered(settings: Config, order: OrderGiven, by: str) -> Iterator[Step]:
    folder = Path(settings.storage.folder)
    uid = uuid.uuid4().hex
    now = int(settings.world().now())
    with CommuneJournal(folder / "commune.db", commune=settings.commune.slug) as journal:
        journal.append(Draft(uid, "station", "order", order, now, by), now=now)
    store = SqliteReadings(folder, lambda _: {}, utc_offset_hours=settings.commune.utc_offset_hours)
    yield from _followed(uid, store, time.monotonic)


def _followed(uid: str, store: SqliteReadings, monotonic: Callable[[], float]) -> Iterator[Step]:
    heard_at = monotonic()
    before = None
    while True:
        answer = store.answer(uid)
        if answer != before:
            heard_at, before = monotonic(), answer
        if answer is not None and answer.state == "failed":
            raise OrderRefusedError(answer.answer)
        if answer is not None:
            yield Step(answer.done, answer.total, answer.answer)
        if answer is not None and answer.state == "done":
            return
        if monotonic() - heard_at > ANSWER_WITHIN_S:
            raise StoreError(
                told("La estación no contesta. Mire si `conuco gateway` anda; la orden quedó anotada.")
            )
        time.sleep(0.2)
