"""The nodes in words for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path

from rich.table import Table
from rich.text import Text

from gateway.commands.node.registry import told_of
from gateway.config import Config
from gateway.domain.message import Status
from gateway.domain.speech import told
from gateway.nodes.standing import NodeRow, State, node_rows
from gateway.store.sqlite.reader import SqliteReadings


def rows(settings: Config) -> list[NodeRow]:
    """Return how every node of a station stands now."""
    folder = Path(settings.storage.folder)
    known = told_of(settings)
    states = []
    if (folder / "readings.db").is_file():
        store = SqliteReadings(folder, lambda _: {}, utc_offset_hours=settings.commune.utc_offset_hours)
        states = store.nodes()
    return node_rows(known.nodes, known.placements, states, now=int(settings.world().now()))


def table(found: Sequence[NodeRow], settings: Config) -> Table:
    """Return the nodes as a table, one row each."""
    made = Table(box=None, pad_edge=False)
    for title in (told("nodo"), told("lugar"), told("cómo está"), told("se oyó"), told("corriente"),
                  told("señal"), told("programa"), told("faltan")):  # fmt: skip
        made.add_column(title, no_wrap=title != told("corriente"))
    for row in found:
        status = row.status
        made.add_row(
            *(
                Text(one)
                for one in (
                    row.node,
                    row.place or "—",
                    state_words(row.state),
                    moment(row.last, settings),
                    _battery(status),
                    "—" if status is None or status.signal_dbm is None else f"{status.signal_dbm:.0f}",
                    (status.firmware if status else None) or "—",
                    "—" if status is None or status.outbox is None else str(status.outbox),
                )
            )
        )
    return made


def moment(at: int | None, settings: Config) -> str:
    """Return a moment [s UTC] as the commune's clocks say it."""
    if at is None:
        return "—"
    zone = timezone(timedelta(hours=settings.commune.utc_offset_hours))
    return f"{datetime.fromtimestamp(at, zone):%d/%m %H:%M}"


def _known(value: int | None) -> str:
    return "—" if value is None else str(value)


def _battery(status: Status | None) -> str:
    if status is None:
        return "—"
    parts = [] if status.battery_v is None else [f"{status.battery_v:.2f} V"]
    if status.mains is not None:
        parts.append(told("hay luz") if status.mains else told("sin luz"))
    return ", ".join(parts) or "—"


def state_words(state: State) -> str:
    """Return in words how a node stands."""
    return {
        "new": told("no se ha oído"),
        "online": told("en línea"),
        "sleeping": told("duerme"),
        "lost": told("sin conexión"),
        "silent": told("callado"),
    }[state]


def update_words(state: str) -> str:
    """Return in words what a node does with a new program."""
    return {
        "none": told("ninguno; lleva el que se le grabó"),
        "fetching": told("lo está bajando"),
        "trial": told("lo está probando"),
        "confirmed": told("lo lleva y anda bien"),
        "failed": told("falló, y volvió al de antes"),
    }[state]


def details(row: NodeRow, settings: Config) -> Iterator[str]:
    """Yield what the station knows of a node, line by line."""
    yield told("%(node)s: %(state)s; se oyó %(last)s", node=row.node, state=state_words(row.state),
               last=moment(row.last, settings))  # fmt: skip
    status = row.status
    if status is None:
        return
    yield told(
        "programa %(firmware)s, MicroPython %(micropython)s, placa %(board)s",
        firmware=status.firmware or "—",
        micropython=status.micropython or "—",
        board=row.board or "—",
    )
    yield told(
        "veces encendido: %(boot)s; anda hace %(hours)s h; por enviar: %(outbox)s;"
        " memoria libre: %(heap)s bytes",
        boot=_known(status.boot),
        hours=_known(None if status.uptime is None else status.uptime // 3600),
        outbox=_known(status.outbox),
        heap=_known(status.free_heap),
    )
    if status.started is not None:
        yield told("arrancó por última vez %(why)s", why=_started(status.started))
    if status.dropped or status.damaged:
        yield told("registros botados %(dropped)s, dañados %(damaged)s", dropped=status.dropped or 0,
                   damaged=status.damaged or 0)  # fmt: skip
    if status.rescue:
        yield told("vive sin memoria flash: %(why)s", why=status.rescue)
    for where, fault in (status.faults or {}).items():
        yield told("falla en %(where)s: %(fault)s", where=where, fault=fault)
    if status.update is not None:
        yield told("programa nuevo: %(state)s", state=update_words(status.update.state))


def _started(why: str) -> str:
    """Return why a node started last; what is not known here in its own word."""
    words = {
        "power_on": told("al encenderlo"),
        "watchdog": told("al trabarse"),
        "deep_sleep": told("al despertar, como siempre"),
        "reset": told("por una orden"),
        "brownout": told("por falta de corriente"),
    }
    return words.get(why, why)
