"""What stands at this moment of alarms and of those who are called, as the roof's tasks ask for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gateway.alerts.calling import Case, Tonight
from gateway.alerts.duty import called, evening_of, reserve
from gateway.alerts.rules.oxygen import covers
from gateway.app.knowledge import Knowledge
from gateway.domain.alerts import Alert
from gateway.domain.entries import Entry
from gateway.domain.letters import ChannelName, Letter
from gateway.journal import CommuneJournal
from gateway.people import People, Person
from gateway.store.sqlite import alerts, letters
from gateway.store.sqlite.reached import reached
from gateway.store.sqlite.writer import SqliteWriter


@dataclass(frozen=True, slots=True)
class Situation:
    """Reads the store, the journals and the people; changes nothing.

    Attributes:
        is_night: Tells whether the dangers of the night last at a moment [s UTC].
        channels: The ways to people that are set up.
    """

    writer: SqliteWriter
    journal: CommuneJournal
    knowledge: Knowledge
    is_night: Callable[[int], bool]
    utc_offset_hours: int
    channels: frozenset[ChannelName] = frozenset()

    def people(self, now: int) -> tuple[Person, ...]:
        """Return who is called tonight, in order; each has a telephone."""
        return self._people_and_reserve(now)[0]

    def tonight(self, now: int) -> Tonight:
        """Return who and what is there to call with."""
        people, others = self._people_and_reserve(now)
        return Tonight(
            tuple(one.uid for one in people),
            self.channels,
            self.knowledge.registers.calls.waking,
            self.is_night(now),
            tuple(one.uid for one in others),
        )

    def may_answer(self, now: int) -> tuple[Person, ...]:
        """Return who may answer by SMS: who is on duty, and of the reserve whom something called."""
        people, others = self._people_and_reserve(now)
        called_in = {one.recipient for case in self.cases() for one in case.letters}
        return (*people, *(one for one in others if one.uid in called_in))

    def _people_and_reserve(self, now: int) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
        """Return who is called tonight, and who when none of them can go; the register is read once."""
        evening = evening_of(now, utc_offset_hours=self.utc_offset_hours)
        lists, everybody = self.knowledge.registers.calls.duty, People(self.journal).everybody()
        return called(lists, everybody, evening), reserve(lists, everybody, evening)

    def cases(self) -> list[Case]:
        """Return every alert that stands, and those that were cleared since letters were last made."""
        readings = self.writer.readings
        fresh: dict[str, set[str]] = {}
        known = {one.uid: one for one in alerts.standing(readings)}
        for _, change in alerts.changes(readings, after=reached(readings, "called")):
            fresh.setdefault(change.alert.uid, set()).add(change.what)
            if change.alert.uid not in known:
                known[change.alert.uid] = change.alert
        own = letters.of_alerts(readings, known)
        passed_up_to = reached(readings, "passed")
        return [
            self._case(
                alert,
                tuple(one for one in own if one.alert == alert.uid),
                frozenset(fresh.get(alert.uid, set()) & {"again", "cleared"}),
                passed_up_to,
            )
            for alert in known.values()
        ]

    def newest_pass(self) -> int:
        """Return the number of the newest "No puedo" in the station journal, 0 where there is none."""
        passed = self.knowledge.registers.calls.passed.values()
        return max((entry.number for own in passed for entry in own), default=0)

    def _case(
        self, alert: Alert, own: tuple[Letter, ...], happened: frozenset[str], passed_up_to: int
    ) -> Case:
        registers = self.knowledge.registers
        passed = registers.calls.passed.get(alert.uid, ())
        place = registers.place(alert.place)
        return Case(
            alert=alert,
            letters=own,
            happened=happened,
            danger=alert.danger,
            acknowledged=_acknowledged(alert, registers.acknowledgements.get(alert.uid), passed),
            passed=frozenset(one.author for one in passed),
            is_passed_on=any(one.number > passed_up_to for one in passed),
            may_wake=not alert.place or (place is not None and place.sort == "pond"),
        )


def _acknowledged(alert: Alert, newest: Entry | None, passed: tuple[Entry, ...]) -> int | None:
    """Return when somebody last said "I go" and has not taken it back by "I cannot go" [s UTC]."""
    if alert.acknowledged is None or newest is None or not covers(newest, alert):
        return alert.acknowledged
    if any(one.author == newest.author and one.number > newest.number for one in passed):
        return None
    return newest.registered
