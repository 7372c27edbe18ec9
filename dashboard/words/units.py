"""The units that people type and hear, each with its words."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from dashboard.words.language import N_, Language
from dashboard.words.spelling import spelled
from dashboard.words.written import Words


class Unit(NamedTuple):
    """A unit, in Spanish as the source.

    Attributes:
        short: Beside the field and after a figure.
        one: Of one, when it is read aloud.
        many: Of none, of two and of parts.
        is_feminine: Whether it is "una" and "doscientas".
    """

    short: str
    one: str
    many: str
    is_feminine: bool = False

    def named(self, value: Decimal, language: Language) -> str:
        """Return the unit as it is read aloud after a number."""
        return language.gettext(self.one if value == 1 else self.many)

    def shown(self, language: Language) -> str:
        """Return the unit as it stands beside a field."""
        return language.gettext(self.short) if self.short else ""

    def figure(self, value: Decimal, words: Words) -> str:
        """Return a number with its unit, as "12,5 kilos" or "1 kilo"."""
        short = self.one if value == 1 and self.short == self.many else self.short
        return f"{words.amount(value)} {words.language.gettext(short)}".strip()

    def aloud(self, value: Decimal, words: Words) -> str | None:
        """Return a number spelled out with its unit, None where nobody can spell it in that language."""
        if words.language.code != "es":
            return None
        said = spelled(value, is_feminine=self.is_feminine)
        return None if said is None else f"{said} {self.named(value, words.language)}".strip()


PLAIN: Final = Unit("", "", "")
KILOS: Final = Unit(N_("kilos"), N_("kilo"), N_("kilos"))
GRAMS: Final = Unit(N_("gramos"), N_("gramo"), N_("gramos"))
FISH: Final = Unit(N_("peces"), N_("pez"), N_("peces"))
FINGERLINGS: Final = Unit(N_("alevines"), N_("alevín"), N_("alevines"))
HECTARES: Final = Unit("ha", N_("hectárea"), N_("hectáreas"), is_feminine=True)
SQUARE_METRES: Final = Unit("m²", N_("metro cuadrado"), N_("metros cuadrados"))
CUBIC_METRES: Final = Unit("m³", N_("metro cúbico"), N_("metros cúbicos"))
CUBIC_METRES_AN_HOUR: Final = Unit("m³/h", N_("metro cúbico por hora"), N_("metros cúbicos por hora"))
LITRES: Final = Unit(N_("litros"), N_("litro"), N_("litros"))
PIECES: Final = Unit(N_("unidades"), N_("unidad"), N_("unidades"), is_feminine=True)
SACKS: Final = Unit(N_("sacos"), N_("saco"), N_("sacos"))
LITRES_AN_HOUR: Final = Unit(N_("litros por hora"), N_("litro por hora"), N_("litros por hora"))
HECTOPASCALS: Final = Unit("hPa", N_("hectopascal"), N_("hectopascales"))
METRES: Final = Unit("m", N_("metro"), N_("metros"))
CENTIMETRES: Final = Unit("cm", N_("centímetro"), N_("centímetros"))
CUBIC_CENTIMETRES: Final = Unit("cm³", N_("centímetro cúbico"), N_("centímetros cúbicos"))
MILLILITRES: Final = Unit("mL", N_("mililitro"), N_("mililitros"))
MILLIMETRES: Final = Unit("mm", N_("milímetro"), N_("milímetros"))
HOURS: Final = Unit(N_("horas"), N_("hora"), N_("horas"), is_feminine=True)
DAYS: Final = Unit(N_("días"), N_("día"), N_("días"))
MONTHS: Final = Unit(N_("meses"), N_("mes"), N_("meses"))
DELEGATES: Final = Unit(N_("vocerías"), N_("vocería"), N_("vocerías"), is_feminine=True)
PERCENT: Final = Unit("%", N_("por ciento"), N_("por ciento"))
OXYGEN: Final = Unit("mg/L", N_("miligramo por litro"), N_("miligramos por litro"))
DEGREES: Final = Unit("°C", N_("grado"), N_("grados"))
KILOMETRES_AN_HOUR: Final = Unit("km/h", N_("kilómetro por hora"), N_("kilómetros por hora"))
WATTS: Final = Unit("W/m²", N_("vatio por metro cuadrado"), N_("vatios por metro cuadrado"))
MILLIVOLTS: Final = Unit("mV", N_("milivoltio"), N_("milivoltios"))
FAMILIES: Final = Unit(N_("familias"), N_("familia"), N_("familias"), is_feminine=True)
PEOPLE: Final = Unit(N_("personas"), N_("persona"), N_("personas"), is_feminine=True)
