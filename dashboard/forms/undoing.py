"""Who may take an entry back, and what goes back with it."""

from __future__ import annotations

import uuid
from typing import Final

from dashboard.forms.recording import companions
from dashboard.forms.where.belonging import units_of
from dashboard.login.rights import Right
from dashboard.parliament.assembly import RECORDED
from dashboard.production.registers import REGISTERS
from dashboard.telling import told
from dashboard.visit.given import SOMEBODY, Visit
from gateway.domain.entries import Draft, Entry, Reversed
from gateway.domain.errors import EntryError
from gateway.people import POND_BUTTON

FREE_S: Final = 900
"""How long who wrote something down takes it back without asking anybody [s of ours]."""
UNDONE_ELSEWHERE: Final = frozenset(
    {
        "acknowledgement",
        "alarm_passed",
        "order",
        "clock",
        "member",
        "device",
        "node_replaced",
        "aerator_order",
        "token",
        "reversal",
        "sensor_day",
        "update_offer",
        "update_withdrawn",
        "closing",
        "export",
    }
)
"""What no receipt takes back: each has its own page, or cannot be unsaid."""
OF_SET_UP: Final = frozenset({"place", "field", "placement", "node", "calibration", "limits"})
"""What says how the station measures and when it warns is taken back by who sets it up."""
SAID_BY_A_SECOND: Final = frozenset({"confirmation", "photo"})
"""What a second person said of an entry is not taken back by the enterprise that it is about."""
WITH_A_PIN: Final = (
    REGISTERS
    | OF_SET_UP
    | RECORDED
    | frozenset(
        {
            "stocking",
            "sowing",
            "harvest",
            "cycle_lost",
            "delivery",
            "confirmation",
            "stock_loss",
            "money",
            "photo",
            "observation",
        }
    )
)
"""What no tapped name records, none takes back."""
_SPACE: Final = uuid.UUID("c2a4e6d0-51b5-4a0f-8a2f-2f6d1f5a9e33")


def may_undo(visit: Visit, entry: Entry) -> bool:
    """Tell whether a visitor may take an entry back now.

    A quarter of an hour belongs to who wrote it, or to anybody where nobody is named; afterwards it
    takes the right to correct.
    """
    if entry.kind in UNDONE_ELSEWHERE:
        return False
    if _may_correct(visit, entry):
        return True
    if entry.kind == "money":
        return False
    speed = visit.station.config.clock.world_speed or 1.0
    if visit.now - entry.registered > max(FREE_S, FREE_S * speed):
        return False
    return entry.author in (SOMEBODY, POND_BUTTON, *_own_names(visit, entry))


def reversal_of(visit: Visit, entry: Entry) -> Entry | None:
    """Return the entry that took another back, None while it stands."""
    later = visit.station.journal.entries(entry.journal, kinds=["reversal"], after=entry.number)
    return next((one for one in later if one.reverses == entry.uid), None)


def _own_names(visit: Visit, entry: Entry) -> tuple[str, ...]:
    if visit.member is not None:
        return (visit.member.uid,)
    if entry.kind in WITH_A_PIN:
        return ()
    return (visit.last_tapped,) if visit.device is not None and visit.last_tapped else ()


def _may_correct(visit: Visit, entry: Entry) -> bool:
    """Tell whether a visitor corrects what others wrote: a spokesperson only within the own enterprise.

    Money is corrected by who keeps it, an observation by the social control, what the parliament recorded
    by its secretary, and each by nobody else.
    """
    if entry.kind == "money":
        return visit.may(Right.KEEP_MONEY)
    if entry.kind == "observation":
        return visit.may(Right.OBSERVE)
    if entry.kind in RECORDED:
        return visit.may(Right.HOLD_SESSION)
    if not visit.may(Right.CORRECT) or visit.may(Right.SET_UP):
        return visit.may(Right.CORRECT)
    return entry.kind not in OF_SET_UP | SAID_BY_A_SECOND and _is_of_own_enterprise(visit, entry)


def _is_of_own_enterprise(visit: Visit, entry: Entry) -> bool:
    """Tell whether an entry is of a spokesperson's unit or enterprise, or of none at all."""
    said, own = told(visit, entry), units_of(visit.member, visit.station.production.registers())
    if said.unit:
        return said.unit in {one.slug for one in own}
    enterprise = said.enterprise or getattr(entry.body, "enterprise", None)
    return not enterprise or enterprise in {one.enterprise for one in own}


def undo(visit: Visit, entry: Entry) -> None:
    """Take an entry back, and all that the same form wrote with it; nothing is erased.

    Raises:
        EntryError: Something else stands on it, or the visitor may not.
    """
    journal = visit.station.journal
    if not may_undo(visit, entry):
        raise EntryError(
            "Ya no se puede deshacer desde aquí. Pídalo a la vocería de la EPS o al equipo técnico."
        )
    with journal.transaction():
        for one in (entry, *companions(journal, entry.uid)):
            journal.append(_reversal(visit, one), now=visit.now)


def _reversal(visit: Visit, entry: Entry) -> Draft:
    names = _own_names(visit, entry)
    return Draft(
        uid=str(uuid.uuid5(_SPACE, entry.uid)),
        journal=entry.journal,
        kind="reversal",
        body=Reversed("deshecho en el recibo"),
        happened=visit.now,
        author=names[0] if names else visit.author,
        reverses=entry.uid,
    )
