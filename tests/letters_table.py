"""Every letter of the station as a table: docs/cartas.md. Run it to write the document anew.

python tests/letters_table.py
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final, Literal

ROOT: Final = Path(__file__).parent.parent
sys.path[:0] = [one for one in (str(ROOT),) if one not in sys.path]

from gateway.alerts.letters import NOTHING, Detail, letter  # noqa: E402
from gateway.domain.alerts import Alert, Kind, Level  # noqa: E402
from gateway.domain.outlook import CrossingSaid  # noqa: E402
from gateway.domain.places import Place  # noqa: E402

DOCUMENT: Final = ROOT / "docs" / "cartas.md"
OPENED: Final = 1_780_038_600
"""2026-05-29 07:10 UTC, 3:10 a.m. in Venezuela."""
STEPS: Final = ("opened", "raised", "again", "repeated", "acknowledged", "cleared")
STEP_NAMES: Final = {
    "opened": "se abre",
    "raised": "empeora",
    "again": "vuelve",
    "repeated": "se repite",
    "acknowledged": "alguien va",
    "cleared": "termina",
}
OF_THE_STATION: Final = (Kind.SILENT_STATION, Kind.DISK, Kind.CLOCK, Kind.CHANNEL)
NUMBERS: Final[dict[Kind, float]] = {
    Kind.OXYGEN: 1.84,
    Kind.TEMPERATURE: 33.6,
    Kind.BATTERY: 3.42,
    Kind.AERATOR: 1.6,
    Kind.DISK: 240.0,
}
KIND_NAMES: Final = {
    Kind.OXYGEN: "Oxígeno ahora",
    Kind.GASPING: "Peces boqueando",
    Kind.DAWN: "La noche que viene",
    Kind.MAINS: "Se fue la luz",
    Kind.AERATOR: "El aireador no alcanza",
    Kind.TEMPERATURE: "Temperatura del agua",
    Kind.SENSOR: "Sonda que no mide bien",
    Kind.SILENT_NODE: "Sonda callada",
    Kind.SILENT_STATION: "Estación callada",
    Kind.BATTERY: "Batería de la sonda",
    Kind.DISK: "Disco de la estación",
    Kind.CLOCK: "Hora de la estación",
    Kind.CHANNEL: "Vía de aviso que no funciona",
}
MEANS_NAMES: Final = {"aerator": "aireador", "pump": "bomba", "exchange": "recambio"}
Power = Literal["electric", "diesel"]
ALL_MEANS: Final = (
    (),
    ("aerator",),
    ("pump",),
    ("exchange",),
    ("aerator", "pump"),
    ("aerator", "exchange"),
    ("pump", "exchange"),
    ("aerator", "pump", "exchange"),
)
DAWN: Final = Detail(crossing=CrossingSaid(3.0, 0.7, OPENED + 1500, OPENED + 6600), minimum=1.9)


@dataclass(frozen=True, slots=True)
class Case:
    """One letter that can be written."""

    kind: Kind
    what: str
    level: Level
    place: Place | None
    detail: Detail = NOTHING
    subject: str = ""
    is_acknowledged: bool = False

    @property
    def when(self) -> str:
        level = {Level.WARN: "atención", Level.CRITICAL: "peligro", Level.EMERGENCY: "emergencia"}[self.level]
        return f"{STEP_NAMES[self.what]}, {level}{self._with_what()}"

    def _with_what(self) -> str:
        if self.kind is Kind.CHANNEL or self.place is None:
            return f", {self.subject}" if self.subject else ""
        power = {"electric": " eléctrico", "diesel": " de gasoil"}.get(self.place.aerator_power or "", "")
        means = [MEANS_NAMES[one] + (power if one == "aerator" else "") for one in self.place.means]
        return f"; {', '.join(means) or 'sin medios'}"

    def written(self, language: str) -> str:
        at = OPENED + {"opened": 0, "cleared": 21_600}.get(self.what, 1800)
        alert = Alert(
            uid="a",
            place="" if self.kind in OF_THE_STATION or self.subject else "estanque-3",
            kind=self.kind,
            level=self.level,
            opened=OPENED,
            value=NUMBERS.get(self.kind, 0.0),
            acknowledged=OPENED + 300 if self.is_acknowledged or self.what == "acknowledged" else None,
            cleared=at if self.what == "cleared" else None,
            subject=self.subject,
        )
        return letter(
            self.what,
            alert,
            self.place,
            at=at,
            utc_offset_hours=-4,
            language=language,
            round=1 if self.what == "repeated" else 0,
            detail=self.detail,
        )


def a_place(
    name: str = "El Samán",
    *,
    number: int = 3,
    means: tuple[str, ...] = ("aerator",),
    power: Power | None = None,
    sort: Literal["pond", "field"] = "pond",
) -> Place:
    return Place("estanque-3", sort, number, name, means, area_m2=Decimal(1000), aerator_power=power)


def told() -> Iterator[tuple[str, Case]]:
    """Yield what the document tells, under the headline of each."""
    yield from (
        (KIND_NAMES[kind], one) for kind in Kind for level in levels_of(kind) for one in _steps(kind, level)
    )
    for headline, cases in BY_MEANS.items():
        yield from ((headline, one) for means in ALL_MEANS for one in cases(means))
    for channel in ("sms", "call", "push", "internet", "siren"):
        yield "Cada vía de aviso", Case(Kind.CHANNEL, "opened", Level.WARN, None, subject=channel)
    for kind, subject in ((Kind.SILENT_NODE, "todos"), (Kind.CLOCK, "pond-3")):
        yield "Sin un estanque", Case(kind, "opened", Level.WARN, None, subject=subject)


def _low(means: tuple[str, ...]) -> list[Case]:
    return [Case(Kind.OXYGEN, "opened", level, a_place(means=means)) for level in Level]


def _dark(means: tuple[str, ...]) -> list[Case]:
    places = [a_place(means=means, power=power) for power in powers_of(means)]
    return [Case(Kind.MAINS, "opened", Level.CRITICAL, place) for place in places]


def _weak(means: tuple[str, ...]) -> list[Case]:
    return [Case(Kind.AERATOR, "opened", Level.CRITICAL, a_place(means=means))] if "aerator" in means else []


def _soon(means: tuple[str, ...]) -> list[Case]:
    return [Case(Kind.DAWN, "opened", Level.WARN, a_place(means=means), DAWN)]


BY_MEANS: Final[dict[str, Callable[[tuple[str, ...]], list[Case]]]] = {
    "Poco oxígeno, según lo que haya": _low,
    "Sin luz, según lo que haya": _dark,
    "El aireador no alcanza, según lo que haya": _weak,
    "La noche que viene, según lo que haya": _soon,
}


def levels_of(kind: Kind) -> tuple[Level, ...]:
    """Return the levels at which the document shows a kind: all where the words differ."""
    match kind:
        case Kind.OXYGEN:
            return tuple(Level)
        case Kind.GASPING:
            return (Level.EMERGENCY,)
        case Kind.MAINS | Kind.AERATOR:
            return (Level.CRITICAL,)
        case _:
            return (Level.WARN,)


def powers_of(means: tuple[str, ...]) -> tuple[Power | None, ...]:
    return (None, "electric", "diesel") if "aerator" in means else (None,)


def _steps(kind: Kind, level: Level) -> Iterator[Case]:
    place = None if kind in OF_THE_STATION else a_place(power="electric")
    subject = "sms" if kind is Kind.CHANNEL else ""
    detail = DAWN if kind is Kind.DAWN else NOTHING
    for what in STEPS:
        yield Case(kind, what, level, place, detail, subject, is_acknowledged=what == "cleared")


def document() -> str:
    """Return docs/cartas.md as it should be."""
    lines = [*HEAD.splitlines()]
    headline = ""
    for under, case in told():
        if under != headline:
            headline = under
            lines += ["", f"## {under}", "", "| cuándo | en español | en inglés |", "|---|---|---|"]
        lines.append(f"| {case.when} | {case.written('es')} | {case.written('en')} |")
    return "\n".join(lines) + "\n"


HEAD: Final = """\
# Las cartas: todo lo que la estación puede escribir por teléfono

Esta lista la escribe el programa con las mismas palabras que envía (`python tests/letters_table.py`); una
prueba falla si está vieja. Cada carta cabe en un solo SMS de 160 signos y usa solo su alfabeto: por eso no
lleva las tildes de á, í, ó, ú. Los avisos por la red local y por internet dicen lo mismo, con sus tildes y
sin la última frase. De un nombre largo se deja lo que cabe; el número de la estaca no se quita nunca.

El idioma se escoge con `language` en la parte `[alerts]` de los [ajustes](ajustes.md). Los nombres y los
números de aquí son inventados. Una carta nombra solo los medios que el estanque tiene."""

if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
