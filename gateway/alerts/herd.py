"""Several alerts of one moment as few letters: nobody reads six, and each call holds the telephone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from gateway.alerts.calling import (
    Case,
    Round,
    Tonight,
    Word,
    due_rounds,
    has_passed,
    is_open,
    letters_of,
    stale_letters,
)
from gateway.alerts.waking import DEFAULTS
from gateway.domain.alerts import Kind
from gateway.domain.letters import Letter

GATHER_S: Final = 30
"""How long the next news of a kind waits for more of it [s]; the first goes at once. Ours, not verified."""

CALL_APART_S: Final = 120
"""A telephone that has just rung does not ring again for another alert [s]. Ours, not verified."""

IN_HERDS: Final = frozenset(Kind) - {Kind.OXYGEN, Kind.GASPING, Kind.DAWN}
"""What comes over many places at once: a power cut, a dead router. Water is told pond by pond."""

_TOLD_TOGETHER: Final = "dicho en otra carta del mismo momento"
_ORDER: Final = {kind: place for place, kind in enumerate(dict.fromkeys(kind for kind, _ in DEFAULTS))}


def due_letters(cases: Sequence[Case], tonight: Tonight, word: Word, *, now: int) -> list[Letter]:
    """Return the letters that are to be kept now, new ones and those that are not to be sent any more.

    Every alert has its own; one whose news another letter tells is kept as dropped, so that it is not
    told again. That other letter goes as long as any alert that it tells of is open.

    Args:
        cases: Every alert that stands, and those that have just been cleared.
        tonight: Who and what is there to call with.
        word: Says what happened.
        now: When this is asked [s UTC].
    """
    needed = {
        _turn_of(one) for case in cases if is_open(case, now=now) for one in case.letters if _is_told(one)
    }
    stale = [
        replace(one, state="dropped", error="ya no hace falta")
        for one in stale_letters(cases, now=now)
        if _turn_of(one) not in needed
    ]
    rounds = [one for one in due_rounds(cases, tonight, now=now) if not _waits(one, cases, now)]
    calls = {
        one.recipient
        for case in cases
        for one in case.letters
        if one.channel == "call" and _has_just_rung(one, now)
    }
    found: list[Letter] = []
    for heads, others in _groups(rounds):
        lead = heads[0]
        said = word(lead.what, [one.case.alert for one in heads], lead.number)
        for one in (*heads, *others):
            found += _told(one, lead, letters_of(one, tonight, said, now=now), calls, found)
    return stale + found


def _is_told(letter: Letter) -> bool:
    """Tell whether another letter of the same turn tells what this one would have told."""
    return letter.state == "dropped" and letter.error == _TOLD_TOGETHER


def _turn_of(letter: Letter) -> tuple[int, str, str]:
    return letter.made, letter.channel, letter.recipient


def _waits(one: Round, cases: Iterable[Case], now: int) -> bool:
    """Tell whether news waits for more of its kind, because a letter of the kind has just gone."""
    kind = one.case.alert.kind
    if one.what != "opened" or kind not in IN_HERDS:
        return False
    moments = [made.made for case in cases if case.alert.kind == kind for made in case.letters]
    return any(not has_passed(GATHER_S, since=made, now=now) for made in moments)


def _groups(rounds: Sequence[Round]) -> list[tuple[list[Round], list[Round]]]:
    """Return what one letter tells: the worst news of each place that it names, and the lesser ones there."""
    by_place: dict[tuple[str, bool], list[Round]] = {}
    for one in sorted(rounds, key=_rank):
        alert = one.case.alert
        # The station's alerts are each about something else.
        by_place.setdefault((alert.place or alert.uid, one.what == "cleared"), []).append(one)
    by_kind: dict[tuple[str, bool], tuple[list[Round], list[Round]]] = {}
    for (_, is_over), (head, *others) in by_place.items():
        alert = head.case.alert
        key = alert.kind if alert.kind in IN_HERDS else alert.uid
        heads, rest = by_kind.setdefault((key, is_over), ([], []))
        heads.append(head)
        rest += others
    return list(by_kind.values())


def _rank(one: Round) -> tuple[int, int, int, str]:
    alert = one.case.alert
    return (-alert.level, _ORDER[Kind(alert.kind)], alert.opened, alert.uid)


def _told(
    one: Round, lead: Round, own: Sequence[Letter], calls: set[str], found: Sequence[Letter]
) -> list[Letter]:
    """Return the letters of a round as they go: told by another one, or a call too many, they are dropped."""
    there = {(letter.channel, letter.recipient) for letter in found if letter.alert == lead.case.alert.uid}
    kept = []
    for letter in own:
        is_told = one is not lead and (letter.channel, letter.recipient) in there
        if letter.channel == "call" and letter.recipient in calls:
            is_told = True
        if letter.channel == "call":
            calls.add(letter.recipient)
        kept.append(replace(letter, state="dropped", error=_TOLD_TOGETHER) if is_told else letter)
    return kept


def _has_just_rung(call: Letter, now: int) -> bool:
    return call.state in ("waiting", "sent") and not has_passed(CALL_APART_S, since=call.made, now=now)
