"""What wakes whom: a table that people can read aloud, and change."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Final, get_args

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import HTMLResponse, Response

from dashboard.forms.answers import Fault
from dashboard.forms.written import Written
from dashboard.login.rights import Right
from dashboard.visit.given import Visit, VisitHere, see_other
from dashboard.visit.guard import check, needs
from dashboard.words.language import N_
from gateway.alerts.waking import DEFAULTS, How, Waking, waking_of
from gateway.domain.alerts import Kind, Level
from gateway.domain.entries import Draft, WakingSet

router = APIRouter()

ROWS: Final[Mapping[tuple[Kind, Level | None], str]] = {
    (Kind.OXYGEN, Level.WARN): N_("Oxígeno bajo: atención"),
    (Kind.OXYGEN, Level.CRITICAL): N_("Oxígeno bajo: peligro"),
    (Kind.OXYGEN, Level.EMERGENCY): N_("Oxígeno bajo: emergencia"),
    (Kind.GASPING, None): N_("Alguien avisó que los peces boquean"),
    (Kind.DAWN, None): N_("El pronóstico dice que puede faltar oxígeno antes de que amanezca"),
    (Kind.MAINS, None): N_("Se fue la luz en un estanque"),
    (Kind.AERATOR, None): N_("Lo que se encendió no alcanza o se paró"),
    (Kind.SILENT_NODE, None): N_("Una sonda no contesta"),
    (Kind.SILENT_STATION, None): N_("No se oye a la estación"),
    (Kind.TEMPERATURE, None): N_("El agua está muy caliente o muy fría"),
    (Kind.SENSOR, None): N_("Una sonda mide mal"),
    (Kind.BATTERY, None): N_("Una batería está baja"),
    (Kind.DISK, None): N_("Queda poco espacio para guardar datos"),
    (Kind.CLOCK, None): N_("Un reloj no está en hora"),
    (Kind.CHANNEL, None): N_("No anda una de las maneras de avisar"),
}
"""What can happen, in the words of the table and in its order."""

DANGERS: Final = frozenset(
    {(Kind.OXYGEN, Level.CRITICAL), (Kind.OXYGEN, Level.EMERGENCY), (Kind.GASPING, None)}
)
"""What kills fish before the morning: who lets it not ring by night is told what that means."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that can happen.

    Attributes:
        name: As the address has it.
        what: In words; a msgid.
        now: Whom it calls.
        shipped: Whom it called when the station was new.
        is_mute: Whether it kills fish and rings nobody by night.
    """

    name: str
    what: str
    now: Waking
    shipped: Waking
    is_mute: bool

    @property
    def is_changed(self) -> bool:
        """Whether the commune has written down something else than what ships."""
        return self.now != self.shipped


@dataclass(frozen=True, slots=True)
class WakingView:
    """The table, and the row that is being changed."""

    rows: Sequence[Row]
    may_set: bool
    changed: Row | None = None
    is_done: bool = False
    written: Mapping[str, str] = field(default_factory=dict)
    faults: Sequence[Fault] = ()


@router.get("/guardia/despierta")
def show(
    visit: VisitHere,
    wanted: Annotated[str, Query(alias="cambiar", max_length=40)] = "",
    done: Annotated[str, Query(alias="hecho", max_length=4)] = "",
) -> HTMLResponse:
    """Show what rings, what is written, and what stands only on the pages."""
    rows = _rows(visit)
    changed = next((one for one in rows if one.name == wanted), None)
    if changed is not None:
        check(visit, Right.SET_WAKING, back=f"{visit.path}?cambiar={changed.name}")
    view = WakingView(rows, visit.may(Right.SET_WAKING), changed, is_done=done == "si")
    return visit.page("waking.html", view)


@router.post("/guardia/despierta", dependencies=[needs(Right.SET_WAKING)])
def change(visit: VisitHere, written: Written) -> Response:
    """Write down whom something calls from now on."""
    found = next((key for key in ROWS if _name(key) == written.get("que")), None)
    night, day = _how(written.get("noche", "")), _how(written.get("dia", ""))
    if found is None or night is None or day is None:
        raise HTTPException(404)
    kind, level = found
    draft = Draft(
        uid=str(uuid.uuid4()),
        journal="station",
        kind="waking",
        body=WakingSet(kind, night, day, level=None if level is None else int(level)),
        happened=visit.now,
        author=visit.author,
    )
    visit.station.journal.append(draft, now=visit.now)
    return see_other("/guardia/despierta?hecho=si")


def _rows(visit: Visit) -> list[Row]:
    entered = visit.registered.calls.waking

    def row(key: tuple[Kind, Level | None]) -> Row:
        kind, level = key
        at = int(level or Level.CRITICAL)
        now = Waking(
            night=waking_of(entered, kind, at, is_night=True),
            day=waking_of(entered, kind, at, is_night=False),
        )
        is_mute = key in DANGERS and now.night != "wake"
        return Row(_name(key), ROWS[key], now, DEFAULTS[key], is_mute)

    return [row(key) for key in ROWS]


def _name(key: tuple[Kind, Level | None]) -> str:
    kind, level = key
    return str(kind) if level is None else f"{kind}-{int(level)}"


def _how(said: str) -> How | None:
    return next((one for one in get_args(How) if one == said), None)
