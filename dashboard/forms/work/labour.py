"""The form of work: people who worked together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, Literal, cast

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Choice, Moment, Number, Option, Range
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.where.going_on import cycle_at
from dashboard.forms.where.units import UNIT, check_recorder, pick_unit, unit_written
from dashboard.login.rights import Right
from dashboard.words.language import N_
from dashboard.words.units import HOURS, PEOPLE
from dashboard.words.written import typed
from gateway.domain.entries import Entry, Worked

Activity = Literal[
    "sowing", "feeding", "weeding", "watering", "harvest", "upkeep", "transport", "guard", "other"
]
ACTIVITIES: Final[tuple[tuple[Activity, str], ...]] = (
    ("sowing", N_("Siembra")),
    ("feeding", N_("Alimentar")),
    ("weeding", N_("Limpia")),
    ("watering", N_("Riego")),
    ("harvest", N_("Cosecha")),
    ("upkeep", N_("Arreglos")),
    ("transport", N_("Acarreo")),
    ("guard", N_("Vigilancia")),
    ("other", N_("Otro trabajo")),
)
PAYS: Final = (
    ("paid", N_("Remunerado"), N_("jornada aprobada")),
    ("cayapa", N_("Cayapa"), N_("entre todos, sin pago")),
    ("care", N_("Cuido"), N_("niños, comida, enfermos")),
    ("training", N_("Formación"), N_("aprender o enseñar")),
)
PEOPLE_RANGE: Final = Range(Decimal(1), Decimal(1000))
PART_RANGE: Final = Range(Decimal(0), Decimal(1000))
HOURS_RANGE: Final = Range(Decimal("0.25"), Decimal(24))
MANY_HOURS: Final = 14
"""Above so many hours a number is asked back [h]; ours, not verified."""


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    pick, chosen = pick_unit(asking, _("¿Dónde se trabajó?")), unit_written(asking)
    if chosen is None:
        return [pick]
    return [
        pick,
        Choice(
            name="actividad",
            ask=_("¿En qué?"),
            options=[Option(value, _(word)) for value, word in ACTIVITIES],
            missing=_("Elija qué trabajo fue."),
            columns="two",
        ),
        Number(
            name="personas",
            ask=_("¿Cuántas personas?"),
            unit=PEOPLE,
            within=PEOPLE_RANGE,
            missing=_("Escriba cuántas personas trabajaron."),
            whole=True,
        ),
        Number(
            name="horas",
            ask=_("¿Cuántas horas cada una?"),
            unit=HOURS,
            within=HOURS_RANGE,
            missing=_("Escriba cuántas horas trabajó cada persona."),
        ),
        Choice(
            name="pago",
            ask=_("¿Cómo fue el trabajo?"),
            options=[Option(value, _(word), _(small)) for value, word, small in PAYS],
            missing=_("Diga si fue remunerado, cayapa, cuido o formación."),
        ),
        _part("mujeres", _("¿Cuántas eran mujeres?"), _("si se contaron")),
        _part(
            "jovenes", _("¿Cuántos eran jóvenes?"), _("muchachas y muchachos, aparte; los demás son hombres")
        ),
        Moment(name="cuando", ask=_("¿Cuándo fue?"), is_precise=False),
    ]


def _part(name: str, ask: str, hint: str) -> Number:
    return Number(name=name, ask=ask, unit=PEOPLE, within=PART_RANGE, hint=hint, whole=True)


def _says(answers: Answers) -> Sequence[Said]:
    chosen = unit_written(answers)
    if chosen is None:
        raise LookupError(answers.choice(UNIT))
    unit, at = chosen[0], answers.moment("cuando")
    check_recorder(answers, unit)
    people = answers.whole("personas") or 1
    women, young = answers.whole("mujeres"), answers.whole("jovenes")
    rest = people - (women or 0) - (young or 0)
    if rest < 0:
        sentence = answers.gettext("Mujeres y jóvenes son más que todas las personas. Revise los números.")
        answers.fault("mujeres", sentence)
    cycle = cycle_at(answers, unit, at=at)
    body = Worked(
        unit=unit.slug,
        activity=cast("Activity", answers.choice("actividad")),
        people=people,
        hours=answers.number("horas") or Decimal(1),
        pay=cast('Literal["paid"]', answers.choice("pago")),
        cycle=None if cycle is None else cycle.uid,
        women=women,
        men=None if women is None or young is None else max(0, rest),
        young=young,
    )
    return [Said("labour", body, at)]


def _follows(answers: Answers) -> Sequence[str]:
    """Return the hours together, in days of work where the commune says how long one is."""
    people, hours = answers.whole("personas") or 1, answers.number("horas") or Decimal(1)
    together, words = people * hours, answers.words
    workday = answers.visit.station.production.registers().workday
    if workday is None:
        return [answers.gettext("Son %(hours)s en total.") % {"hours": HOURS.figure(together, words)}]
    sentence = answers.gettext("Son %(hours)s en total: %(days)s jornadas de %(each)s.")
    told = {
        "days": words.amount(together / workday.hours, most=1),
        "each": HOURS.figure(workday.hours, words),
    }
    return [sentence % ({"hours": HOURS.figure(together, words)} | told)]


def _doubts(answers: Answers) -> Sequence[str]:
    """Return what is asked back: a day longer than people work."""
    hours = answers.number("horas") or Decimal(0)
    if hours <= MANY_HOURS:
        return []
    sentence = answers.gettext("Son %(hours)s horas de cada persona: ¿está bien?")
    return [sentence % {"hours": answers.words.amount(hours)}]


def _again(_asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    if not isinstance(body, Worked):
        return {}
    counted = {"mujeres": body.women, "jovenes": body.young}
    found = {name: str(value) for name, value in counted.items() if value is not None}
    return {
        UNIT: body.unit,
        "actividad": body.activity,
        "personas": str(body.people),
        "horas": typed(body.hours),
        "pago": body.pay,
        **found,
    }


LABOUR: Final = FormKind(
    slug="trabajo",
    title=N_("Un trabajo"),
    icon="hoe",
    right=Right.RECORD_WORK,
    asks=_asks,
    says=_says,
    follows=_follows,
    doubts=_doubts,
    again=_again,
    plans=("labour",),
    repeats=True,
)
