"""Small whole things to begin a test with; every argument that a test does not name is ordinary."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import numpy as np

from gateway.domain.alerts import DEFAULT_LIMITS, Alert, Level, Limits
from gateway.domain.columns import Derived
from gateway.domain.entries import KINDS, Body, Draft, Entry, Harvested, Journal, Reversed, Stocked
from gateway.domain.letters import Letter
from gateway.domain.places import Place
from gateway.domain.readings import Flag, Reading, SeriesKey, TimeKnown

NIGHT = 1_780_000_000
"""A moment to count from, 2026-05-28 20:26:40 UTC."""

OXYGEN = SeriesKey("pond-1", "sonda", "oxygen")


def a_reading(
    value: float = 6.0,
    *,
    at: int = NIGHT,
    flag: Flag = Flag.GOOD,
    known: TimeKnown = TimeKnown.SYNCED,
    series: SeriesKey = OXYGEN,
) -> Reading:
    return Reading(series, at, value, flag, known)


def readings_every(
    step_s: int, values: Sequence[float], *, start: int = 0, flag: Flag = Flag.GOOD
) -> Derived:
    time = start + step_s * np.arange(len(values), dtype=np.int64)
    ones = np.ones(len(values), dtype=np.int64)
    return Derived(time, np.array(values, dtype=np.float64), ones * flag, ones * TimeKnown.SYNCED)


def a_pond(slug: str = "estanque-1", *, number: int = 1, means: Sequence[str] = ()) -> Place:
    return Place(
        slug,
        "pond",
        number,
        f"Estanque {number}",
        tuple(means),
        area_m2=Decimal(1000),
        depth_m=Decimal("1.2"),
    )


def a_field(slug: str = "parcela-1", *, number: int = 1) -> Place:
    return Place(
        slug,
        "field",
        number,
        f"Parcela {number}",
        area_m2=Decimal(20_000),
        field_capacity=Decimal("0.32"),
        wilting_point=Decimal("0.20"),
    )


def an_alert(level: Level = Level.CRITICAL, *, acknowledged: int | None = None, **others: int) -> Alert:
    return Alert("alerta-1", "estanque-1", "oxygen", level, NIGHT, 1.8, acknowledged=acknowledged, **others)


def limits(warn: float = 3.0, critical: float = 2.0, emergency: float = 1.0) -> Limits:
    return Limits(warn, critical, emergency, DEFAULT_LIMITS.source, verified=False)


def a_draft(body: Body, *, uid: str = "uid-1", journal: Journal = "station", **others: object) -> Draft:
    """Return a draft of whatever kind its body is; a reversal needs its journal."""
    kind, (own, _) = next((one, known) for one, known in KINDS.items() if known[1] is type(body))
    fields: dict[str, object] = {"happened": NIGHT, "author": "team"} | others
    return Draft(uid=uid, journal=own or journal, kind=kind, body=body, **fields)  # type: ignore[arg-type]


def a_reversal(of: str, *, uid: str = "uid-reversal", journal: Journal = "book") -> Draft:
    return a_draft(Reversed("equivocado"), uid=uid, journal=journal, reverses=of)


def a_stocking(unit: str = "laguna-1") -> Stocked:
    return Stocked(unit, "cachama negra", fish=1000, mean_weight_g=Decimal(30), plan_kg=Decimal(700))


def a_harvest(cycle: str, kg: str = "620.5", *, complete: bool = True, fish: int | None = 930) -> Harvested:
    return Harvested(cycle, Decimal(kg), "weighed", complete, fish=fish)


def an_entry(body: Body, *, number: int = 1, **others: object) -> Entry:
    """Return an entry as if it stood in its journal; its hashes are not real."""
    draft = a_draft(body, **({"uid": f"uid-{number}"} | others))  # type: ignore[arg-type]
    return Entry(
        number=number,
        uid=draft.uid,
        journal=draft.journal,
        kind=draft.kind,
        body=draft.body,
        happened=draft.happened,
        registered=draft.happened,
        author=draft.author,
        on_behalf_of=draft.on_behalf_of,
        reverses=draft.reverses,
        previous="0" * 64,
        own_hash="0" * 64,
    )


def a_letter(**others: object) -> Letter:
    """Return an urgent letter to the telephones of the network, due when it was made."""
    ordinary: dict[str, object] = {
        "alert": "alerta-1",
        "what": "opened",
        "level": 2,
        "round": 0,
        "channel": "push",
        "recipient": "",
        "place": "estanque-1",
        "text": "Peligro: El Samán (1), oxígeno 1,8 mg/L",
        "is_urgent": True,
        "made": NIGHT,
    }
    given = ordinary | others
    return Letter(**({"due": given["made"]} | given))  # type: ignore[arg-type]
