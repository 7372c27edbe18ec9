"""A night of calls played turn by turn: what is due is kept, and the clock moves on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from builders import NIGHT

from gateway.alerts.calling import Case, Said, Tonight
from gateway.alerts.herd import due_letters
from gateway.domain.alerts import Alert, Kind, Level
from gateway.domain.letters import ChannelName, Letter

ALL: frozenset[ChannelName] = frozenset(("call", "sms", "push", "internet"))
MINUTE = 60


def tonight(
    *people: str, channels: Sequence[ChannelName] = ("call", "sms"), is_night: bool = True
) -> Tonight:
    return Tonight(people or ("ana", "beto", "carmen"), frozenset(channels), {}, is_night)


def an_alarm(
    uid: str = "a-1",
    *,
    place: str = "estanque-1",
    kind: Kind = Kind.OXYGEN,
    level: Level = Level.CRITICAL,
    opened: int = NIGHT,
) -> Alert:
    return Alert(uid, place, kind, level, opened, 1.8)


def _sent(letter: Letter, now: int) -> Letter:
    return replace(letter, state="sent", sent=now)


@dataclass
class PlayedNight:
    """Alerts and their letters; what is made is sent at once unless a test says otherwise."""

    cases: dict[str, Case] = field(default_factory=dict)
    tonight: Tonight = field(default_factory=tonight)
    now: int = NIGHT
    sends: Callable[[Letter, int], Letter] = _sent
    _made: int = 0

    def stands(self, alert: Alert, **others: object) -> None:
        self.cases[alert.uid] = replace(Case(alert, danger=alert.level), **others)  # type: ignore[arg-type]

    def so(self, uid: str = "a-1", **others: object) -> None:
        """Change what is known of an alert."""
        self.cases[uid] = replace(self.cases[uid], **others)  # type: ignore[arg-type]

    def turn(self) -> list[Letter]:
        """Return the letters that are made now and go; those told by others are only kept."""
        found = due_letters(list(self.cases.values()), self.tonight, _word, now=self.now)
        going = [one for one in found if one.state != "dropped"]
        for one in found:
            self._keep(one)
        for uid, case in self.cases.items():
            self.cases[uid] = replace(case, happened=frozenset(), is_passed_on=False)
        return going

    def _keep(self, one: Letter) -> None:
        case = self.cases[one.alert]
        if one.id:
            kept = tuple(one if old.id == one.id else old for old in case.letters)
        else:
            self._made += 1
            own = replace(one, id=self._made)
            kept = (*case.letters, own if own.state == "dropped" else self.sends(own, self.now))
        self.cases[one.alert] = replace(case, letters=kept)

    def minutes(self, count: float) -> list[tuple[float, str, str]]:
        """Play so many minutes, a turn every 30 s; return what went: (minute, channel, recipient)."""
        began, gone = self.now, []
        while self.now < began + count * MINUTE:
            self.now += 30
            gone += [((self.now - began) / MINUTE, one.channel, one.recipient) for one in self.turn()]
        return gone

    def went(self) -> list[tuple[str, str]]:
        """Return channel and recipient of what goes in this turn."""
        return [(one.channel, one.recipient) for one in self.turn()]


def _word(what: str, alerts: Sequence[Alert], _round: int) -> Said:
    text = f"{what}: {', '.join(one.place for one in alerts)}"
    return Said(text, text)
