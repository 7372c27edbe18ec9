"""What became of every alarm: its steps, what was sent to people, and what it was worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from gateway.alerts.duty import evening_of
from gateway.domain.alerts import Alert, Change, Kind, Level
from gateway.domain.entries import AlarmAcknowledged, AlarmJudged, AlarmPassed, Entry
from gateway.domain.letters import ChannelName, Letter

What = Literal["opened", "raised", "again", "cleared", "goes", "passed"]
OF_THE_WATER: Final = frozenset({Kind.OXYGEN, Kind.GASPING})
"""What an alarm of the water now is; what a night may be missed by."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened with an alarm.

    Attributes:
        at: [s UTC].
        level: Of the alarm then.
        author: Who said it, for `goes` and `passed`.
    """

    what: What
    at: int
    level: Level
    author: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """What went out of an alarm by one way.

    Attributes:
        sent: How many the way has taken.
        failed: How many it has not.
        waiting: How many are still to go.
        recipients: Uids of the people they were for, in the order in which they were called.
    """

    channel: ChannelName
    sent: int
    failed: int
    waiting: int
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """An alarm from its opening to its end.

    Attributes:
        alert: As it stands.
        evening: The date by which its night is named; an alarm of the afternoon is of the night to come.
        steps: Rising by time.
        sent: By way, in the order in which they wake.
        woke: How often it rang for people: each call of a round counts once.
        judged: What people said that it was worth, None while nobody has.
    """

    alert: Alert
    evening: date
    steps: tuple[Step, ...]
    sent: tuple[Sent, ...]
    woke: tuple[int, ...]
    judged: Literal["true", "false"] | None

    @property
    def may_be_judged(self) -> bool:
        """Whether people are asked what it was worth: it is over and of a place, and no forecast."""
        return self.alert.cleared is not None and self.alert.place != "" and self.alert.kind != Kind.DAWN

    @property
    def answered_after(self) -> int | None:
        """How long it took until somebody said "I go" for the first time [s], None while nobody has."""
        first = min((one.at for one in self.steps if one.what == "goes"), default=self.alert.acknowledged)
        return None if first is None else max(0, first - self.alert.opened)


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that is kept of alarms.

    Attributes:
        changes: Every step of every alert, the oldest first.
        letters: Every letter, the oldest first.
        entries: Of the station's journal, those that stand, rising.
    """

    changes: Sequence[Change]
    letters: Sequence[Letter]
    entries: Sequence[Entry]


WAYS: Final[tuple[ChannelName, ...]] = ("call", "sms", "push", "internet")


def stories(told: Told, *, utc_offset_hours: int) -> list[Story]:
    """Return every alarm that ever was, the newest first."""
    steps: dict[str, list[Step]] = {}
    newest: dict[str, Alert] = {}
    for change in told.changes:
        newest[change.alert.uid] = change.alert
        step = _step(change)
        if step is not None:
            steps.setdefault(change.alert.uid, []).append(step)
    judged = _said(told.entries, steps, newest)
    letters: dict[str, list[Letter]] = {}
    for letter in told.letters:
        letters.setdefault(letter.alert, []).append(letter)
    found = [
        Story(
            alert,
            evening_of(alert.opened, utc_offset_hours=utc_offset_hours),
            tuple(sorted(steps.get(uid, ()), key=lambda one: one.at)),
            _sent(letters.get(uid, ())),
            _woke(letters.get(uid, ())),
            judged.get(uid),
        )
        for uid, alert in newest.items()
    ]
    return sorted(found, key=lambda one: (one.alert.opened, one.alert.uid), reverse=True)


def _step(change: Change) -> Step | None:
    """Return a step of the alert itself; who goes is told by the journal, with who said it."""
    alert = change.alert
    match change.what:
        case "opened":
            return Step("opened", alert.opened, alert.level)
        case "raised":
            return Step("raised", change.at, alert.level)
        case "again":
            return Step("again", change.at, alert.level)
        case "cleared":
            return Step("cleared", alert.cleared or change.at, alert.level)
        case _:
            return None


def _said(
    entries: Iterable[Entry], steps: dict[str, list[Step]], known: Mapping[str, Alert]
) -> dict[str, Literal["true", "false"]]:
    """Add what people said to the steps, and return what they judged."""
    judged: dict[str, Literal["true", "false"]] = {}
    for entry in entries:
        match entry.body:
            case AlarmAcknowledged(alert=uid, level=level) if uid in known:
                step = Step("goes", entry.happened, Level(level or known[uid].level), entry.author)
                steps.setdefault(uid, []).append(step)
            case AlarmPassed(alert=uid, level=level) if uid in known:
                step = Step("passed", entry.happened, Level(level or known[uid].level), entry.author)
                steps.setdefault(uid, []).append(step)
            case AlarmJudged(alert=uid, was=was):
                judged[uid] = was
            case _:
                continue
    return judged


def _sent(letters: Sequence[Letter]) -> tuple[Sent, ...]:
    found = []
    for way in WAYS:
        mine = [one for one in letters if one.channel == way and one.state != "dropped"]
        if not mine:
            continue
        counts = Counter(one.state for one in mine)
        people = tuple(dict.fromkeys(one.recipient for one in mine if one.recipient))
        found.append(Sent(way, counts["sent"], counts["failed"], counts["waiting"], people))
    return tuple(found)


def _woke(letters: Iterable[Letter]) -> tuple[int, ...]:
    """Return when it rang for people [s UTC], rising: what goes out at one moment rings once."""
    return tuple(sorted({one.made for one in letters if one.is_urgent and one.state != "dropped"}))
