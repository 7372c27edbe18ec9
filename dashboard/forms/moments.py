"""Days and times of day as people say them, read strictly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dashboard.words.written import Words

NOW: Final = "ahora"
OTHER: Final = "otro"
EVER: Final = "siempre"
"""No day is known, or it was always so."""
NAMED: Final = "dia"
"""With which an address names a day."""
DAYS_BACK: Final = {"hoy": 0, "ayer": 1, "anteayer": 2}
MORNING, AFTERNOON = "am", "pm"
NOON_S: Final = 12 * 3600
_TIME: Final = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})| y (?P<part>media|cuarto))?\s*(?:(?P<half>[ap])\.?\s*m\.?)?",
    re.ASCII | re.IGNORECASE,
)


def written(at: int, name: str, words: Words) -> dict[str, str]:
    """Return what to write into the fields of a moment so that it is read as that moment [s UTC]."""
    moment = words.local(at)
    days_ago = (words.today - moment.date()).days
    half = MORNING if moment.hour < 12 else AFTERNOON
    return {
        name: next((word for word, days in DAYS_BACK.items() if days == days_ago), OTHER),
        f"{name}-hora": f"{(moment.hour - 1) % 12 + 1}:{moment.minute:02d}",
        f"{name}-mitad": half,
        f"{name}-dia": str(moment.day),
        f"{name}-mes": str(moment.month),
        f"{name}-anio": str(moment.year),
    }


def written_day(at: int | None, name: str, words: Words) -> dict[str, str]:
    """Return what to write into the fields of a day that may stay open."""
    return {name: EVER} if at is None else written(at, name, words)


def day_named(written: Mapping[str, str]) -> date | None:
    """Return the local day that an address names, as `dia=2026-07-14`; None where it names none."""
    try:
        return date.fromisoformat(written.get(NAMED, ""))
    except ValueError:
        return None


def on_day(day: date, words: Words, *, name: str = "cuando") -> dict[str, str]:
    """Return what to write into a moment for a day; today is said as such, so that its hour is kept."""
    if day == words.today:
        return {name: "hoy"}
    # Not "ayer": on a page that was opened yesterday it would mean another day.
    return {
        name: OTHER,
        f"{name}-dia": str(day.day),
        f"{name}-mes": str(day.month),
        f"{name}-anio": str(day.year),
    }


def is_open(written: Mapping[str, str], name: str) -> bool:
    """Tell whether a day was left open; who wrote a date under an answer left as it stood meant the date."""
    return written.get(name, EVER) == EVER and not written.get(f"{name}-dia")


class MomentUnclearError(Exception):
    """What was written is no moment.

    Attributes:
        part: Of the answer: `dia` or `hora`.
        sentence: What to do about it.
    """

    def __init__(self, part: str, sentence: str) -> None:
        super().__init__(sentence)
        self.part = part
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class MomentReader:
    """Reads when something happened, for one visitor.

    Attributes:
        words: Their `now` is when the form was filled in, which is earlier than when it came.
    """

    words: Words

    def ahead(self, written: Mapping[str, str], name: str, *, is_precise: bool) -> int:
        """Return a moment that may be still to come, of a day its noon [s UTC].

        Raises:
            MomentUnclearError: There is no such day, or no such time of day.
        """
        begins = self.words.midnight(self._date(written, name))
        return begins + (self._second(written, name) if is_precise else NOON_S)

    def read(self, written: Mapping[str, str], name: str, *, is_precise: bool) -> int:
        """Return a moment [s UTC].

        Raises:
            MomentUnclearError: It is none, or it has not come yet.
        """
        said = _meant(written, name)
        if said == NOW:
            return self.words.now
        day = self._day(written, name, said)
        if not is_precise:
            return self.words.now if day == self.words.today else self.words.midnight(day) + NOON_S
        at = self.words.midnight(day) + self._second(written, name)
        if at > self.words.now:
            raise MomentUnclearError(
                "hora", self._("Esa hora todavía no ha llegado. Revise el día y la hora.")
            )
        return at

    def _(self, sentence: str) -> str:
        return self.words.language.gettext(sentence)

    def _day(self, written: Mapping[str, str], name: str, said: str) -> date:
        if said in DAYS_BACK:
            return self.words.today - timedelta(days=DAYS_BACK[said])
        day = self._date(written, name)
        if day > self.words.today:
            raise MomentUnclearError("dia", self._("Esa fecha todavía no ha llegado. Revise la fecha."))
        return day

    def _date(self, written: Mapping[str, str], name: str) -> date:
        try:
            return date(*(_whole(written.get(f"{name}-{part}", "")) for part in ("anio", "mes", "dia")))
        except (ValueError, OverflowError) as error:
            raise MomentUnclearError(
                "dia", self._("Ese día no existe. Escriba el día, elija el mes y el año.")
            ) from error

    def _second(self, written: Mapping[str, str], name: str) -> int:
        """Return the second of the day that somebody wrote: "3:15" and the half, "3 y media", "15:30"."""
        text = " ".join(written.get(f"{name}-hora", "").split())
        found = _TIME.fullmatch(text)
        if found is None:
            raise MomentUnclearError("hora", self._("Escriba la hora así: 3:15"))
        hour = int(found["hour"])
        minute = {"media": 30, "cuarto": 15}.get((found["part"] or "").lower(), int(found["minute"] or 0))
        if hour > 23 or minute > 59:
            raise MomentUnclearError("hora", self._("Esa hora no existe. Escríbala así: 3:15"))
        half = f"{found['half'].lower()}m" if found["half"] else written.get(f"{name}-mitad", "")
        if 1 <= hour <= 12:
            if half not in (MORNING, AFTERNOON):
                raise MomentUnclearError("hora", self._("Diga si fue a. m. o p. m."))
            hour = hour % 12 + (12 if half == AFTERNOON else 0)
        return hour * 3600 + minute * 60


def _meant(written: Mapping[str, str], name: str) -> str:
    """Return which day was meant: who wrote a date or an hour and left "ahora" as it stood, meant those."""
    said = written.get(name, NOW)
    if said in (NOW, EVER, "hoy") and written.get(f"{name}-dia"):
        return OTHER
    return "hoy" if said == NOW and written.get(f"{name}-hora") else said


def _whole(text: str) -> int:
    """Return a whole number; int() alone would take "1_0" for ten."""
    if not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    return int(text)
