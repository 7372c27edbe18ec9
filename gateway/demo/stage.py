"""The demo on its stage: everything is started in order, followed, and stopped in order."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial

from gateway.demo.announcing import clock_words
from gateway.demo.broker import find_mosquitto, free_port, start_broker
from gateway.demo.children import Child, start_word, stop_all
from gateway.demo.influx import DemoInflux, influx_beside
from gateway.demo.nodes import DemoNodes, start_nodes
from gateway.demo.options import Options
from gateway.demo.panel.door import PanelDoor
from gateway.demo.panel.leaping import leap
from gateway.demo.panel.recount import Recount
from gateway.demo.panel.supervised import supervised
from gateway.demo.panel.troubles import Parts, Troubles
from gateway.demo.playbill import Playbill
from gateway.demo.preparing import Pristine, Tell
from gateway.demo.readiness import await_pages, await_readings
from gateway.demo.simulated import SimulatedHardware
from gateway.demo.sounding import Sound
from gateway.demo.world import cast
from gateway.demo.world.commune import make_world
from gateway.demo.world.doings import switches_of
from gateway.demo.world.settings import Running, settings_text
from gateway.domain.clock import WorldClock
from gateway.domain.entries import Entry
from gateway.domain.errors import DemoError
from gateway.domain.speech import told
from gateway.journal import CommuneJournal

_WARMING_UP_S = 4.0
"""So long before the curtain gateway and pages are started, that they stand when the night begins [s]."""
_WARMING_UP_WORLD_S = 300.0
"""At most so much of the world's time may pass meanwhile: more would be a future of five minutes [s]."""
_FOLLOWS_EVERY_S = 0.3
_DOINGS = ("intervention", "reversal")


@dataclass(frozen=True, slots=True)
class Stage:
    """A demo that is running.

    Attributes:
        running: Where its parts are, and its clock.
        pages: What serves them.
        hardware: What the nodes' pins meet.
        troubles: What the fault panel does to gateway and broker.
    """

    running: Running
    clock: WorldClock
    pages: Child
    hardware: SimulatedHardware
    nodes: DemoNodes
    journal: CommuneJournal
    troubles: Troubles


def play(options: Options, playbill: Playbill, *, is_stopping: Callable[[], bool]) -> None:
    """Run the demo until it is told to stop.

    Raises:
        DemoError: A part is missing or has ended by itself; the sentence says what to do.
    """
    _prepare(options, playbill, is_stopping)
    with _staged(options, playbill, is_stopping) as stage:
        if stage is None:
            return
        playbill.ready(options, stage.hardware.world, stage.nodes.interpreter)
        _follow(stage, playbill, is_stopping)
        playbill.stopping()


def _prepare(options: Options, playbill: Playbill, is_stopping: Callable[[], bool]) -> None:
    """Make the history unless it stands already, and put a fresh copy where the demo runs."""
    pristine = Pristine(options.folder / "preparada", options.start, options.since)
    if options.is_fresh or not pristine.is_current:
        with playbill.progress() as tell:
            pristine.make(_until_stopped(tell, is_stopping))
    pristine.copy_to(options.folder / "datos")


def _until_stopped(tell: Tell, is_stopping: Callable[[], bool]) -> Tell:
    """Return a teller that ends the preparing when somebody stops the demo."""

    def tell_on(what: str, done: int, total: int) -> None:
        if is_stopping():
            raise DemoError(told("Se detuvo antes de terminar; la próxima vez se prepara de nuevo."))
        tell(what, done, total)

    return tell_on


@contextmanager
def _staged(options: Options, playbill: Playbill, is_stopping: Callable[[], bool]) -> Iterator[Stage | None]:
    """Start every part and stop it again, whatever happens; None where it was told to stop meanwhile."""
    with ExitStack() as parts:
        for log in options.folder.glob("*.log"):
            log.unlink()
        playbill.says(told("Arranca el broker"))
        port = free_port()
        broker = parts.enter_context(
            supervised(lambda: start_broker(options.folder / "broker", port=port, mosquitto=find_mosquitto()))
        )
        playbill.says(
            told(
                "Arrancan la estación y las páginas (%(broker)s en el puerto %(port)s)",
                broker=broker.child.name,
                port=port,
            )
        )
        running = _running(options, port)
        clock = WorldClock(running.began, running.start, running.speed)
        door = PanelDoor()
        config = options.folder / "conuco.toml"
        influx = _influx(parts, options, playbill, is_stopping)
        mirror = None if influx is None else influx.url
        config.write_text(settings_text(running, panel=door.path, mirror=mirror), encoding="utf-8")
        gateway = parts.enter_context(supervised(lambda: start_word("gateway", config, options.folder)))
        pages = start_word("dashboard", config, options.folder)
        parts.callback(stop_all, [pages])
        journal = parts.enter_context(CommuneJournal(running.folder / "commune.db", commune=cast.SLUG))
        world = make_world(switches_of(journal.entries("book", kinds=_DOINGS)))
        hardware = SimulatedHardware(world, clock, options.faults)
        troubles = Troubles(
            Parts(gateway, broker, hardware, clock, partial(leap, running.folder)),
            Recount(running.folder, int(options.start)),
        )
        parts.enter_context(door.answering(troubles.answer))
        await_pages(running.page_port, [gateway.child, pages], is_stopping)
        _await_curtain(running, is_stopping)
        playbill.says(told("Despiertan los nodos"))
        nodes = parts.enter_context(start_nodes(hardware, running, options.folder / "nodos"))
        stage = Stage(running, clock, pages, hardware, nodes, journal, troubles)
        awaited = [pond.node for pond in cast.PONDS if hardware.signal_dbm(pond.node) is not None]
        heard = await_readings(running, awaited, lambda: _look(stage), is_stopping)
        yield stage if heard else None


def _influx(
    parts: ExitStack, options: Options, playbill: Playbill, is_stopping: Callable[[], bool]
) -> DemoInflux | None:
    """Start an InfluxDB where a person wants to see the mirror."""
    if not options.is_mirrored:
        return None
    playbill.says(told("Arranca InfluxDB, para el espejo"))
    return parts.enter_context(influx_beside(options.folder / "influx", is_stopping))


def _running(options: Options, broker_port: int) -> Running:
    warming_up = min(_WARMING_UP_S, _WARMING_UP_WORLD_S / options.speed)
    return Running(
        folder=(options.folder / "datos").resolve(),
        broker_port=broker_port,
        page_port=options.port,
        began=time.time() + warming_up,
        start=float(options.start),
        speed=options.speed,
    )


def _await_curtain(running: Running, is_stopping: Callable[[], bool]) -> None:
    while time.time() < running.began and not is_stopping():
        time.sleep(0.05)


def _look(stage: Stage) -> None:
    """Tend the nodes and see that every part still runs."""
    stage.nodes.tend()
    stage.troubles.tend()
    stage.pages.check()


def _follow(stage: Stage, playbill: Playbill, is_stopping: Callable[[], bool]) -> None:
    """Let the world answer what people do and say what the siren does, until it is told to stop."""
    known = stage.journal.entries("book", kinds=_DOINGS)
    looked_at = time.monotonic()
    heard: Sound = "silence"
    while not is_stopping():
        _look(stage)
        heard = _listened(stage, playbill, heard)
        if time.monotonic() - looked_at >= _FOLLOWS_EVERY_S:
            looked_at = time.monotonic()
            known = _answered(stage, known)
        time.sleep(0.02)


def _listened(stage: Stage, playbill: Playbill, heard: Sound) -> Sound:
    """Return what the siren sounds like, after saying so where that is news."""
    sound = stage.hardware.sound(cast.SIREN)
    if sound in (heard, "beep"):
        return heard
    playbill.sounds(sound, clock_words(int(stage.clock.now()), stage.hardware.world.calendar))
    return sound


def _answered(stage: Stage, known: list[Entry]) -> list[Entry]:
    """Return the doings of people, after letting the world answer the new ones."""
    fresh = stage.journal.entries("book", kinds=_DOINGS, after=known[-1].number if known else 0)
    if fresh:
        stage.hardware.follow(switches_of([*known, *fresh]))
    return [*known, *fresh]
