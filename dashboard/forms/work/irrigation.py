"""The form of an irrigation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Final, Literal, cast

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Choice, Moment, Number, Option, Pick, Range
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.moments import day_named, on_day
from dashboard.forms.taps import Tap, irrigated
from dashboard.forms.where.places import PLACE, pick_place, place_of, place_written
from dashboard.login.rights import Right
from dashboard.words.entries import WATERED, capitalised
from dashboard.words.language import N_
from dashboard.words.units import CUBIC_METRES, HOURS, MILLIMETRES, Unit
from dashboard.words.written import NumberUnclearError, parse_number, typed
from gateway.domain.entries import Entry, Irrigated

Method = Literal["furrow", "sprinkler", "drip", "hose", "other"]
AMOUNTS: Final[Mapping[str, tuple[str, Unit, Range]]] = {
    "hours": (N_("En horas"), HOURS, Range(Decimal("0.1"), Decimal(240))),
    "millimetres": (N_("En milímetros"), MILLIMETRES, Range(Decimal("0.1"), Decimal(300))),
    "cubic_metres": (N_("En metros cúbicos"), CUBIC_METRES, Range(Decimal("0.1"), Decimal(200_000))),
}
"""In what the water of an irrigation can be told."""
UNKNOWN: Final = "no-se"


def _irrigation(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    pick = pick_place(asking, "field")
    if place_written(asking, "field") is None:
        return [pick]
    told_in = [Option(name, _(word)) for name, (word, _unit, _within) in AMOUNTS.items()]
    measure = Pick(
        "medida",
        _("¿En qué sabe cuánta agua fue?"),
        [*told_in, Option(UNKNOWN, _("No sé cuánta"))],
        missing=_("Diga en qué sabe cuánta agua fue, o «no sé cuánta»."),
    )
    chosen = asking.written.get("medida", "")
    if chosen not in (*AMOUNTS, UNKNOWN):
        return [pick, measure]
    return [
        pick,
        measure,
        *([] if chosen == UNKNOWN else [_amount(asking, chosen)]),
        *([] if _own_method(asking) else [_method(asking)]),
        Moment(name="cuando", ask=_("¿Qué día regó?"), is_precise=False),
    ]


def _method(asking: Asking) -> Choice:
    _ = asking.gettext
    return Choice(
        name="metodo",
        ask=_("¿Cómo regó?"),
        options=[Option(value, capitalised(_(word))) for value, word in WATERED.items()],
        missing=_("Elija cómo regó."),
        columns="two",
    )


def _own_method(asking: Asking) -> Method | None:
    """Return how a field is watered, None where nobody said: then it is asked."""
    known = asking.visit.registered.fields.get(asking.written.get(PLACE, ""))
    return None if known is None else known.method


def _amount(asking: Asking, chosen: str) -> Number:
    _word, unit, within = AMOUNTS[chosen]
    return Number(
        name="cuanta",
        ask=asking.gettext("¿Cuánta agua?"),
        unit=unit,
        within=within,
        missing=asking.gettext("Escriba cuánta agua. Si no la sabe, toque «cambiar» y elija «no sé cuánta»."),
        may_be_estimated=True,
    )


def _irrigated(answers: Answers) -> Sequence[Said]:
    chosen, amount = answers.choice("medida"), answers.number("cuanta")
    body = Irrigated(
        place_of(answers).slug,
        _own_method(answers) or cast("Method", answers.choice("metodo")),
        hours=amount if chosen == "hours" else None,
        millimetres=amount if chosen == "millimetres" else None,
        cubic_metres=amount if chosen == "cubic_metres" else None,
        quality="estimated" if amount is None or answers.is_estimated("cuanta") else "measured",
    )
    return [Said("irrigation", body, answers.moment("cuando"))]


def _begins(asking: Asking) -> Mapping[str, str]:
    """Return what an address leaves unsaid: which day it names, and that advised water was not measured."""
    day = day_named(asking.written)
    guessed = {"cuanta-como": "estimated"} if "cuanta" in asking.written else {}
    return guessed | ({} if day is None else on_day(day, asking.words))


def _taps(asking: Asking) -> Sequence[Tap]:
    """Return one tap for each day on which the advised water may have been given."""
    place, millimetres = place_written(asking, "field"), _millimetres(asking)
    if place is None or millimetres is None or _own_method(asking) is None:
        return []
    today, named = asking.words.today, day_named(asking.written)
    days = (today, today - timedelta(days=1)) if named is None else (named,)
    return [irrigated(place, asking.words, millimetres=millimetres, day=day) for day in days]


def _millimetres(asking: Asking) -> Decimal | None:
    if asking.written.get("medida") != "millimetres":
        return None
    within = AMOUNTS["millimetres"][2]
    try:
        found = parse_number(asking.written.get("cuanta", ""))
    except NumberUnclearError:
        return None
    return found if within.least <= found <= within.most else None


def _same_irrigation(_asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    if not isinstance(body, Irrigated):
        return {}
    found = {PLACE: body.place, "metodo": body.method}
    for name, value in (
        ("hours", body.hours),
        ("millimetres", body.millimetres),
        ("cubic_metres", body.cubic_metres),
    ):
        if value is not None:
            return found | {"medida": name, "cuanta": typed(value), "cuanta-como": body.quality}
    return found | {"medida": UNKNOWN}


IRRIGATION: Final = FormKind(
    slug="riego",
    title=N_("Ya regué"),
    icon="exchange",
    right=Right.RECORD_WORK,
    asks=_irrigation,
    says=_irrigated,
    begins=_begins,
    taps=_taps,
    again=_same_irrigation,
    repeats=True,
)
