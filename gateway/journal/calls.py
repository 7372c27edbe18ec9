"""What stands today of calling people: who is on duty, what wakes them, and what there is for a night."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gateway.domain.alerts import Kind
from gateway.domain.entries import AlarmJudged, AlarmPassed, DutySet, Entry, EquipmentSet, WakingSet


@dataclass(frozen=True, slots=True)
class Calls:
    """Who is called, by what, and with what there is.

    Attributes:
        passed: Who could not go, by the alert's uid, rising by number of entry.
        judged: What an alarm was worth, by the alert's uid.
        duty: Who is on duty, by (day, weekday) as DutySet has them.
        waking: Whom something calls, by (kind, level); level None: all.
        equipment: What there is for a night, None while nobody has said.
    """

    passed: Mapping[str, tuple[Entry, ...]]
    judged: Mapping[str, AlarmJudged]
    duty: Mapping[tuple[str | None, int | None], tuple[str, ...]]
    waking: Mapping[tuple[Kind, int | None], WakingSet]
    equipment: EquipmentSet | None


def calls(standing: Iterable[Entry]) -> Calls:
    """Return what entries that stand tell together, rising by number; the later entry wins."""
    passed: dict[str, tuple[Entry, ...]] = {}
    judged: dict[str, AlarmJudged] = {}
    duty: dict[tuple[str | None, int | None], tuple[str, ...]] = {}
    waking: dict[tuple[Kind, int | None], WakingSet] = {}
    equipment: EquipmentSet | None = None
    for entry in standing:
        match entry.body:
            case AlarmPassed() as body:
                passed[body.alert] = (*passed.get(body.alert, ()), entry)
            case AlarmJudged() as body:
                judged[body.alert] = body
            case DutySet() as body:
                duty[body.day, body.weekday] = tuple(body.people)
            case WakingSet() as body:
                waking[body.kind, body.level] = body
            case EquipmentSet() as body:
                equipment = body
            case _:
                continue
    return Calls(passed, judged, duty, waking, equipment)
