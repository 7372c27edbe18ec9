"""The tables that go with a manifest: their columns, how they are written, and how they are read again.

UTF-8, RFC 4180 with CRLF, dot decimals, ISO days; written in one way only, so that a table which was
read and is written again has the same bytes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Final, Literal, get_args

from dashboard.api.export.csv_file import FORMULA, given_back, plain
from dashboard.corridor.manifest import Concept, amount_text
from dashboard.corridor.refusals import CorridorError, is_shown, shown
from gateway.domain.goods import Good
from gateway.domain.speech import both

KeptBack = Literal["", "familias", "unidad"]
"""Why a row has no amount: it is of fewer than 5 families, or of one unit alone."""

MOST_ROWS: Final = 100_000
LONGEST_CELL: Final = 200
_AMOUNT: Final = re.compile(r"\d{1,13}(\.\d{1,30})?")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """The sum of one good, one concept and one detail in the period.

    Attributes:
        concept: What is counted.
        detail: Of a delivery the destination, of a loss to what, of money the sort; else empty.
        name: What the commune calls the product.
        amount: In the good's measure; None where it is kept back.
    """

    concept: Concept
    detail: str
    good: Good
    name: str
    amount: Decimal | None
    kept_back: KeptBack = ""


@dataclass(frozen=True, slots=True)
class CycleRow:
    """What a cycle gave in the period; of one that is kept back only the good is told.

    Attributes:
        cycle: The uid of the entry that began it.
        began, ended: Days; an open cycle has no end.
        area: Sown, or of the pond [m²].
    """

    cycle: str
    unit: str
    good: Good
    name: str
    began: str
    ended: str
    area: Decimal | None
    amount: Decimal | None
    kept_back: KeptBack = ""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """What one entry moved, of units that agreed to it.

    Attributes:
        number, own_hash: As in the commune's book, so that they can be found there.
        day: When it happened.
    """

    number: int
    own_hash: str
    day: str
    concept: Concept
    detail: str
    good: Good
    amount: Decimal


@dataclass(frozen=True, slots=True)
class ExchangeRow:
    """One side of an exchange with its number, by which both sides find each other.

    Attributes:
        exchange: The number that both wrote down.
        way: Whether the good was given or got.
    """

    exchange: str
    way: Literal["dado", "recibido"]
    day: str
    good: Good
    amount: Decimal


Row = SummaryRow | CycleRow | EntryRow | ExchangeRow

_GOOD: Final = ("medida", "rubro", "humedad", "impureza")
TABLES: Final[dict[str, tuple[type[Row], tuple[str, ...]]]] = {
    "resumen.csv": (SummaryRow, ("concepto", "detalle", *_GOOD, "nombre", "cantidad", "reservado")),
    "ciclos.csv": (
        CycleRow,
        ("ciclo", "unidad", *_GOOD, "nombre", "empezo", "termino", "superficie_m2", "cantidad", "reservado"),
    ),
    "intercambios.csv": (ExchangeRow, ("intercambio", "sentido", "dia", *_GOOD, "cantidad")),
    "asientos.csv": (
        EntryRow,
        ("numero", "huella", "dia", "concepto", "detalle", *_GOOD, "cantidad"),
    ),
}
"""Every table by the name of its file: what a row is, and the heading."""

OF_LEVEL: Final = {
    "resumen": ("resumen.csv",),
    "ciclos": ("ciclos.csv", "intercambios.csv", "resumen.csv"),
    "asientos": ("asientos.csv", "ciclos.csv", "intercambios.csv", "resumen.csv"),
}
"""Which tables go with a level, rising by name."""


def csv_of(name: str, rows: Iterable[Row]) -> bytes:
    """Return a table as bytes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(TABLES[name][1])
    writer.writerows(_cells(one) for one in rows)
    return text.getvalue().encode()


def _cells(row: Row) -> list[str]:
    return [cell for one in fields(row) for cell in _written(getattr(row, one.name))]


def _written(value: object) -> tuple[str, ...]:
    if isinstance(value, Good):
        moisture, impurity = ("", "") if value.base is None else str(value.base).split("/")
        return (value.measure, value.item, moisture, impurity)
    if isinstance(value, Decimal):
        return (amount_text(value),)
    return ("" if value is None else plain(shown(str(value))),)


def rows_of(name: str, body: bytes) -> list[Row]:
    """Return the rows of a table.

    Raises:
        CorridorError: It is not UTF-8, or not a table of this name.
    """
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CorridorError(NOT_UTF8, name=name) from error
    sort, heading = TABLES[name]
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise CorridorError(NOT_A_TABLE, name=name, line=1) from error
    if not lines or tuple(lines[0]) != heading or len(lines) > MOST_ROWS:
        raise CorridorError(NOT_A_TABLE, name=name, line=1)
    found: list[Row] = []
    for number, cells in enumerate(lines[1:], 2):
        try:
            found.append(_row(sort, heading, cells))
        except (ValueError, ArithmeticError) as error:
            raise CorridorError(NOT_A_TABLE, name=name, line=number) from error
    if csv_of(name, found) != body:
        raise CorridorError(NOT_A_TABLE, name=name, line=1)
    return found


def _is_harmless(cell: str) -> bool:
    """Tell whether people may see a cell and no spreadsheet takes it for a formula; no station writes one."""
    return len(cell) <= LONGEST_CELL and is_shown(cell) and not cell.startswith(FORMULA)


def _row(sort: type[Row], heading: Sequence[str], cells: Sequence[str]) -> Row:
    if len(cells) != len(heading) or not all(_is_harmless(one) for one in cells):
        raise ValueError(cells)
    said = dict(zip(heading, map(given_back, cells), strict=True))
    good = _good(said)
    if sort is SummaryRow:
        kept_back, amount = _kept_back(said)
        return SummaryRow(_concept(said), said["detalle"], good, said["nombre"], amount, kept_back)
    if sort is CycleRow:
        kept_back, amount = _kept_back(said)
        area = _amount(said["superficie_m2"]) if said["superficie_m2"] else None
        began, ended = (_day(said[one]) if said[one] else "" for one in ("empezo", "termino"))
        return CycleRow(
            said["ciclo"], said["unidad"], good, said["nombre"], began, ended, area, amount, kept_back
        )
    if sort is ExchangeRow:
        way: Literal["dado", "recibido"] = "dado" if said["sentido"] == "dado" else "recibido"
        return ExchangeRow(said["intercambio"], way, _day(said["dia"]), good, _amount(said["cantidad"]))
    return EntryRow(
        int(said["numero"]), said["huella"], _day(said["dia"]), _concept(said), said["detalle"], good,
        _amount(said["cantidad"]),
    )  # fmt: skip


def _good(said: dict[str, str]) -> Good:
    base = f"@{said['humedad']}/{said['impureza']}" if said["humedad"] or said["impureza"] else ""
    return Good.parsed(f"{said['medida']}:{said['rubro']}{base}")


def _concept(said: dict[str, str]) -> Concept:
    found: Concept | None = next((one for one in get_args(Concept) if one == said["concepto"]), None)
    if found is None:
        raise ValueError(said["concepto"])
    return found


def _kept_back(said: dict[str, str]) -> tuple[KeptBack, Decimal | None]:
    """Return why a row has no amount, or its amount; never both, never neither."""
    match said["reservado"]:
        case "":
            return "", _amount(said["cantidad"])
        case "familias" | "unidad" as why if not said["cantidad"]:
            return why, None
        case _:
            raise ValueError(said["reservado"])


def _amount(text: str) -> Decimal:
    if not _AMOUNT.fullmatch(text):
        raise ValueError(text)
    return Decimal(text)


def _day(text: str) -> str:
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return text


def amounts(rows: Iterable[SummaryRow | EntryRow]) -> dict[tuple[str, Concept], Decimal]:
    """Return the sum of each good and concept, each good for itself; what is kept back adds nothing."""
    sums: dict[tuple[str, Concept], Decimal] = {}
    for one in rows:
        if one.amount is not None:
            key = (str(one.good), one.concept)
            sums[key] = sums.get(key, Decimal(0)) + one.amount
    return sums


NOT_UTF8: Final = both("%(name)s no está en UTF-8. Lo cambió otro programa: pida el archivo otra vez.")
NOT_A_TABLE: Final = both(
    "%(name)s no es la tabla que dice docs/corredor.md (línea %(line)s). Pida el archivo otra vez."
)
