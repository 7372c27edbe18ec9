"""Append-only entries of what people say."""

from gateway.journal.journal import CommuneJournal
from gateway.journal.texts import SaltedText, salted

__all__ = ["CommuneJournal", "SaltedText", "salted"]
