"""Every paper of a station by its name in an address, made for whoever asks for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dashboard.corridor.signing import KEY_NAME, key_words, signer
from dashboard.goods.periods import chosen, periods
from dashboard.login.rights import Right
from dashboard.parliament.reading import read_assembly
from dashboard.printed.field_sheets import field_sheet, sheet_named, units_for
from dashboard.printed.findings import Findings, findings
from dashboard.printed.honest import Paper
from dashboard.printed.minutes import Seen, minutes
from dashboard.printed.poster import Size, poster
from dashboard.printed.report import report
from dashboard.printed.voice import Voice, voice_of
from dashboard.session.corrected import corrections_between
from dashboard.session.observed import bounds, observed_in
from dashboard.visit.given import Visit

MINUTES: Final = "acta-"
SHEET: Final = "planilla-"
REPORT: Final = "informe"
POSTERS: Final[Mapping[str, Size]] = {"afiche-a3": "a3", "afiche-a4": "a4"}
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,5}")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which paper somebody asks for; what is empty was not said.

    Attributes:
        name: Such as `informe`, `acta-12`, `afiche-a3` or `planilla-cosecha`.
        session: The number of the session that a report or poster is of.
        period: Another time instead: a year, or all.
        product: The code of the good of a poster.
        unit: Of a sheet.
        number: Of a sheet.
        pages: Where the pages of the station are.
    """

    name: str
    session: str = ""
    period: str = ""
    product: str = ""
    unit: str = ""
    number: str = ""
    pages: str = ""


def paper_of(visit: Visit, asked: Asked) -> Paper | None:
    """Return a paper, None where there is none of that name, session, good or unit.

    Raises:
        PaperError: It would say what no paper may.
    """
    voice = voice_of(visit, knows_notes=visit.may(Right.SEE_MEMBERS))
    if asked.name == REPORT:
        return _of_session(visit, asked, lambda found: report(voice, found))
    if asked.name in POSTERS:
        return _of_session(visit, asked, lambda found: _poster(voice, found, asked))
    if asked.name.startswith(MINUTES):
        return _minutes(visit, voice, asked.name.removeprefix(MINUTES))
    return _sheet(voice, asked) if asked.name.startswith(SHEET) else None


def number_in(written: str) -> int | None:
    """Return the number that an address names, None where it names none."""
    return int(written) if _NUMBER.fullmatch(written) else None


def _of_session(visit: Visit, asked: Asked, make: Callable[[Findings], Paper | None]) -> Paper | None:
    number = number_in(asked.session)
    if asked.session and (number is None or read_assembly(visit).session(number) is None):
        return None
    if not asked.period:
        return make(findings(visit, number=number))
    cycles = visit.station.production.cycles()
    every = periods(visit.words, first=min((one.began for one in cycles), default=None))
    return make(findings(visit, number=number, period=chosen(every, asked.period)))


def _poster(voice: Voice, found: Findings, asked: Asked) -> Paper | None:
    goods = [one for one in found.made if not asked.product or str(one.good) == asked.product]
    return poster(voice, found, goods[0], size=POSTERS[asked.name]) if goods else None


def _minutes(visit: Visit, voice: Voice, written: str) -> Paper | None:
    known, number = read_assembly(visit), number_in(written)
    session = None if number is None else known.session(number)
    if session is None:
        return None
    seen = Seen(
        observed=observed_in(visit, session),
        corrections=corrections_between(visit, *bounds(known, session)),
        key_words=_key_words(visit),
    )
    return minutes(voice, known, session, seen)


def _key_words(visit: Visit) -> str:
    """Return the words of the key that signs what leaves the commune, empty where it has never signed."""
    folder = Path(visit.station.config.storage.folder)
    return key_words(signer(folder).public) if (folder / KEY_NAME).exists() else ""


def _sheet(voice: Voice, asked: Asked) -> Paper | None:
    kind = sheet_named(asked.name.removeprefix(SHEET))
    units = [] if kind is None else units_for(voice, kind)
    unit = next((one for one in units if not asked.unit or one.slug == asked.unit), None)
    if kind is None or unit is None:
        return None
    number = number_in(asked.number)
    return field_sheet(voice, kind, unit, pages=asked.pages, number="" if number is None else str(number))
