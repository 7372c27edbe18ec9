"""What is remembered of the parliament and of the past is never another than what is reckoned anew."""

from __future__ import annotations

import random
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
from builders import NIGHT, a_draft
from fakes import DAY_S, MemoryReadings
from hypothesis import given, settings
from hypothesis import strategies as some
from sitting import RULED, SEATS, a_register, some_rules
from sitting import given as sent
from visiting import a_visit

from dashboard.parliament.assembly import KINDS, assembly
from dashboard.session.lived import lived
from dashboard.visit.given import Visit
from dashboard.visit.past import PastMemory
from dashboard.visit.records import Records
from gateway.domain.columns import Derived
from gateway.domain.entries import Intervened
from gateway.domain.readings import Flag, SeriesKey
from gateway.journal import CommuneJournal
from gateway.journal.registers import standing
from gateway.store.base import Buckets
from tests.gateway.journal.test_parliament_invariants import BEGUN, NUMBERS, STEPS, Step, closed, tried

SEED = 20_261_127
SERIES = SeriesKey("pond-1", "sonda", "oxygen")


@settings(max_examples=60, deadline=None)
@given(some.lists(STEPS, min_size=5, max_size=25), some.integers(0, 3), NUMBERS)
def test_the_parliament_that_pages_share_is_always_the_one_folded_anew(
    steps: list[Step], begun: int, closes_after: int
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        CommuneJournal(Path(folder) / "commune.db", commune="demo") as journal,
    ):
        records = Records(journal)
        a_register(journal)
        journal.append(a_draft(some_rules(), uid="reglas", happened=RULED), now=NIGHT)
        for number, by in enumerate(SEATS):
            journal.append(a_draft(sent(by), uid=f"dada-{number}", happened=RULED), now=NIGHT)
        for uid, body, at in BEGUN[:begun]:
            journal.append(a_draft(body, uid=uid, happened=at), now=NIGHT)
        for number, step in enumerate(steps):
            if number == closes_after:
                closed(journal)
            tried(journal, step, standing(journal.entries("book")), uid=f"paso-{number}")

            shared, anew = records.folded(assembly, KINDS), assembly(journal.entries("book"))
            assert shared == anew
            assert (shared.open_session, shared.registered) == (anew.open_session, anew.registered)


def test_it_is_folded_once_for_all_pages_and_not_again_for_what_is_no_matter_of_it(pages) -> None:
    records = Records(pages.journal)
    shared = records.folded(assembly, KINDS)

    pages.journal.append(a_draft(Intervened("estanque-1", "aerator", "on"), uid="aire"), now=NIGHT)

    assert records.folded(assembly, KINDS) is shared


def test_the_past_of_ended_cycles_is_on_every_next_day_the_one_reckoned_anew(pages) -> None:
    chance = random.Random(SEED)
    cycles = [one for one in a_visit(pages.client).station.production.cycles() if one.ended is not None]
    span = min(one.began for one in cycles), max(one.ended or 0 for one in cycles)
    told = set()

    for _day in range(60):
        if chance.random() < 0.6:
            pages.store.derived = {**pages.store.derived, SERIES: with_late(pages, chance, *span)}
        pages.clock.at += DAY_S

        visit = a_visit(pages.client)
        remembered = lived(visit, cycles)

        assert remembered == lived(forgetful(visit), cycles), f"seed {SEED}"
        told.add(tuple(remembered))
    assert len(told) > 20


def test_on_the_next_day_no_reading_of_an_ended_cycle_is_read_again(pages) -> None:
    cycles = [one for one in a_visit(pages.client).station.production.cycles() if one.ended is not None]
    asked: list[str] = []

    class Counting(MemoryReadings):
        def readings(self, series: SeriesKey, start: int, end: int) -> Derived:
            asked.append(series.node)
            return super().readings(series, start, end)

        def days(self, series: SeriesKey, start: int, end: int) -> Buckets:
            return MemoryReadings(self.derived).days(series, start, end)

    visit = a_visit(pages.client)
    visit = replace(visit, station=replace(visit.station, store=Counting(pages.store.derived)))
    before = lived(visit, cycles)
    assert asked
    asked.clear()

    assert lived(replace(visit, now=visit.now + DAY_S), cycles) == before
    assert asked == []


def with_late(pages, chance: random.Random, start: int, end: int) -> Derived:
    """Return what was measured of a pond, with up to three readings more that came late."""
    before = pages.store.derived.get(SERIES, Derived.empty())
    count = chance.randint(1, 3)
    times = np.array(sorted(chance.sample(range(start, end), count)), dtype=np.int64)
    values = np.array([chance.uniform(0.5, 8.0) for _ in range(count)])
    flags = np.full(count, int(Flag.GOOD))
    found = Derived.joined(before, Derived(times, values, flags, np.ones(count, dtype=np.int64)))
    return found.take(np.argsort(found.time, kind="stable"))


def forgetful(visit: Visit) -> Visit:
    """Return the visit of a station that remembers nothing."""
    return replace(visit, station=replace(visit.station, lived=PastMemory()))


def test_nothing_is_read_again_while_nothing_changed_and_only_a_mark_on_another_day() -> None:
    memory, asked = PastMemory(), []

    def known(state: str, read_of: str) -> str:
        return memory.known(
            "ciclo",
            state=state,
            read_of=lambda: asked.append("mark") or read_of,  # type: ignore[func-returns-value]
            ask=lambda: asked.append("answer") or read_of,  # type: ignore[func-returns-value]
        )

    found = [known("lunes", "a"), known("lunes", "b"), known("martes", "a"), known("miércoles", "b")]

    assert found == ["a", "a", "a", "b"]
    assert asked == ["mark", "answer", "mark", "mark", "answer"]
