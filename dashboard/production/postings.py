"""What an entry moves: postings that sum to zero for every good."""

from __future__ import annotations

from dashboard.production.base import Posting
from dashboard.production.registers import BookRegisters
from gateway.domain.entries import Entry


def postings(entry: Entry, registers: BookRegisters) -> tuple[Posting, ...]:  # noqa: ARG001 - grows next
    """Return what an entry that was done moves; none for one that moves nothing."""
    return ()
