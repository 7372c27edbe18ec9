"""What somebody wrote in a form, read field by field; every fault is named at once, at its field."""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Final, NamedTuple

from fastapi import Depends, Request
from fastapi.responses import Response

from dashboard.dependencies import see_other
from dashboard.language import Language
from dashboard.words import NumberUnclearError, Words, parse_number
from gateway.domain.entries import Draft
from gateway.domain.errors import EntryError
from gateway.journal import CommuneJournal

LONGEST_TEXT: Final = 80
NOON_S: Final = 12 * 3600
DAYS_BACK: Final = {"hoy": 0, "ayer": 1, "anteayer": 2}


class Fault(NamedTuple):
    """What has to be corrected, at which field."""

    field: str
    sentence: str


class Range(NamedTuple):
    """Between which numbers an answer may lie."""

    least: Decimal
    most: Decimal


async def _written(request: Request) -> Mapping[str, str]:
    form = await request.form()
    return {
        name: "\n".join(one.strip() for one in form.getlist(name) if isinstance(one, str)) for name in form
    }


Written = Annotated[Mapping[str, str], Depends(_written)]
"""Every field of a form as it was typed."""


@dataclass(slots=True)
class Form:
    """A form that was sent, and what is wrong with it so far."""

    written: Mapping[str, str]
    words: Words
    faults: list[Fault] = field(default_factory=list)

    def key(self) -> str:
        """Return the uid that the form was given, a new one where it was lost."""
        try:
            return str(uuid.UUID(self.written.get("clave", "")))
        except ValueError:
            return str(uuid.uuid4())

    def text(self, name: str, *, missing: str) -> str:
        """Return a short text."""
        value = unicodedata.normalize("NFC", " ".join(self.written.get(name, "").split()))
        if not value:
            self.fault(name, missing)
        if len(value) > LONGEST_TEXT:
            self.fault(name, self.words.language.gettext("Escríbalo más corto: hasta 80 letras."))
        return value

    def choice(self, name: str, allowed: Collection[str], *, missing: str) -> str:
        """Return one of the allowed answers."""
        value = self.written.get(name, "")
        if value not in allowed:
            self.fault(name, missing)
        return value

    def number(self, name: str, *, within: Range, missing: str | None = None) -> Decimal | None:
        """Return a number, None where nothing was written; that is a fault when `missing` says so."""
        text = self.written.get(name, "")
        if not text:
            if missing:
                self.fault(name, missing)
            return None
        try:
            value = parse_number(text)
        except NumberUnclearError as error:
            self.fault(name, self._unclear(text, error))
            return None
        if within.least <= value <= within.most:
            return value
        self.fault(
            name,
            self.words.language.gettext("Debe estar entre %(least)s y %(most)s. Revise el número.")
            % {"least": self.words.amount(within.least), "most": self.words.amount(within.most)},
        )
        return None

    def whole(self, name: str, *, within: Range, missing: str | None = None) -> int | None:
        """Return a whole number, None where nothing was written."""
        value = self.number(name, within=within, missing=missing)
        if value is not None and value != int(value):
            self.fault(name, self.words.language.gettext("Escriba un número entero, sin decimales."))
        return None if value is None else int(value)

    def moment(self, name: str, *, not_before: int) -> int:
        """Return when something happened [s UTC]: today is now, another day is its noon."""
        _ = self.words.language.gettext
        day = self._day(name)
        if day is None:
            return self.words.now
        if day > self.words.today:
            self.fault(f"{name}-fecha", _("Esa fecha todavía no ha llegado. Revise la fecha."))
        if day < self.words.local(not_before).date():
            self.fault(
                f"{name}-fecha",
                _("Esa fecha es anterior a la siembra, que fue el %(day)s. Revise la fecha.")
                % {"day": self.words.dated(self.words.local(not_before).date())},
            )
        if day == self.words.today:
            return self.words.now
        return max(self.words.midnight(day) + NOON_S, not_before)

    def fault(self, name: str, sentence: str) -> None:
        """Add a fault."""
        self.faults.append(Fault(name, sentence))

    def _day(self, name: str) -> date | None:
        chosen, typed = self.written.get(name, "hoy"), self.written.get(f"{name}-fecha", "")
        # Who wrote a date and left "hoy" as it stood meant the date.
        if chosen in DAYS_BACK and not (chosen == "hoy" and typed):
            return self.words.today - timedelta(days=DAYS_BACK[chosen])
        try:
            return date.fromisoformat(typed)
        except ValueError:
            self.fault(f"{name}-fecha", self.words.language.gettext("Elija el día, o escríbalo: 2026-06-30."))
            return None

    def _unclear(self, text: str, error: NumberUnclearError) -> str:
        _ = self.words.language.gettext
        if error.readings is None:
            return _("Escriba solo el número, por ejemplo 12,5.")
        large, small = error.readings
        return _("«%(text)s» se puede leer de dos maneras. Escriba %(large)s o %(small)s.") % {
            "text": text,
            "large": str(large),
            "small": self.words.amount(small, most=3),
        }


def recorded(journal: CommuneJournal, form: Form, draft: Draft, *, now: int) -> Response | None:
    """Write what a form says and answer with its receipt; None where the form has faults.

    A form sent twice is one entry: the second time answers with the receipt of the first.
    """
    known = journal.entry(draft.uid)
    if known is not None:
        return see_other(f"/recibo/{known.uid}")
    if form.faults:
        return None
    try:
        entry = journal.append(draft, now=now)
    except EntryError as error:
        form.fault("clave", told(error, form.words.language))
        return None
    return see_other(f"/recibo/{entry.uid}")


def told(error: EntryError, language: Language) -> str:
    """Return why the journal refused an entry, in the visitor's language."""
    sentence = language.gettext(error.sentence)
    return sentence % error.values if error.values else sentence


def slug_of(name: str, taken: Collection[str]) -> str:
    """Return a short name for addresses made from a name, none that is taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:24].strip("-") or "unidad"
    numbered = (f"{base}-{number}" for number in range(2, 10_000))
    return base if base not in taken else next(one for one in numbered if one not in taken)
