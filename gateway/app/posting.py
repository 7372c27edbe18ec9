"""The errands of letters: which goes next, and what became of it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from gateway.alerts.calling import has_passed
from gateway.alerts.channels.base import Channel, Outgoing
from gateway.alerts.channels.retrying import next_attempt
from gateway.app.lanes import Ended, Job
from gateway.domain.alerts import Level
from gateway.domain.letters import ChannelHealth, ChannelName, Letter
from gateway.store.sqlite import letters
from gateway.store.sqlite.writer import SqliteWriter

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Way:
    """A way to people, and the lane in which it is used; those that share a device share a lane."""

    channel: Channel
    lane: str


@dataclass(frozen=True, slots=True)
class Posting:
    """Hands letters over, the urgent first; a letter is sent only when its channel has taken it.

    Attributes:
        ways: By the name that letters have for them.
        telephone: The number of a person's uid, None where there is none.
        title: What stands above a letter.
    """

    writer: SqliteWriter
    ways: Mapping[ChannelName, Way]
    telephone: Callable[[str], str | None]
    title: Callable[[Letter], str]

    def next_job(self, lane: str, now: int) -> Job | None:
        """Return the job of the next letter for a lane."""
        own = [one for one in letters.waiting(self.writer.readings, due=2**62) if self._is_of(one, lane)]
        due = [one for one in own if is_due(one, now=now)]
        return self._job(min(due, key=lambda one: (not one.is_urgent, one.id))) if due else None

    def _is_of(self, letter: Letter, lane: str) -> bool:
        way = self.ways.get(letter.channel)
        return way is not None and way.lane == lane

    def _job(self, letter: Letter) -> Job:
        channel = self.ways[letter.channel].channel
        outgoing = Outgoing(
            text=letter.text,
            title=self.title(letter),
            number=self.telephone(letter.recipient) if letter.recipient else None,
            level=Level(letter.level) if letter.level else None,
            is_urgent=letter.is_urgent,
        )
        return Job(
            name=f"letter {letter.id} by {letter.channel}",
            act=lambda: channel.send(outgoing),
            within_s=channel.timeout_s,
            settle=lambda ended, now: self._settle(letter, ended, now),
        )

    def _settle(self, letter: Letter, ended: Ended, now: int) -> None:
        after = outcome(letter, ended, now=now)
        with self.writer.transaction() as readings:
            if after.state != "sent" and letters.state_of(readings, letter.id) != "waiting":
                return  # meanwhile somebody went, or it is over
            letters.mark(readings, after)
            if after.state == "failed":
                said = ChannelHealth(letter.channel, now, is_well=False, said=after.error)
                letters.answered(readings, said)
        level = logging.INFO if after.state == "sent" else logging.WARNING
        told = (after.state, after.id, after.alert, after.channel, after.attempts, after.error)
        log.log(level, "letter tried state=%s id=%d alert=%s channel=%s attempts=%d error=%s", *told)


def is_due(letter: Letter, *, now: int) -> bool:
    """Tell whether a letter may go; a clock that was set back holds none up."""
    since = letter.made if letter.tried is None else letter.tried
    return has_passed(max(0, letter.due - since), since=since, now=now)


def outcome(letter: Letter, ended: Ended, *, now: int) -> Letter:
    """Return a letter after an attempt: sent, to be tried again at its `due`, or given up."""
    tried = replace(letter, attempts=letter.attempts + 1, tried=now)
    if ended.error is None:
        return replace(tried, state="sent", sent=now, error="")
    again = next_attempt(
        ended.error, attempts=tried.attempts, made=letter.made, now=now, is_urgent=letter.is_urgent
    )
    if again is None:
        return replace(tried, state="failed", error=str(ended.error))
    return replace(tried, due=again, error=str(ended.error))
