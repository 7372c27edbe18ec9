"""Numbers and times as the people of the commune write and read them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from dashboard.words.language import Language
from gateway.domain.errors import ConucoError

NARROW: Final = "\u00a0"
"""A space that does not break: a number never stands on another line than its unit."""

WEEKDAYS: Final = {
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS: Final = {
    "es": tuple(
        [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ]
    ),
    "en": tuple(
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ]
    ),
}
MONTH_LETTERS: Final = 3
_WIDE: Final = Context(prec=400)
"""Whatever a float can be is written, however absurd: a page that does not open says less."""
_PLAIN: Final = re.compile(r"\d{1,12}(?:[.,]\d{1,2})?", re.ASCII)
_GROUPED: Final = re.compile(r"(\d{1,3})[.,](\d{3})", re.ASCII)


class NumberUnclearError(ConucoError):
    """What somebody wrote is not one number and only one.

    Attributes:
        readings: The two numbers it could be, None where it is no number at all.
    """

    def __init__(self, readings: tuple[Decimal, Decimal] | None) -> None:
        super().__init__("not one number and only one")
        self.readings = readings


def parse_number(text: str) -> Decimal:
    """Return the number that somebody wrote; comma and point both divide the decimals.

    Raises:
        NumberUnclearError: It is none, or it could be two: "1.500" is fifteen hundred for most
            people of Venezuela and one and a half for the calculator.
    """
    written = text.strip()
    if _PLAIN.fullmatch(written):
        return Decimal(written.replace(",", "."))
    if grouped := _GROUPED.fullmatch(written):
        whole, thousands = grouped.groups()
        raise NumberUnclearError((Decimal(whole + thousands), Decimal(f"{whole}.{thousands}")))
    raise NumberUnclearError(None)


def typed(value: Decimal) -> str:
    """Return a number as somebody would type it, so that it is read back as the same number."""
    plain = f"{rounded(value, 2):f}"
    return plain.rstrip("0").rstrip(".").replace(".", ",")


def rounded(value: float | Decimal, decimals: int) -> Decimal:
    """Return a number with so many decimals; a half goes up, as people learn it at school."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _WIDE)


def format_number(value: float | Decimal, decimals: int, *, language: str) -> str:
    """Return a number with its thousands and decimals divided as the language does."""
    written = format(rounded(value, decimals), f",.{decimals}f")
    if not written.strip("-0.,"):
        written = written.lstrip("-")  # nobody reads "-0,0"
    if language == "es":
        written = written.translate(str.maketrans(",.", ".,"))
    return written


@dataclass(frozen=True, slots=True)
class Words:
    """How one visitor reads numbers and times.

    Attributes:
        offset_hours: Of the commune's clocks from UTC [h].
        now: The moment of the visit [s UTC].
    """

    language: Language
    offset_hours: int
    now: int

    def number(self, value: float | Decimal, decimals: int = 0) -> str:
        """Return a number with so many decimals."""
        return format_number(value, decimals, language=self.language.code)

    def amount(self, value: float | Decimal, *, most: int = 2) -> str:
        """Return a number with the decimals it has, at most `most`."""
        shown = rounded(value, most)
        exponent = shown.normalize().as_tuple().exponent
        return self.number(shown, max(0, -exponent) if isinstance(exponent, int) else 0)

    def money(self, value: float | Decimal, currency: str, *, decimals: int | None = None) -> str:
        """Return money as it is written everywhere here: "USD 1.200,50".

        Args:
            value: How much.
            currency: Its code.
            decimals: How many; None: the cents where there are any.
        """
        if decimals is None:
            decimals = 0 if value == round(value) else 2
        return f"{currency} {self.number(value, decimals)}"

    def local(self, at: int) -> datetime:
        """Return the commune's clock and calendar at a moment [s UTC]."""
        return datetime.fromtimestamp(at, UTC) + timedelta(hours=self.offset_hours)

    def midnight(self, day: date) -> int:
        """Return when a local day begins [s UTC]."""
        begins = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=self.offset_hours)
        return int(begins.timestamp())

    @property
    def today(self) -> date:
        """The commune's date."""
        return self.local(self.now).date()

    @property
    def months(self) -> tuple[str, ...]:
        """The names of the months, January first."""
        return MONTHS[self.language.code]

    @property
    def weekdays(self) -> tuple[str, ...]:
        """The names of the days, Monday first."""
        return WEEKDAYS[self.language.code]

    def clock(self, at: int) -> str:
        """Return the time of day, as "3:12 a. m."."""
        moment = self.local(at)
        half = "a" if moment.hour < 12 else "p"
        mark = f"{half}.{NARROW}m." if self.language.code == "es" else f"{half}m"
        return f"{(moment.hour - 1) % 12 + 1}:{moment.minute:02d}{NARROW}{mark}"

    def hour(self, at: int) -> str:
        """Return a whole hour for an axis, as "4 am"."""
        moment = self.local(at)
        return f"{(moment.hour - 1) % 12 + 1} {'am' if moment.hour < 12 else 'pm'}"

    def day(self, day: date, *, year: bool = False) -> str:
        """Return a date in words, as "martes 3 de febrero"; with `year` also the year."""
        weekday = WEEKDAYS[self.language.code][day.weekday()]
        month = MONTHS[self.language.code][day.month - 1]
        if self.language.code == "es":
            return f"{weekday} {day.day} de {month}" + (f" de {day.year}" if year else "")
        return f"{weekday} {day.day} {month}" + (f" {day.year}" if year else "")

    def dated(self, day: date, *, year: bool = True) -> str:
        """Return a date without its weekday, as "3 de febrero de 2026"."""
        return self.day(day, year=year).split(" ", 1)[1]

    def short_day(self, day: date) -> str:
        """Return a date for a narrow line, as "mar 3 feb"."""
        return f"{self.weekday(day)} {day.day} {self.month(day)}"

    def weekday(self, day: date) -> str:
        """Return the first letters of the day's name."""
        return WEEKDAYS[self.language.code][day.weekday()][:3]

    def month(self, day: date) -> str:
        """Return the first letters of the month's name."""
        return MONTHS[self.language.code][day.month - 1][:MONTH_LETTERS]

    def moment(self, at: int) -> str:
        """Return the clock, with the day in front where it is not today."""
        _ = self.language.gettext
        day = self.local(at).date()
        if day == self.today:
            return self.clock(at)
        if day == self.today - timedelta(days=1):
            return _("ayer, %(clock)s") % {"clock": self.clock(at)}
        named = self.short_day(day) if abs((self.today - day).days) < 300 else self.dated(day)
        return f"{named}, {self.clock(at)}"

    def since(self, at: int) -> str:
        """Return a moment to stand after "desde", as "las 3:12 a. m." or "el mar 3 feb a las 3:12 a. m."."""
        day = self.local(at).date()
        if self.language.code != "es":
            return self.moment(at)
        clock = f"{'la' if self.local(at).hour % 12 == 1 else 'las'} {self.clock(at)}"
        return clock if day == self.today else f"el {self.short_day(day)} a {clock}"

    def lasted(self, seconds: float) -> str:
        """Return a duration as "2 h 52 min", days from two on."""
        _ = self.language.gettext
        minutes = max(0, int(seconds // 60))
        if minutes < 60:
            return f"{minutes}{NARROW}min"
        if minutes < 48 * 60:
            rest = f" {minutes % 60}{NARROW}min" if minutes % 60 else ""
            return f"{minutes // 60}{NARROW}h{rest}"
        return _("%(count)s días") % {"count": self.number(minutes // (24 * 60))}

    def ago(self, at: int) -> str:
        """Return how long ago a moment was, as "hace 2 min"."""
        _ = self.language.gettext
        if self.now - at < 60:
            return _("hace menos de 1 min")
        return _("hace %(duration)s") % {"duration": self.lasted(self.now - at)}
