"""What was agreed last time and what came of it, as papers tell it."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.printed.honest import Table, Text
from dashboard.printed.voice import Voice
from dashboard.session.agreed import Agreement
from dashboard.words.parliament import PROPOSALS, STATES


def agreed_table(voice: Voice, found: Iterable[Agreement]) -> Table:
    """Return a row for each agreement: what, who answers for it and until when, what came of it."""
    heads = (voice.say("Acuerdo"), voice.say("Responsable y plazo"), voice.say("Qué pasó"))
    return Table(heads, [_row(voice, one) for one in found])


def _row(voice: Voice, one: Agreement) -> tuple[Text, Text, Text]:
    who = [voice.quote(one.responsible)] if one.responsible else []
    until = [voice.quote(voice.words.dated(one.deadline))] if one.deadline else []
    state = voice.say(STATES[one.state])
    spent = [voice.amount(amount.good, amount.amount) for amount in one.spent]
    told = [voice.quote(line) for line in one.told]
    title = voice.quote(one.title) if one.title else voice.say(PROPOSALS[one.sort])
    return (title, voice.joined([*who, *until]), voice.joined([state, *told, *spent]))
