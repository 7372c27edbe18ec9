"""The entries of the book as a reader sees them: what each says and moves, and what was said about it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from dashboard.book.kinds import OF_MEMBERS
from dashboard.login.rights import Right
from dashboard.production.base import Line, Posting
from dashboard.telling import Told, told
from dashboard.visit.given import SOMEBODY, Visit
from dashboard.words.accounts import AccountWords
from dashboard.words.units import FISH
from gateway.domain.entries import KINDS, Entry, Observed

CLOSED: Final = frozenset(OF_MEMBERS)
"""Money, stores, devices, people: for members."""


@dataclass(frozen=True, slots=True)
class BookRow:
    """An entry of the book, told.

    Attributes:
        moves: What it moves, a sentence for each good.
        undone: The entry that took it back, None while it stands.
        undoes: What it took back, None where it took nothing back.
        about: The entry that it speaks of, empty where it speaks of none.
        confirmed: Who confirmed it, empty where nobody did.
        observed: How many observations of it are open.
        photos: How many photographs of its paper are kept.
        days_late: How many days after it happened it was written down; zero within a day, or of a plan.
        by: Who wrote it down, empty for a reader who may not know names.
    """

    entry: Entry
    told: Told
    moves: list[str]
    undone: Entry | None
    undoes: Told | None
    about: str
    confirmed: str
    observed: int
    photos: int
    days_late: int
    by: str


def open_kinds(visit: Visit) -> frozenset[str]:
    """Return the kinds of entries that a visitor may read in the book."""
    book = frozenset(kind for kind, (journal, _body) in KINDS.items() if journal in ("book", None))
    return book if visit.may(Right.SEE_MEMBERS) else book - CLOSED


def book_row(visit: Visit, line: Line, names: AccountWords) -> BookRow | None:
    """Return a line as a visitor may read it, None where it speaks of what is for members only."""
    entry, about = line.entry, _about(line.entry)
    subject = visit.station.journal.entry(about) if about else None
    if subject is not None and subject.kind not in open_kinds(visit):
        return None
    words = visit.words
    late = (words.local(entry.registered).date() - words.local(entry.happened).date()).days
    return BookRow(
        entry=entry,
        told=told(visit, entry),
        moves=moves(line.postings, names),
        undone=line.undone,
        undoes=told(visit, subject) if subject is not None and entry.reverses else None,
        about=about,
        confirmed=_who(visit, line.confirmation),
        observed=_open(line),
        photos=len(line.photos),
        days_late=max(0, late),
        by=visit.named(entry.author) if visit.may(Right.SEE_MEMBERS) and entry.author != SOMEBODY else "",
    )


def moves(postings: tuple[Posting, ...], names: AccountWords) -> list[str]:
    """Return what is moved in words: "80 kg café: de Comuna Cafetalera a Existencia de Maiceros"."""
    by_good: dict[str, list[Posting]] = {}
    for one in postings:
        by_good.setdefault(str(one.good), []).append(one)
    return [_move(found, names) for found in by_good.values()]


def _move(found: list[Posting], names: AccountWords) -> str:
    good, into = found[0].good, [one for one in found if one.amount > 0]
    amount = Decimal(sum(one.amount for one in into))
    counted = f"{names.words.amount(amount)} {names.basis(good)}"
    sentence = names.words.language.gettext("%(amount)s, %(product)s: de «%(source)s» a «%(target)s»")
    return sentence % {
        "amount": FISH.figure(amount, names.words) if good.measure == "fish" else counted,
        "product": names.product(good),
        "source": ", ".join(names.account(one.account) for one in found if one.amount < 0),
        "target": ", ".join(names.account(one.account) for one in into),
    }


def _about(entry: Entry) -> str:
    """Return the uid of the entry that another speaks of, empty where it speaks of none."""
    if entry.reverses:
        return entry.reverses
    body = entry.body
    found = getattr(body, "delivery", None) or getattr(body, "entry", None)
    return found if isinstance(found, str) else ""


def _who(visit: Visit, confirmation: Entry | None) -> str:
    return "" if confirmation is None else visit.named(confirmation.author)


def _open(line: Line) -> int:
    said = [one.body for one in line.observations if isinstance(one.body, Observed)]
    answered = sum(one.state == "resolved" for one in said)
    return max(0, sum(one.state == "open" for one in said) - answered)
