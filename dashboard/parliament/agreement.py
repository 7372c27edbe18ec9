"""Which spending carries out what the parliament agreed to, and which names no agreement."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from dashboard.parliament.assembly import Assembly
from gateway.domain.entries import Entry, MoneyMoved

_NAMED: Final = re.compile(r"(?:acta|sesion|minutes|session)[^0-9]{0,6}([0-9]{1,6})\b", re.IGNORECASE)
_ONLY: Final = re.compile(r"[^0-9]*([0-9]{1,6})[^0-9]*")


def session_named_in(decision: str | None) -> int | None:
    """Return the number of the session whose minutes a payment names, as in "acta-14" or "14".

    Args:
        decision: As whoever wrote down the payment wrote it; None where nobody did.
    """
    if decision is None:
        return None
    found = _NAMED.search(decision) or _ONLY.fullmatch(decision)
    return None if found is None else int(found[1])


def agreed_in(assembly: Assembly, body: MoneyMoved) -> int | None:
    """Return the number of the session that agreed to a payment, None where none did.

    A payment names the decision that it carries out, which must be an approved one, or the minutes of a
    session, which must have closed the book. Minutes of before the book began are not known here.
    """
    if body.agreed is not None:
        return _decided(assembly).get(body.agreed)
    number = session_named_in(body.decision)
    session = None if number is None else assembly.session(number)
    return None if session is None or session.closing is None else session.number


def without_agreement(assembly: Assembly, entries: Iterable[Entry]) -> list[Entry]:
    """Return the payments that no session agreed to, in the order of the entries.

    Args:
        assembly: What the parliament decided.
        entries: Entries that stand, of any kind; only money that went out counts.
    """
    return [
        one
        for one in entries
        if isinstance(one.body, MoneyMoved)
        and one.body.direction == "out"
        and agreed_in(assembly, one.body) is None
    ]


def _decided(assembly: Assembly) -> dict[str, int]:
    """Return in which session each approved decision was taken, by the decision's uid."""
    return {
        matter.decision.uid: session.number
        for session in assembly.sessions
        for matter in session.matters
        if matter.decision is not None and matter.is_approved
    }
