"""One station: its store, its journal, what it knows and what it does between two batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from gateway.app.cutting import Cutting
from gateway.app.deeds import Deeds
from gateway.app.digesting import Digesting
from gateway.app.following import Acting, Following
from gateway.app.forecasting import Forecasting
from gateway.app.gasping import Gasping
from gateway.app.hand_readings import HandReadings
from gateway.app.judge import PondJudge
from gateway.app.knowledge import Knowledge
from gateway.app.mending import commune_db, mending
from gateway.app.ordering import Carries, Ordering
from gateway.app.orders.collecting import collecting
from gateway.app.orders.importing import importing
from gateway.app.orders.letters import dropping, replaying
from gateway.app.orders.mirror import rebuilding
from gateway.app.orders.recomputing import recomputing
from gateway.app.orders.refilling import refilling
from gateway.app.orders.retiring import retiring
from gateway.app.placing import Placing
from gateway.app.planning import Planning
from gateway.app.rederiving import Rederiving
from gateway.app.restarting import Restarting
from gateway.app.retiring import Retiring
from gateway.app.rules import follow_rules
from gateway.app.sealing import Sealing
from gateway.app.seeding import seed
from gateway.app.timekeeper import Timekeeper
from gateway.app.updating import Updating
from gateway.app.watching import Watching, watching
from gateway.app.water import Water
from gateway.config import Config
from gateway.foreign.reading import Devices
from gateway.ingest.tasks import Task
from gateway.journal import CommuneJournal
from gateway.nodes.shelf import Shelf
from gateway.store.sqlite.mending import tell as tell_set_aside
from gateway.store.sqlite.reader import SqliteReadings
from gateway.store.sqlite.soundness import say_nothing
from gateway.store.sqlite.writer import SqliteWriter


@dataclass(frozen=True, slots=True)
class OpenStation:
    """A station whose files are open to write."""

    config: Config
    writer: SqliteWriter
    journal: CommuneJournal
    judge: PondJudge
    following: Following
    forecasting: Forecasting
    watching: Watching
    digesting: Digesting
    cutting: Cutting
    retiring: Retiring
    timekeeper: Timekeeper
    updating: Updating
    restarting: Restarting

    @property
    def carries(self) -> Carries:
        """What carries each order out."""
        return carries_of(self.judge)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """What a running gateway does between two batches."""
        acts = self.following.acting
        return (
            self.timekeeper,
            self.following,
            acts.gasping,
            self.watching,
            Placing(self.writer, self.timekeeper.trust),
            Sealing(self.writer),
            acts.rederiving,
            acts.ordering,
            self.updating,
            self.restarting,
            self.forecasting,
            self.retiring,
            self.digesting,
            self.cutting,
        )


@contextmanager
def open_station(
    config: Config, *, is_suspect: bool = False, tell: Callable[[], None] = say_nothing
) -> Iterator[OpenStation]:
    """Open a station's files to write, mend what is damaged, seed its journal and catch up with it.

    Args:
        config: Its settings.
        is_suspect: Whether a file was found damaged while it was open: every page is looked at.
        tell: Is called every now and then while that goes on.

    Raises:
        BusyError: Another gateway or command writes there.
        DiskError: The folder cannot be written.
    """
    folder = Path(config.storage.folder)
    knowledge = Knowledge(config.commune.altitude_m)
    offset = config.commune.utc_offset_hours
    closed = SqliteWriter(
        folder, knowledge.derive, utc_offset_hours=offset, is_mirrored=config.mirror.url is not None
    )
    closed.before_opening = mending(config, is_suspect=is_suspect, tell=tell)
    with (
        closed as writer,
        CommuneJournal(
            commune_db(config, now=int(config.world().now())), commune=config.commune.slug
        ) as journal,
    ):
        with writer.transaction() as readings:
            tell_set_aside(readings, writer.archive.connection, folder)
        timekeeper = Timekeeper(writer, journal, config.trust())
        timekeeper.begin()
        now = int(timekeeper.clock.now())
        seed(journal, config, now=now)
        devices = Devices(config.device, offset)
        judge = PondJudge(knowledge, writer, config.commune, timekeeper.trust, devices)
        following = Following(writer, journal, knowledge, acting(writer, journal, judge))
        follow_rules(writer)
        following.catch_up(now)
        yield OpenStation(
            config=config,
            writer=writer,
            journal=journal,
            judge=judge,
            following=following,
            watching=watching(config, judge, journal, now=now),
            forecasting=_forecasting(config, judge, journal),
            digesting=Digesting(writer, journal),
            cutting=Cutting(journal, offset, judge.is_clock_trusted),
            retiring=Retiring(writer, config.keeping.raw_days, offset, judge.is_clock_trusted),
            timekeeper=timekeeper,
            updating=Updating(writer, knowledge, Shelf(folder)),
            restarting=Restarting(
                writer,
                lambda: journal.entries("station", kinds={"order"}),
                lambda: knowledge.registers,
            ),
        )


def acting(writer: SqliteWriter, journal: CommuneJournal, judge: PondJudge) -> Acting:
    """Return who acts on what people have said at a station."""
    return Acting(
        Rederiving(writer),
        Ordering(writer, lambda: journal.entries("station", kinds={"order"}), carries_of(judge)),
        HandReadings(writer, judge),
        Gasping(writer, journal, judge),
    )


def carries_of(judge: PondJudge) -> Carries:
    """Return what carries each order out at a station."""
    return {
        "import": importing(judge.writer),
        "replay_letters": replaying(judge),
        "drop_letters": dropping(judge.writer),
        "rebuild_mirror": rebuilding(judge.writer),
        "retire": retiring(judge.writer),
        "recompute": recomputing(judge.writer),
        "refill": refilling(judge.writer),
        "collect": collecting(judge),
    }


def _forecasting(config: Config, judge: PondJudge, journal: CommuneJournal) -> Forecasting:
    writer, knowledge = judge.writer, judge.knowledge
    store = SqliteReadings(
        Path(config.storage.folder), knowledge.derive, utc_offset_hours=config.commune.utc_offset_hours
    )
    return Forecasting(
        writer,
        knowledge,
        config.commune,
        Water(store, writer.archive, knowledge),
        Deeds(journal),
        Planning(writer, knowledge),
        judge.is_clock_trusted,
    )
