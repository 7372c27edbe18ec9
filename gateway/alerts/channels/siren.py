"""How the sirens are to sound: what rings now, and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from gateway.alerts.calling import Case, Tonight, is_ringing
from gateway.domain.alerts import Kind
from gateway.domain.node_orders import AlarmOutput

LONGEST_REASON: Final = 80
TEST_REASON: Final = "prueba"

_REASONS: Final = {
    Kind.OXYGEN: "oxigeno",
    Kind.GASPING: "peces boquean",
    Kind.DAWN: "amanecer",
    Kind.MAINS: "luz",
    Kind.AERATOR: "aireador",
    Kind.TEMPERATURE: "temperatura",
    Kind.SENSOR: "sonda",
    Kind.SILENT_NODE: "nodo callado",
    Kind.SILENT_STATION: "estacion callada",
    Kind.BATTERY: "bateria",
    Kind.DISK: "disco",
    Kind.CLOCK: "hora",
    Kind.CHANNEL: "via de aviso",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the sirens are to do.

    Attributes:
        output: The level and why.
        digest: The same for the same alarms, acknowledged as often, whatever else happens; an order with
            another one is a new order, which ends a silence that was for something milder.
    """

    output: AlarmOutput
    digest: int


def wanted(cases: Iterable[Case], tonight: Tonight, *, now: int, is_test: bool = False) -> Wanted:
    """Return what the sirens are to do: sound at the worst danger that nobody is on the way to.

    Args:
        cases: Every alert that stands.
        tonight: What wakes whom.
        now: When this is asked [s UTC].
        is_test: Whether somebody tries the sirens out.
    """
    ringing = ringing_cases(cases, tonight, now=now)
    if not ringing:
        return Wanted(AlarmOutput(1, TEST_REASON) if is_test else AlarmOutput(0), int(is_test))
    reasons = [f"{one.alert.place or 'estacion'} {_REASONS[Kind(one.alert.kind)]}" for one in ringing]
    said = "|".join(sorted(f"{one.alert.uid} {one.danger} {one.acknowledged}" for one in ringing))
    digest = int.from_bytes(hashlib.sha256(said.encode()).digest()[:6])
    return Wanted(AlarmOutput(int(ringing[0].danger or 0), ", ".join(reasons)[:LONGEST_REASON]), digest)


def ringing_cases(cases: Iterable[Case], tonight: Tonight, *, now: int) -> list[Case]:
    """Return the alerts that ring, the worst danger first, then the oldest."""
    found = [one for one in cases if is_ringing(one, tonight, now=now)]
    return sorted(found, key=lambda one: (-(one.danger or 0), one.alert.opened, one.alert.uid))
