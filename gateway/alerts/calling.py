"""Whom an alert calls now: asked again at every turn, it names only what has not been said yet.

The first on duty is called at once; the next one too when nobody has said "I go" for 15 minutes, or at
once when that person cannot go or cannot be reached; everybody again after 30 minutes. An
acknowledgement buys 30 minutes, it does not end the danger. What is over is told to those who were called.

Nothing here trusts the calendar: a moment that lies ahead of "now" counts as long ago, so that a clock
that jumps calls at most once too often and never falls silent.

Source:
    The times are ours, not verified: 15 minutes are what a pond of 2 mg/L has to spare, and 30 what it
    takes to walk there and see the water rise. Latching and repeating until somebody answers: YSI 5200A
    and In-Situ Aquaculture Buoy, operation manuals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gateway.alerts.waking import How, waking_of
from gateway.domain.alerts import Alert, Kind, Level
from gateway.domain.entries import WakingSet
from gateway.domain.letters import ChannelName, Letter

ESCALATE_S: Final = 15 * 60
REPEAT_S: Final = 30 * 60
ACKNOWLEDGED_S: Final = 30 * 60
"""How much time an acknowledgement buys [s]."""

ROUNDS_AN_HOUR: Final = 6
"""An alert that falls and rises again and again calls no more often than this."""

CALLS_AGAIN: Final = frozenset((Kind.OXYGEN, Kind.GASPING, Kind.AERATOR, Kind.MAINS))
"""What the water does not forgive: whoever said "I go" may have fallen asleep again. The rest waits."""

AHEAD_S: Final = 60
"""A moment so little ahead of now is a clock that was set, not one that jumped [s]."""

PERSONAL: Final[tuple[ChannelName, ...]] = ("sms", "call")
"""In this order: the message takes four seconds and says why; the call rings for twenty, and wakes."""
TO_ALL: Final[tuple[ChannelName, ...]] = ("push", "internet")


@dataclass(frozen=True, slots=True)
class Said:
    """What a letter says.

    Attributes:
        short: For one SMS, in its alphabet, with how to answer.
        whole: For every other way, with its accents.
    """

    short: str
    whole: str


Word = Callable[[str, Sequence[Alert], int], Said]
"""Says what happened (one of Letter.what) to alerts of one kind, the worst first, in which round."""


@dataclass(frozen=True, slots=True)
class Case:
    """An alert, and what has become of it.

    Attributes:
        letters: Every letter of it, rising by number.
        happened: What of its changes no letter has answered yet: `again`, `cleared`.
        danger: How bad it is now, as far as anybody can know; None while it is only latched.
        acknowledged: When somebody last said "I go" to it as bad as it is [s UTC], None while nobody has.
        passed: Uids of who has said "I cannot go".
        is_passed_on: Whether somebody has said so since the last turn.
        may_wake: Whether its place is one for which people are woken: a pond, or the station.
    """

    alert: Alert
    letters: tuple[Letter, ...] = ()
    happened: frozenset[str] = frozenset()
    danger: Level | None = None
    acknowledged: int | None = None
    passed: frozenset[str] = frozenset()
    is_passed_on: bool = False
    may_wake: bool = True


@dataclass(frozen=True, slots=True)
class Tonight:
    """Who and what is there to call with.

    Attributes:
        people: Uids of who can be called, in order; each has a telephone.
        channels: The ways to people that are set up.
        waking: What the commune has entered of what wakes whom.
        is_night: Whether the dangers of the night last.
        reserve: Uids of who is called when all of them have said "I cannot go".
    """

    people: tuple[str, ...]
    channels: frozenset[ChannelName]
    waking: Mapping[tuple[Kind, int | None], WakingSet]
    is_night: bool
    reserve: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """What is said of one alert in one turn: to whom, and whether it wakes."""

    case: Case
    what: str
    recipients: tuple[str, ...]
    is_to_all: bool
    is_urgent: bool

    @property
    def number(self) -> int:
        """How many rounds of this alert there were before."""
        return max((letter.round for letter in self.case.letters), default=-1) + 1


def how(case: Case, level: Level, tonight: Tonight) -> How:
    """Return whom an alert calls at a level; what is not of a pond or of the station wakes nobody."""
    asked = waking_of(tonight.waking, case.alert.kind, level, is_night=tonight.is_night)
    return "message" if asked == "wake" and not case.may_wake else asked


def is_ringing(case: Case, tonight: Tonight, *, now: int) -> bool:
    """Tell whether an alert is to be heard now: it wakes, the danger stands, and nobody is on the way."""
    return case.danger is not None and is_open(case, now=now) and how(case, case.danger, tonight) == "wake"


def is_open(case: Case, *, now: int) -> bool:
    """Tell whether an alert stands and no acknowledgement holds."""
    if case.alert.cleared is not None or case.acknowledged is None:
        return case.alert.cleared is None
    return case.alert.kind in CALLS_AGAIN and has_passed(ACKNOWLEDGED_S, since=case.acknowledged, now=now)


def has_passed(span_s: int, *, since: int, now: int) -> bool:
    """Tell whether a span of time is over; a moment that is still to come was told by another clock."""
    return not -AHEAD_S <= now - since < span_s


def due_rounds(cases: Iterable[Case], tonight: Tonight, *, now: int) -> list[Round]:
    """Return what is to be said now, the worst first; said, it is not due again."""
    found = [one for case in cases for one in _rounds(case, tonight, now)]
    return sorted(found, key=lambda one: (-one.case.alert.level, one.case.alert.opened, one.case.alert.uid))


def letters_of(one: Round, tonight: Tonight, said: Said, *, now: int) -> list[Letter]:
    """Return the letters of a round, in the order in which they go."""
    personal = [way for way in PERSONAL if way in tonight.channels and (way == "sms" or one.is_urgent)]
    to_all = [way for way in TO_ALL if way in tonight.channels and one.is_to_all]
    pairs = [(way, person) for person in one.recipients for way in personal] + [(way, "") for way in to_all]
    alert = one.case.alert
    return [
        Letter(alert.uid, one.what, int(alert.level), one.number, way, recipient, alert.place,
               said.short if way == "sms" else said.whole, one.is_urgent, made=now, due=now)
        for way, recipient in pairs
    ]  # fmt: skip


def stale_letters(cases: Iterable[Case], *, now: int) -> list[Letter]:
    """Return the letters that wait and are not to be sent any more: somebody goes, or it is over."""
    return [
        letter
        for case in cases
        if not is_open(case, now=now)
        for letter in case.letters
        if letter.state == "waiting" and letter.what != "cleared"
    ]


def _rounds(case: Case, tonight: Tonight, now: int) -> list[Round]:
    if case.alert.cleared is not None:
        return _all_clear(case) if "cleared" in case.happened else []
    asked = how(case, case.alert.level, tonight)
    if asked == "page" or not is_open(case, now=now):
        return []
    is_urgent = asked == "wake"
    said = [one for one in case.letters if one.what != "cleared" and (one.is_urgent or not is_urgent)]
    what = _news(case, said, is_urgent=is_urgent)
    if what is not None and (what == "raised" or not _is_noisy(case, now)):
        return [Round(case, what, _first(case, tonight, said, what), is_to_all=True, is_urgent=is_urgent)]
    if not said or _is_noisy(case, now):
        return []
    if is_urgent and not is_ringing(case, tonight, now=now):
        return []
    again = _called_again(case, tonight, said, now) if is_urgent else _in_place_of(case, tonight, said)
    return [again] if again.recipients or again.is_to_all else []


def _called_again(case: Case, tonight: Tonight, said: Sequence[Letter], now: int) -> Round:
    recipients = (*_to_repeat(case, tonight, said, now), *_next(case, tonight, said, now))
    is_to_all = _is_to_all_due(said, tonight, now)
    return Round(case, "repeated", recipients, is_to_all=is_to_all, is_urgent=True)


def _in_place_of(case: Case, tonight: Tonight, said: Sequence[Letter]) -> Round:
    """Return the message to the next person, where the one it was for cannot be reached."""
    reached = _reached(said)
    is_lost = bool(reached) and all(_cannot_be_reached(one) for one in reached.values())
    left = [one for one in tonight.people if one not in reached] if is_lost else []
    return Round(case, "repeated", tuple(left[:1]), is_to_all=False, is_urgent=False)


def _news(case: Case, said: Sequence[Letter], *, is_urgent: bool) -> str | None:
    """Return what has happened that nobody was told of, None when nothing has."""
    if not said:
        return "opened"
    if max(one.level for one in said) < case.alert.level:
        return "raised"
    return "again" if is_urgent and "again" in case.happened else None


def _is_noisy(case: Case, now: int) -> bool:
    lately = {one.round for one in case.letters if not has_passed(3600, since=one.made, now=now)}
    return len(lately) >= ROUNDS_AN_HOUR


def _first(case: Case, tonight: Tonight, said: Sequence[Letter], what: str) -> tuple[str, ...]:
    """Return who is called by news: who knows of it already when it got worse, else the first who can go."""
    willing = _willing(case, tonight)
    known = _reached(said)
    return tuple(one for one in willing if what == "raised" and one in known) or willing[:1]


def _willing(case: Case, tonight: Tonight) -> tuple[str, ...]:
    """Return who can go, in order; when nobody on duty can, the reserve; when nobody can, all again."""
    groups = (tonight.people, tonight.reserve)
    left = (tuple(one for one in group if one not in case.passed) for group in groups)
    return next((one for one in left if one), tonight.people)


def _reached(said: Sequence[Letter]) -> dict[str, list[Letter]]:
    """Return the letters of each person since the alert last began, in the order of the first."""
    began = max((place for place, one in enumerate(said) if one.what in ("opened", "again")), default=0)
    numbers = {one.round for one in said[began:]}
    found: dict[str, list[Letter]] = {}
    for one in said:
        if one.round in numbers and one.recipient:
            found.setdefault(one.recipient, []).append(one)
    return found


def _to_repeat(case: Case, tonight: Tonight, said: Sequence[Letter], now: int) -> tuple[str, ...]:
    reached = _reached(said)
    return tuple(
        one
        for one in _willing(case, tonight)
        if one in reached and has_passed(REPEAT_S, since=reached[one][-1].made, now=now)
    )


def _next(case: Case, tonight: Tonight, said: Sequence[Letter], now: int) -> tuple[str, ...]:
    """Return the next person who is to be called too: nobody when it is not time, or everybody was."""
    reached = _reached(said)
    left = [one for one in _willing(case, tonight) if one not in reached]
    newest = list(reached.values())[-1] if reached else []
    is_time = (
        case.is_passed_on
        or _cannot_be_reached(newest)
        or not newest
        or has_passed(ESCALATE_S, since=newest[0].made, now=now)
    )
    return tuple(left[:1]) if is_time else ()


def _cannot_be_reached(letters: Sequence[Letter]) -> bool:
    """Tell whether all that was tried last with a person was given up."""
    tried = [one for one in letters if one.state != "dropped"]
    last = [one for one in tried if one.round == tried[-1].round]
    return bool(last) and all(one.state == "failed" for one in last)


def _is_to_all_due(said: Sequence[Letter], tonight: Tonight, now: int) -> bool:
    to_all = [one for one in said if not one.recipient]
    if not tonight.channels.intersection(TO_ALL):
        return False
    return not to_all or has_passed(REPEAT_S, since=to_all[-1].made, now=now)


def _all_clear(case: Case) -> list[Round]:
    """Return the news that it is over, for those who were called, not as a call."""
    told = [one for one in case.letters if one.is_urgent and one.state == "sent"]
    people = tuple(dict.fromkeys(one.recipient for one in told if one.recipient))
    is_to_all = any(not one.recipient for one in told)
    return [Round(case, "cleared", people, is_to_all=is_to_all, is_urgent=False)] if told else []
