"""Sheets to fill in by hand beside a pond or a field, with the questions of the screen in their order.

The questions come from the forms themselves, so that who types a sheet goes down the screen and the paper
alike. A square code leads to the form with its unit chosen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import urlencode

from dashboard.forms.answers import Asking
from dashboard.forms.asks import Ask, Choice, Moment, Number, Pick
from dashboard.forms.asks import Text as Words
from dashboard.forms.cycles.deaths import DEATHS
from dashboard.forms.cycles.feeding import FEEDING
from dashboard.forms.cycles.harvest import HARVEST
from dashboard.forms.declared import FormKind, NothingToAskError
from dashboard.forms.trade.delivery import DELIVERY
from dashboard.forms.work.irrigation import IRRIGATION
from dashboard.forms.work.labour import LABOUR
from dashboard.printed.honest import Mark, Paper, Quote, Text
from dashboard.printed.qr import qr_svg
from dashboard.printed.voice import Voice
from dashboard.production.cycles import Unit
from dashboard.words.units import PLAIN

Begins = Literal["cycle", "unit", "place", "enterprise"]
FEW: Final = 3
"""So many answers have a box of their own in each row; more of them have a number in a list above."""
MOST_PICKS: Final = 6


@dataclass(frozen=True, slots=True)
class SheetKind:
    """One sort of sheet.

    Attributes:
        slug: In the address.
        forms: Each form with how many rows it gets.
        begins: What the unit stands for in the address of the form.
        sorts: Of the places whose units it is for.
        unsure: Fields whose unit hangs on an answer of the same row.
    """

    slug: str
    forms: Sequence[tuple[FormKind, int]]
    begins: Begins
    sorts: frozenset[str] = frozenset({"pond", "field"})
    unsure: frozenset[str] = frozenset()


SHEETS: Final = (
    SheetKind("cosecha", [(HARVEST, 6)], "cycle"),
    SheetKind("entrega", [(DELIVERY, 7)], "enterprise"),
    SheetKind("alimento", [(FEEDING, 7), (DEATHS, 4)], "cycle", frozenset({"pond"}), frozenset({"cuanto"})),
    SheetKind("trabajo", [(LABOUR, 9)], "unit"),
    SheetKind("riego", [(IRRIGATION, 9)], "place", frozenset({"field"}), frozenset({"cuanta"})),
)


@dataclass(frozen=True, slots=True)
class Column:
    """One question.

    Attributes:
        boxes: What may be ticked in each row.
        list: What may be written as its number.
    """

    ask: Text
    hint: Text
    boxes: Sequence[Text]
    list: Sequence[Text]


@dataclass(frozen=True, slots=True)
class Form:
    """The rows of one form.

    Attributes:
        address: Of the form, with its unit.
        code: The same drawn, empty where it cannot be drawn here.
    """

    title: Text
    columns: Sequence[Column]
    rows: int
    address: Text
    code: Mark


@dataclass(frozen=True, slots=True)
class FieldSheet:
    """What stands on a sheet."""

    language: Text
    commune: Text
    title: Text
    unit: Text
    number: Text
    wrote: Text
    help: Text
    type_here: Text
    forms: Sequence[Form]


def sheet_named(slug: str) -> SheetKind | None:
    """Return the sort of sheet of an address, None where there is none."""
    return next((one for one in SHEETS if one.slug == slug), None)


def units_for(voice: Voice, kind: SheetKind) -> list[Unit]:
    """Return the units that a sheet can be for now, each of which its forms ask something of.

    Of a sheet for an enterprise it is one unit of each.
    """
    found: dict[str, Unit] = {}
    for unit in voice.visit.station.production.registers().units.values():
        place = voice.visit.registered.place(unit.place)
        key = unit.enterprise if kind.begins == "enterprise" else unit.slug
        if (
            place is not None
            and place.sort in kind.sorts
            and key not in found
            and _asks_of(voice, kind, unit)
        ):
            found[key] = unit
    return list(found.values())


def named(voice: Voice, kind: SheetKind, unit: Unit) -> str:
    """Return what a sheet is for: a unit, or its enterprise."""
    enterprise = voice.visit.station.production.registers().enterprises.get(unit.enterprise)
    return enterprise.name if kind.begins == "enterprise" and enterprise is not None else unit.name


def _asks_of(voice: Voice, kind: SheetKind, unit: Unit) -> bool:
    start = beginning(voice, kind, unit)
    if start is None:
        return False
    try:
        return all(questions(voice, form, start) for form, _rows in kind.forms)
    except NothingToAskError:
        return False


def beginning(voice: Voice, kind: SheetKind, unit: Unit) -> Mapping[str, str] | None:
    """Return what the address of a form says of a unit, None where it has no cycle and needs one."""
    match kind.begins:
        case "unit":
            return {"unidad": unit.slug}
        case "place":
            return {"lugar": unit.place}
        case "enterprise":
            return {"empresa": unit.enterprise}
        case _:
            cycles = voice.visit.station.production.cycles(unit=unit.slug)
            going_on = [one.uid for one in cycles if one.state == "open"]
            return {"ciclo": going_on[0]} if going_on else None


def field_sheet(voice: Voice, kind: SheetKind, unit: Unit, *, pages: str, number: str = "") -> Paper | None:
    """Return a sheet for a unit, None where its forms have nothing to ask of it now.

    Args:
        voice: How papers speak.
        kind: Which sheet.
        unit: For which unit.
        pages: Where the pages of the station are.
        number: Of the sheet; without one it is written by hand.
    """
    start = beginning(voice, kind, unit)
    if start is None:
        return None
    begun = _Begun(voice, kind, start, pages)
    forms = [made for one, rows in kind.forms if (made := _form(begun, one, rows)) is not None]
    if not forms:
        return None
    data = FieldSheet(
        language=voice.code,
        commune=voice.commune,
        title=voice.joined([one.title for one in forms]),
        unit=voice.quote(named(voice, kind, unit)),
        number=voice.say("Hoja nº %(number)s", number=number or "________"),
        wrote=voice.say("Anotó: %(line)s", line="____________________"),
        help=voice.say("Si no sabe, escriba «no sé». Si algo es a ojo, dígalo. Una fila es una anotación."),
        type_here=voice.say("Para pasarlo a la pantalla, en el mismo orden:"),
        forms=forms,
    )
    return Paper("field_sheet.typ", data, voice.private)


@dataclass(frozen=True, slots=True)
class _Begun:
    voice: Voice
    kind: SheetKind
    start: Mapping[str, str]
    pages: str


def _form(begun: _Begun, form: FormKind, rows: int) -> Form | None:
    voice = begun.voice
    try:
        asks = questions(voice, form, begun.start)
    except NothingToAskError:
        return None
    address = f"{begun.pages.rstrip('/')}/anotar/{form.slug}?{urlencode(begun.start)}"
    return Form(
        title=voice.say(form.title),
        columns=[_column(voice, one, is_unsure=one.name in begun.kind.unsure) for one in asks],
        rows=rows,
        address=voice.quote(address),
        code=Mark(qr_svg(address) or ""),
    )


def questions(
    voice: Voice, form: FormKind, start: Mapping[str, str]
) -> list[Pick | Number | Choice | Words | Moment]:
    """Return what a form asks of a unit, in its order; where an answer decides, by its first one.

    Raises:
        NothingToAskError: The form has nothing to ask of it now.
    """
    written = dict(start)
    for _ in range(MOST_PICKS):
        asks = form.asks(Asking(voice.visit, written))
        pick = next((one for one in asks if isinstance(one, Pick) and one.name not in written), None)
        if pick is None or not pick.options:
            break
        written[pick.name] = pick.options[0].value
    return [one for one in asks if _is_written(one) and getattr(one, "name", "") not in start]  # type: ignore[misc]


def _is_written(one: Ask) -> bool:
    return isinstance(one, Pick | Number | Choice | Words | Moment)


def _column(voice: Voice, one: Pick | Number | Choice | Words | Moment, *, is_unsure: bool) -> Column:
    options: list[Text] = (
        [voice.quote(option.word) for option in one.options] if isinstance(one, Pick | Choice) else []
    )
    unit = one.unit if isinstance(one, Number) and not is_unsure else PLAIN
    hint = unit.shown(voice.visit.language)
    if isinstance(one, Number) and one.may_be_estimated:
        options = [voice.say("se midió"), voice.say("a ojo")]
    is_short = len(options) <= FEW
    return Column(
        ask=voice.page(one.ask),
        hint=Quote(hint),
        boxes=options if is_short else [],
        list=[] if is_short else options,
    )
