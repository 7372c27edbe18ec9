"""The task that makes the letters of alarms, in one transaction with how far it has come."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from gateway.alerts.calling import Said
from gateway.alerts.duty import evening_of
from gateway.alerts.herd import due_letters
from gateway.alerts.letters import NOTHING, Detail, as_letter, sentences, together
from gateway.alerts.letters.words import Words
from gateway.app.situation import Situation
from gateway.domain.alerts import Alert, Kind, Level
from gateway.domain.letters import Letter
from gateway.journal.registers import Registers
from gateway.store.sqlite import letters, nights
from gateway.store.sqlite.reached import newest_change, reach, reached

log = logging.getLogger(__name__)

EVERY_S = 1.0


@dataclass(slots=True)
class Calling:
    """Looks at once when an alarm has changed or somebody has said something, and each second anyway."""

    situation: Situation
    words: Words
    _looked_at: float | None = None
    _seen: Registers | None = None
    _due: list[Letter] = field(default_factory=list)
    _up_to: tuple[int, int] = (0, 0)

    def is_due(self, now: int) -> bool:
        """Tell whether a letter is to be made, or a change stands that none was needed for."""
        readings = self.situation.writer.readings
        before = (reached(readings, "called"), reached(readings, "passed"))
        self._up_to = (newest_change(readings), max(self.situation.newest_pass(), before[1]))
        # What was due and not kept is asked for anew: its change may have been rolled back since.
        if self._due or self._up_to != before or self._is_time():
            self._looked_at, self._seen = time.monotonic(), self.situation.knowledge.registers
            self._due = self._letters(now)
        return bool(self._due) or self._up_to != before

    def act(self, now: int) -> None:  # noqa: ARG002 - it was decided when it became due
        """Keep the letters."""
        with self.situation.writer.transaction() as readings:
            letters.keep(readings, [one for one in self._due if not one.id])
            for one in self._due:
                if one.id:
                    letters.mark(readings, one)
            reach(readings, "called", self._up_to[0])
            reach(readings, "passed", self._up_to[1])
        for one in self._due:
            said = (one.state, one.alert, one.what, one.round, one.channel)
            log.info("letter made state=%s alert=%s what=%s round=%d channel=%s", *said)
        self._due = []

    def _is_time(self) -> bool:
        if self._seen is not self.situation.knowledge.registers or self._looked_at is None:
            return True
        return time.monotonic() - self._looked_at >= EVERY_S

    def _letters(self, now: int) -> list[Letter]:
        cases = self.situation.cases()
        if not cases:
            return []
        return due_letters(cases, self.situation.tonight(now), partial(self._word, now=now), now=now)

    def _word(self, what: str, alerts: Sequence[Alert], round_: int, *, now: int) -> Said:
        try:
            whole = self._whole(what, alerts, round_, now=now)
        except Exception:
            # The border of one letter: words that fail must not keep an alarm from anybody.
            log.exception("letter without its words alert=%s what=%s", alerts[0].uid, what)
            whole = f"{self.words.level(alerts[0].level)}: {alerts[0].place} {alerts[0].kind}."
        return Said(as_letter(whole, what, language=self.words.language), whole)

    def _whole(self, what: str, alerts: Sequence[Alert], round_: int, *, now: int) -> str:
        registers, first = self.situation.knowledge.registers, alerts[0]
        if len(alerts) > 1:
            places = [one for one in registers.places if one.slug in {alert.place for alert in alerts}]
            return together(what, alerts, places, at=now, words=self.words)
        return sentences(
            what,
            first,
            registers.place(first.place),
            at=now,
            utc_offset_hours=self.words.utc_offset_hours,
            language=self.words.language,
            round=round_,
            detail=self._detail(first, now=now),
        )

    def _detail(self, alert: Alert, *, now: int) -> Detail:
        """Return what was said of the night that an alert warns of."""
        if alert.kind != Kind.DAWN:
            return NOTHING
        situation = self.situation
        evening = evening_of(now, utc_offset_hours=situation.utc_offset_hours).isoformat()
        said = nights.forecasts(situation.writer.readings, evening=evening, place=alert.place)
        if not said:
            return NOTHING
        limits = situation.knowledge.registers.limits_of(alert.place)
        limit = limits.critical if alert.level >= Level.CRITICAL else limits.warn
        crossing = next((one for one in said[-1].crossings if one.limit == limit), None)
        return Detail(crossing=crossing, minimum=said[-1].minimum)
