"""How the demo's sessions were convened, and who came to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Final, Literal

from gateway.demo.world import cast
from gateway.demo.world.assembly_mandates import mandates
from gateway.demo.world.assembly_sessions import HELD, SITTINGS, Sitting
from gateway.demo.world.calendar import HOUR_S
from gateway.demo.world.chance import generator
from gateway.demo.world.cycles import CALENDAR
from gateway.demo.world.daily import NO_TEXT
from gateway.demo.world.records import SECRETARY, Record, drafted
from gateway.domain.entries import AttendanceTaken, SessionConvened

_Parts = tuple[float, float]
"""How often a delegate comes, and how often an alternate in the place of one who does not [-]."""
_COME: Final[_Parts] = (0.72, 0.4)
_RAINED: Final[_Parts] = (0.4, 0.15)
"""Of the morning on which the bridge was under water."""
_TURNED_AWAY: Final = 23
_WRITTEN_S: Final = 120
_AGENDA: Final = (
    "Asistencia y quórum\n"
    "Lo acordado en la sesión anterior y qué pasó\n"
    "Cuentas y excedente, moneda por moneda\n"
    "Propuestas\n"
    "Observaciones de la contraloría social\n"
    "Cierre del libro y lectura de las palabras"
)


def meetings() -> Iterator[Record]:
    """Yield each convocation, and of the sessions that were held who came."""
    for one in SITTINGS:
        if one.missed is None:
            yield _convened(one, 1, one.day, CALENDAR.at(one.day - timedelta(days=one.noticed), 17.0))
        else:
            yield _convened(one, 1, one.missed, CALENDAR.at(one.missed - timedelta(days=one.noticed), 17.0))
            yield _counted(one, 1, one.missed, missed(one), _TURNED_AWAY)
            yield _convened(one, 2, one.day, CALENDAR.at(one.missed, 10.5))
        if one in HELD:
            people = 60 + int(generator(cast.SEED, "assembly", one.number).integers(0, 130))
            yield _counted(one, 2 if one.missed else 1, one.day, present(one), people)


@cache
def present(one: Sitting) -> list[str]:
    """Return the mandates that were there when a session was held, one of each seat at the most."""
    return _who_came(one, at=one.at, parts=_COME)


def missed(one: Sitting) -> list[str]:
    """Return the mandates whose delegates came to a first convocation that had too few."""
    return [] if one.missed is None else _who_came(one, at=CALENDAR.at(one.missed, 9.0), parts=_RAINED)


def _who_came(one: Sitting, *, at: int, parts: _Parts) -> list[str]:
    lots = generator(cast.SEED, "came", one.number, at)
    held = {(given.by, given.is_alternate): given.uid for given in mandates() if given.holds(at)}
    came: list[str] = []
    for by in sorted({by for by, _ in held}):
        delegate, alternate = (float(lot) < part for lot, part in zip(lots.random(2), parts, strict=True))
        uids = [held.get((by, False)) if delegate else None, held.get((by, True)) if alternate else None]
        came += [uid for uid in uids if uid is not None][:1]
    return came


def _convened(one: Sitting, call: Literal[1, 2], day: date, at: int) -> Record:
    body = SessionConvened(one.number, call, CALENDAR.at(day, 9.0), one.place, NO_TEXT)
    draft = drafted(f"demo-convocatoria-{one.number}-{call}", body, happened=at, author=SECRETARY)
    return Record(draft, at + _WRITTEN_S, _AGENDA)


def _counted(one: Sitting, call: Literal[1, 2], day: date, came: list[str], people: int) -> Record:
    at = CALENDAR.at(day, 9.0) + HOUR_S // 3
    body = AttendanceTaken(one.number, call, came, people)
    draft = drafted(f"demo-asistencia-{one.number}-{call}", body, happened=at, author=SECRETARY)
    return Record(draft, at + _WRITTEN_S)
