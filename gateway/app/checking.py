"""The errands of the self-test: every evening each way to people is asked whether it would work."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from gateway.alerts.calling import has_passed
from gateway.app.lanes import Ended, Job
from gateway.app.posting import Way
from gateway.domain.letters import ChannelHealth, ChannelName
from gateway.store.sqlite import letters
from gateway.store.sqlite.writer import SqliteWriter

log = logging.getLogger(__name__)

DAY_S: Final = 86_400
TEST_AT_S: Final = 18 * 3600
"""At what time of the commune's day the ways are asked: before the night, while shops are open [s]."""

ASKED_AGAIN_S: Final = 1800
"""One that did not work is asked again after this, so that a repair is seen the same evening [s]."""


def is_check_due(health: ChannelHealth | None, *, now: int, utc_offset_hours: int) -> bool:
    """Tell whether a way is to be asked: never asked, not since the last 18:00, or it did not work then.

    Args:
        health: What it answered last, None when it was never asked.
        now: When this is asked [s UTC].
        utc_offset_hours: Of the commune's clock [h].
    """
    if health is None:
        return True
    since_test = (now + utc_offset_hours * 3600 - TEST_AT_S) % DAY_S
    if has_passed(since_test + 1, since=health.at, now=now):
        return True
    return not health.is_well and has_passed(ASKED_AGAIN_S, since=health.at, now=now)


@dataclass(frozen=True, slots=True)
class Checking:
    """Asks each way in its lane, after every letter that waits there.

    Attributes:
        ways: Those that are asked, by the name that letters have for them.
    """

    writer: SqliteWriter
    ways: Mapping[ChannelName, Way]
    utc_offset_hours: int

    def next_job(self, lane: str, now: int) -> Job | None:
        """Return the job of asking a way of this lane that is to be asked."""
        health = {one.channel: one for one in letters.channel_health(self.writer.readings)}
        for name, way in self.ways.items():
            if way.lane == lane and is_check_due(
                health.get(name), now=now, utc_offset_hours=self.utc_offset_hours
            ):
                return self._job(name, way)
        return None

    def _job(self, name: str, way: Way) -> Job:
        return Job(
            name=f"check {name}",
            act=way.channel.check,
            within_s=way.channel.timeout_s,
            settle=lambda ended, now: self._settle(name, ended, now),
        )

    def _settle(self, name: str, ended: Ended, now: int) -> None:
        is_well = ended.error is None
        said = str(ended.answer if is_well else ended.error)
        log.log(logging.INFO if is_well else logging.WARNING, "checked channel=%s said=%s", name, said)
        with self.writer.transaction() as readings:
            letters.answered(readings, ChannelHealth(name, now, is_well, said))
