"""Whether a station has a mirror, and the task that keeps it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from gateway.app.knowledge import Knowledge
from gateway.config import Config
from gateway.config.services import Mirror
from gateway.domain.errors import MirrorError
from gateway.domain.orders import Step
from gateway.ingest.tasks import Task
from gateway.store.sqlite import mirror
from gateway.store.sqlite.writer import SqliteWriter

if TYPE_CHECKING:
    from gateway.store.influx.sending import Place


@contextmanager
def mirrored(config: Config, writer: SqliteWriter, knowledge: Knowledge) -> Iterator[tuple[Task, ...]]:
    """Give the task that keeps the mirror; none where there is no mirror, and then it is forgotten too."""
    if config.mirror.url is None:
        if mirror.find(writer.readings) is not None:
            with writer.archive.transaction():
                writer.archive.mirror.forget()
            with writer.transaction() as readings:
                mirror.forget(readings)
        yield ()
        return
    # Not above: the library of InfluxDB is 26 MB of memory that a station without a mirror does not have.
    from gateway.app.mirror.task import Mirroring
    from gateway.store.influx.sending import Sender

    place = place_of(config, knowledge)
    keeping = Mirroring(writer, lambda: Sender(place), server_name(config.mirror))
    try:
        yield (keeping,)
    finally:
        keeping.close()


def sent_by_hand(config: Config, writer: SqliteWriter, knowledge: Knowledge) -> Iterator[Step]:
    """Have everything that waits sent while no gateway runs, and yield after each step how far it has come.

    Raises:
        MirrorError: It does not go on; the sentence says why.
    """
    from gateway.app.mirror.task import Mirroring
    from gateway.store.influx.sending import Sender

    place = place_of(config, knowledge)
    keeping = Mirroring(writer, lambda: Sender(place), server_name(config.mirror), every_s=0.0)
    try:
        while not keeping.has_everything:
            now = int(config.world().now())
            if keeping.is_due(now):
                keeping.act(now)
                yield Step(keeping.state.there, keeping.state.kept, keeping.state.said)
            if not keeping.state.is_well:
                raise MirrorError(keeping.state.said)
            time.sleep(0.005)
        keeping.write_down()
    finally:
        keeping.close()


def place_of(config: Config, knowledge: Knowledge) -> Place:
    """Return which station is sent where; what its journals say is asked whenever something is sent."""
    from gateway.store.influx.sending import Place

    return Place(
        server=config.mirror,
        commune=config.commune.slug,
        folder=Path(config.storage.folder),
        derive=knowledge.derive,
        derive_alone=knowledge.derive_alone,
        placements=lambda: knowledge.registers.placements,
    )


def server_name(server: Mirror) -> str:
    """Return address, organisation and bucket of a mirror, as the row `mirror` keeps them."""
    return f"{server.url} {server.org} {server.bucket}"
