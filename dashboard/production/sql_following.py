"""Derives what is new in the book into the tables, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, text, update

from dashboard.production.cycles import cycles
from dashboard.production.deriving import (
    Known,
    Row,
    about,
    cycle_row,
    entry_row,
    labour_row,
    posting_rows,
    register_row,
)
from dashboard.production.posted import cycle_named
from dashboard.production.registers import REGISTERS, BookRegisters, book_registers
from dashboard.production.sql_rederiving import affected_by, derive_again
from dashboard.production.sql_rows import negate, put, recall, standing_of
from dashboard.production.tables import (
    CYCLE,
    DERIVATION,
    DERIVED,
    ENTRY,
    LABOUR,
    POSTING,
    PROGRESS,
    REGISTER,
)
from gateway.domain.entries import Entry
from gateway.journal import CommuneJournal

AT_ONCE = 5000
"""How many entries are read and derived together."""

MANY = 1000
"""After so many entries at once the database looks again at how its indexes are best used."""

OF_CYCLES = frozenset({"unit", "stocking", "sowing", "harvest", "cycle_lost"})
"""The kinds of entries that a cycle is told by."""

Reached = Callable[[int, int], None]
"""Is told how many entries are derived, and of how many."""


@dataclass(frozen=True, slots=True)
class Head:
    """An entry by which a journal is recognised: the entries before it are bound by its hash."""

    number: int
    own_hash: str


NOTHING = Head(0, "")


@dataclass(frozen=True, slots=True)
class Progress:
    """Whose tables these are, how they were derived, and up to where."""

    commune: str
    derivation: int
    head: Head


def progress(connection: Connection) -> Progress | None:
    """Return how far everything is derived, None in empty tables."""
    row = connection.execute(select(PROGRESS)).one_or_none()
    return None if row is None else Progress(row.commune, row.derivation, Head(row.number, row.own_hash))


def head_of(journal: CommuneJournal) -> Head:
    """Return the newest entry of the book."""
    return Head(*journal.head("book"))


def follows(journal: CommuneJournal, reached: Head) -> bool:
    """Tell whether the book is the one that was derived up to there: it holds that very entry."""
    return reached.number == 0 or journal.hash_at("book", reached.number) == reached.own_hash


def forget(connection: Connection) -> None:
    """Empty every table."""
    for table in DERIVED:
        connection.execute(delete(table))


def follow(
    connection: Connection, journal: CommuneJournal, *, commune: str, upto: Head, reached: Reached
) -> frozenset[str]:
    """Derive every entry that is not derived yet, and return their kinds.

    What is registered counts for every entry, whenever it was entered: where a newer register says
    something else about older entries, these are derived again.

    Args:
        connection: In a transaction that writes.
        journal: Whose book it is.
        commune: The commune's short name.
        upto: The newest entry of the book.
        reached: Is told how far it is.
    """
    known = progress(connection)
    start = NOTHING if known is None else known.head
    registered = standing_of(connection, REGISTERS)
    before = book_registers(registered)
    after = book_registers([*registered, *_newly_registered(journal, start=start, upto=upto)])
    kinds: set[str] = set()
    if start.number and after != before:
        derive_again(connection, affected_by(before, after), after)
    for entries in _new(journal, start=start, upto=upto):
        kinds |= _taken_back_kinds(connection, entries) | {one.kind for one in entries}
        _derive(connection, entries, after)
        reached(entries[-1].number, upto.number)
    if kinds & OF_CYCLES:
        write_cycles(connection)
    if upto.number - start.number >= MANY:
        connection.execute(text("ANALYZE"))
    _note(connection, commune=commune, upto=upto)
    return frozenset(kinds)


def registers_in(connection: Connection) -> BookRegisters:
    """Return what is registered as far as it is derived."""
    return book_registers(standing_of(connection, REGISTERS))


def write_cycles(connection: Connection) -> None:
    """Write the cycles as they stand now."""
    connection.execute(delete(CYCLE))
    put(connection, CYCLE, [cycle_row(one) for one in cycles(standing_of(connection, OF_CYCLES))])


def _newly_registered(journal: CommuneJournal, *, start: Head, upto: Head) -> list[Entry]:
    """Return what is registered and taken back among the entries that are not derived yet."""
    new = journal.entries("book", kinds=REGISTERS | {"reversal"}, after=start.number)
    return [one for one in new if one.number <= upto.number]


def _new(journal: CommuneJournal, *, start: Head, upto: Head) -> Iterator[list[Entry]]:
    last = start.number
    while last < upto.number:
        entries = journal.entries("book", after=last, most=min(AT_ONCE, upto.number - last))
        yield entries
        last = entries[-1].number


def _derive(connection: Connection, entries: Sequence[Entry], registers: BookRegisters) -> None:
    known = Known(registers)
    recall(connection, known, (one for entry in entries for one in _named(entry)))
    rows: list[Row] = []
    moved: list[Row] = []
    for entry in entries:
        keys = known.remember(entry)
        rows.append(entry_row(entry, keys))
        moved += posting_rows(entry, keys, known.moved(entry))
    put(connection, ENTRY, rows)
    put(connection, POSTING, moved)
    put(connection, LABOUR, [row for one in entries if (row := labour_row(one))])
    put(connection, REGISTER, [row for one in entries if (row := register_row(one))])
    _take_back(connection, entries[0].number, entries[-1].number)


def _named(entry: Entry) -> Iterator[str]:
    """Yield the uids of what an entry refers to."""
    yield from (one for one in (entry.reverses, about(entry), cycle_named(entry)) if one)


def _take_back(connection: Connection, first: int, last: int) -> None:
    """Let what the reversals among new entries take back stand no more, and post its negation."""
    reversal, target = ENTRY.alias("reversal"), ENTRY.alias("target")
    is_new = reversal.c.number.between(first, last) & reversal.c.reverses.is_not(None)
    taken = select(reversal.c.reverses).where(is_new)
    by = select(reversal.c.uid).where(is_new, reversal.c.reverses == ENTRY.c.uid).scalar_subquery()
    numbers = select(target.c.number).where(target.c.uid.in_(taken))
    connection.execute(update(ENTRY).where(ENTRY.c.uid.in_(taken)).values(reversed_by=by))
    for table in (POSTING, REGISTER):
        connection.execute(update(table).where(table.c.number.in_(numbers)).values(stands=False))
    negate(connection, select(reversal.c.number).where(is_new))


def _taken_back_kinds(connection: Connection, entries: Sequence[Entry]) -> set[str]:
    """Return the kinds of the derived entries that new ones take back."""
    uids = sorted(one.reverses for one in entries if one.reverses is not None)
    return set(connection.scalars(select(ENTRY.c.kind).where(ENTRY.c.uid.in_(uids))))


def _note(connection: Connection, *, commune: str, upto: Head) -> None:
    connection.execute(delete(PROGRESS))
    connection.execute(
        insert(PROGRESS).values(
            id=1, commune=commune, derivation=DERIVATION, number=upto.number, own_hash=upto.own_hash
        )
    )
