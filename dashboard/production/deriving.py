"""Entries of the book as rows of the derived tables."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

import msgspec
from sqlalchemy import RowMapping

from dashboard.production.base import Posting
from dashboard.production.cycles import Cycle
from dashboard.production.posted import cycle_named
from dashboard.production.postings import Setting, postings
from dashboard.production.registers import REGISTERS, BookRegisters
from dashboard.production.tables import SCALE
from gateway.domain.entries import (
    DECODERS,
    DeliveryConfirmed,
    Entry,
    Observed,
    PhotoKept,
    Sown,
    Stocked,
    Worked,
    is_planned,
)

Value = str | int | bool | None
Row = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Keys:
    """Of what an entry is; empty where it is of none."""

    unit: str = ""
    enterprise: str = ""
    cycle: str = ""
    product: str = ""


NOWHERE: Final = Keys()


@dataclass(slots=True)
class Known:
    """What entries may refer to: the registers, the beginnings of cycles, and what others are of.

    Attributes:
        begun: Stockings and sowings by their uid.
        keys: By the uid of their entry.
    """

    registers: BookRegisters
    begun: MutableMapping[str, Entry] = field(default_factory=dict)
    keys: MutableMapping[str, Keys] = field(default_factory=dict)

    def remember(self, entry: Entry) -> Keys:
        """Return of what an entry is, and know it for those that come after it."""
        if isinstance(entry.body, Stocked | Sown):
            self.begun[entry.uid] = entry
        found = self.keys_of(entry)
        self.keys[entry.uid] = found
        return found

    def keys_of(self, entry: Entry) -> Keys:
        """Return of what an entry is; one about another entry is of what that is of."""
        target = entry.reverses or about(entry)
        if target is not None:
            return self.keys.get(target, NOWHERE)
        setting = Setting(entry, self.registers, self._begun(entry))
        return Keys(setting.unit, setting.enterprise, setting.cycle, setting.product)

    def moved(self, entry: Entry) -> tuple[Posting, ...]:
        """Return what an entry moves; a reversal's postings are made from those it takes back."""
        return postings(entry, self.registers, begun=self._begun(entry))

    def _begun(self, entry: Entry) -> Entry | None:
        found = self.begun.get(cycle_named(entry))
        return None if found is None or found.number > entry.number else found


def about(entry: Entry) -> str | None:
    """Return the uid of the entry that a confirmation, a photograph or an observation is about."""
    match entry.body:
        case DeliveryConfirmed() as body:
            return body.delivery
        case PhotoKept() as body:
            return body.entry
        case Observed() as body:
            return body.entry
        case _:
            return None


def entry_row(entry: Entry, keys: Keys) -> Row:
    """Return the row of an entry."""
    return {
        "number": entry.number,
        "uid": entry.uid,
        "kind": entry.kind,
        "body": msgspec.json.encode(entry.body).decode("utf-8"),
        "happened": entry.happened,
        "registered": entry.registered,
        "author": entry.author,
        "on_behalf_of": entry.on_behalf_of,
        "reverses": entry.reverses,
        "previous": entry.previous,
        "own_hash": entry.own_hash,
        "planned": is_planned(entry.body),
        "unit": keys.unit,
        "enterprise": keys.enterprise,
        "cycle": keys.cycle,
        "product": keys.product,
        "about": about(entry),
        "quality": getattr(entry.body, "quality", None),
    }


def posting_rows(entry: Entry, keys: Keys, moved: Sequence[Posting]) -> list[Row]:
    """Return the rows of what an entry moves, in their order."""
    return [
        {
            "number": entry.number,
            "position": position,
            "account": one.account,
            "good": str(one.good),
            "amount": thousandths(one.amount),
            "kind": entry.kind,
            "happened": entry.happened,
            "unit": keys.unit,
            "enterprise": keys.enterprise,
            "cycle": keys.cycle,
            "product": keys.product,
            "stands": True,
        }
        for position, one in enumerate(moved)
    ]


def labour_row(entry: Entry) -> Row | None:
    """Return the row of work that was done, None for anything else."""
    if not isinstance(entry.body, Worked) or is_planned(entry.body):
        return None
    hours = entry.body.people * entry.body.hours
    return {"number": entry.number, "pay": entry.body.pay, "hours": thousandths(hours)}


def register_row(entry: Entry) -> Row | None:
    """Return the row of what is registered, None for anything else."""
    if entry.kind not in REGISTERS:
        return None
    name = str(getattr(entry.body, entry.kind, None) or "")
    return {
        "number": entry.number,
        "kind": entry.kind,
        "name": name,
        "happened": entry.happened,
        "stands": True,
    }


def cycle_row(cycle: Cycle) -> Row:
    """Return the row of a cycle."""
    return {
        "uid": cycle.uid,
        "sort": cycle.sort,
        "unit": cycle.unit.slug,
        "enterprise": cycle.unit.enterprise,
        "product": cycle.key,
        "variety": cycle.variety,
        "began": cycle.began,
        "ended": cycle.ended,
        "harvested": thousandths(cycle.kg),
    }


def entry_of(row: RowMapping) -> Entry:
    """Return the entry of a row, as it stands in the book."""
    values = {name: row[name] for name in _OF_AN_ENTRY}
    return Entry(journal="book", body=DECODERS[str(row["kind"])].decode(str(row["body"])), **values)


def thousandths(amount: Decimal) -> int:
    """Return an amount in whole thousandths, half of one rounded up."""
    return int((amount * SCALE).to_integral_value(ROUND_HALF_UP))


def whole(amount: int) -> Decimal:
    """Return an amount from thousandths."""
    return Decimal(amount) / SCALE


_OF_AN_ENTRY: Final = (
    "number",
    "uid",
    "kind",
    "happened",
    "registered",
    "author",
    "on_behalf_of",
    "reverses",
    "previous",
    "own_hash",
)
