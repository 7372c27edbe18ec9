"""How a letter says a pond, a number or an hour, in its language."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from gateway.alerts.letters.gsm import can_be_sent, cut, septets
from gateway.domain.alerts import Level
from gateway.domain.places import Place
from gateway.languages import translations

HOUR_S: Final = 3600
DAY_S: Final = 24 * HOUR_S
A_DAY_AGO_S: Final = 20 * HOUR_S
"""From so long ago on an hour alone would be taken for that of today [s]."""

ROOMS: Final = (32, 24, 18, 0)
"""So much of an SMS a place may take, the first with which the letter fits; its number stays [septets]."""


@dataclass(frozen=True, slots=True)
class Words:
    """What letters are written with.

    Attributes:
        language: `es` or `en`.
        utc_offset_hours: Of the commune's clock [h].
    """

    language: str
    utc_offset_hours: int

    def told(self, sentence: str, /, **values: object) -> str:
        """Return a Spanish sentence in the language of the letters, with its values."""
        return translations(self.language).gettext(sentence) % values

    def level(self, level: Level) -> str:
        """Return a level as the word that begins a letter."""
        match level:
            case Level.WARN:
                return self.told("Atención")
            case Level.CRITICAL:
                return self.told("Peligro")
            case Level.EMERGENCY:
                return self.told("Emergencia")

    def place(self, place: Place, room: int = ROOMS[0]) -> str:
        """Return how a place is called: the number on its stake, and of its name what fits [septets]."""
        number = str(place.number)
        sort = self.told("Estanque") if place.sort == "pond" else self.told("Lote")
        name = _sendable(place.name)
        if number in name.split() and septets(name) <= max(room, ROOMS[-2]):
            own = name.casefold().removesuffix(number).strip()
            return f"{sort} {number}" if own in ("estanque", "lote", sort.casefold()) else name
        return f"{sort} {number} {_shortened(name, room - len(sort) - len(number) - 2)}".strip()

    def number(self, value: float, decimals: int = 1) -> str:
        """Return a number as people write it; what is a little under zero reads zero."""
        written = f"{value:.{decimals}f}"
        plain = written.removeprefix("-") if float(written) == 0.0 else written
        return plain if self.language == "en" else plain.replace(".", ",")

    def oxygen(self, value: float) -> str:
        """Return an oxygen value [mg/L]; a probe a little under zero reads zero."""
        return self.number(max(value, 0.0))

    def amount(self, value: float) -> str:
        """Return a limit with no more decimals than it has."""
        return self.number(value, 0 if value == int(value) else 1)

    def hour(self, at: int) -> str:
        """Return at what hour something was."""
        hour = self._half_of_day(at)
        if self._is_one(at):
            return self.told("a la %(hour)s", hour=hour)
        return self.told("a las %(hour)s", hour=hour)

    def since(self, at: int, *, now: int) -> str:
        """Return since when something is; where that was not within a day, for how long."""
        if now - at >= 3 * DAY_S:
            return self.told("desde hace %(count)s días", count=(now - at) // DAY_S)
        if now - at >= A_DAY_AGO_S:
            return self.told("desde hace %(count)s horas", count=(now - at) // HOUR_S)
        hour = self._half_of_day(at)
        if self._is_one(at):
            return self.told("desde la %(hour)s", hour=hour)
        return self.told("desde las %(hour)s", hour=hour)

    def between(self, start: int, end: int) -> str:
        """Return a window in half hours, made wider and never narrower: forecasts know no minutes."""
        first, last = start // 1800 * 1800, -(-end // 1800) * 1800
        return self.told(
            "entre %(start)s y %(end)s", start=self._bare(first), end=self._bare(last, whole=True)
        )

    def clock(self, at: int) -> str:
        """Return an hour as a table has it, without its half of the day: "11:45" or "5"."""
        return self._clock(at).removesuffix(":00")

    def _bare(self, at: int, *, whole: bool = False) -> str:
        """Return an hour with its article; `whole` with its half of the day."""
        clock = self._clock(at).removesuffix(":00")
        hour = f"{clock} {self._half(at)}" if whole else clock
        if self._is_one(at):
            return self.told("la %(hour)s", hour=hour)
        return self.told("las %(hour)s", hour=hour)

    def _half_of_day(self, at: int) -> str:
        return f"{self._clock(at)} {self._half(at)}"

    def _half(self, at: int) -> str:
        return "a.m." if self._local(at).hour < 12 else "p.m."

    def _clock(self, at: int) -> str:
        local = self._local(at)
        return f"{local.hour % 12 or 12}:{local.minute:02}"

    def _is_one(self, at: int) -> bool:
        return self._local(at).hour % 12 == 1

    def _local(self, at: int) -> datetime:
        return datetime.fromtimestamp(at, UTC) + timedelta(hours=self.utc_offset_hours)


def _sendable(name: str) -> str:
    """Return a name without the signs that no SMS can hold."""
    composed = unicodedata.normalize("NFC", name)
    return " ".join("".join(sign if can_be_sent(sign) else " " for sign in composed).split())


def _shortened(name: str, room: int) -> str:
    """Return of a name what fits, in whole words where it has some."""
    fitting = cut(name, room)
    if fitting == name or " " not in fitting or name[len(fitting)] == " ":
        return fitting.rstrip()
    return fitting.rpartition(" ")[0].rstrip()
