"""The book of the demo, made once for all tests that read it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from gateway.demo.world import cast
from gateway.demo.world.book import Record, book, write_book
from gateway.demo.world.doings import planned_aerations, planned_irrigations
from gateway.domain.entries import is_planned
from gateway.journal import CommuneJournal
from tests.gateway.demo.worlds import START, the_world


@cache
def records() -> list[Record]:
    switches = [*planned_irrigations(), *planned_aerations(the_world())]
    return book(the_world(), switches, start=START)


def plans() -> set[str]:
    return {one.draft.uid for one in records() if is_planned(one.draft.body)}


def written(folder: Path) -> CommuneJournal:
    journal = CommuneJournal(folder / "commune.db", commune=cast.SLUG)
    write_book(journal, records())
    return journal
