"""Writes down what a form says, once, however often it is sent."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from dashboard.forms.answers import Answers
from dashboard.forms.declared import Said
from dashboard.words.language import Language
from gateway.domain.entries import KINDS, Draft, Entry
from gateway.domain.errors import EntryError
from gateway.journal import CommuneJournal

_SPACE = uuid.UUID("0f6f0a5e-8a0e-4d3c-9a56-6a1f4a1c2b11")


def record(answers: Answers, said: Sequence[Said]) -> Entry | None:
    """Write the entries of a form in one transaction and return the first; None where the form has faults.

    What the journal refuses becomes a fault of the form; then nothing was written.
    """
    if answers.faults:
        return None
    journal = answers.visit.station.journal
    try:
        with journal.transaction():
            written = [
                journal.append(_draft(answers, one, place), now=answers.visit.now, texts=one.texts)
                for place, one in enumerate(said)
            ]
    except EntryError as error:
        answers.fault("clave", told(error, answers.visit.language))
        return None
    return written[0]


def companions(journal: CommuneJournal, uid: str) -> list[Entry]:
    """Return the entries that the form of an entry wrote after it, in their order; usually none."""
    found: list[Entry] = []
    while (one := journal.entry(_uid(uid, len(found) + 1))) is not None:
        found.append(one)
    return found


def _uid(key: str, place: int) -> str:
    """Return the uid of the entry at a place of a form: the first has the form's own key."""
    return key if place == 0 else str(uuid.uuid5(_SPACE, f"{key}/{place}"))


def _draft(answers: Answers, said: Said, place: int) -> Draft:
    return Draft(
        uid=_uid(answers.key, place),
        journal=KINDS[said.kind][0] or "book",
        kind=said.kind,
        body=said.body,
        happened=said.happened,
        author=answers.author,
        on_behalf_of=answers.on_behalf_of,
    )


def told(error: EntryError, language: Language) -> str:
    """Return why the journal refused an entry, in the visitor's language."""
    sentence = language.gettext(error.sentence)
    if not error.values:
        return sentence
    field = error.values.get("field")
    named = {"field": language.gettext(field)} if isinstance(field, str) else {}
    return sentence % {**error.values, **named}
