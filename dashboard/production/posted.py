"""The entries of the book in their order, each with what it moves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dashboard.production.base import Posting
from dashboard.production.postings import negated, postings
from dashboard.production.registers import BookRegisters
from gateway.domain.entries import Entry, Sown, Stocked


def posted(entries: Iterable[Entry], registers: BookRegisters) -> Iterator[tuple[Entry, tuple[Posting, ...]]]:
    """Yield each entry with its postings; a reversal's are the negation of what it takes back.

    Whether an entry was taken back later does not change what it moved: the two together are zero.

    Args:
        entries: Rising by number from the first of the book, so that the beginning of each cycle is
            known; kinds that move nothing may be left out.
        registers: What is registered now.
    """
    begun: dict[str, Entry] = {}
    moved: dict[str, tuple[Posting, ...]] = {}
    for entry in entries:
        if isinstance(entry.body, Stocked | Sown):
            begun[entry.uid] = entry
        if entry.reverses is not None:
            found = negated(moved.get(entry.reverses, ()))
        else:
            found = postings(entry, registers, begun=begun.get(cycle_named(entry)))
        if found:
            moved[entry.uid] = found
        yield entry, found


def cycle_named(entry: Entry) -> str:
    """Return the uid of the cycle that an entry names, its own where it begins one, empty for none."""
    if isinstance(entry.body, Stocked | Sown):
        return entry.uid
    return getattr(entry.body, "cycle", None) or ""
