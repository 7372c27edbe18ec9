"""The form that says what a local measure of something weighs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, Literal, cast

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Aside, Ask, Choice, Moment, Number, Option, Pick, Range, Text
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.registers.product import product_names
from dashboard.login.rights import Right
from dashboard.production.postings import FEEDS
from dashboard.words.language import N_
from dashboard.words.registers import LOCAL_MEASURES
from dashboard.words.units import KILOS, PLAIN
from dashboard.words.written import typed
from gateway.domain.entries import Entry, MeasureWeighed
from gateway.domain.goods import product_key

OTHER: Final = "otra"
MEASURE, OF = "medida", "de"
KILOS_RANGE: Final = Range(Decimal("0.01"), Decimal(5000))
MANY: Final = Range(Decimal(1), Decimal(10_000))
SUGGESTED_KG: Final = {"quintal": "46"}
"""What stands in the field before anybody types [kg]: custom in Venezuela, to be confirmed by weighing."""


def measure_names(asking: Asking) -> dict[str, str]:
    """Return what people call every local measure: the usual ones, then those that the commune added."""
    _ = asking.gettext
    usual = {value: _(word) for value, word in LOCAL_MEASURES}
    added = {one.measure: one.name for _at, one in asking.visit.station.production.registers().measures}
    return usual | {slug: name for slug, name in added.items() if slug not in usual}


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    measures, things = measure_names(asking), _things(asking)
    picks = [
        Pick(
            MEASURE,
            _("¿Qué medida?"),
            [Option(value, word) for value, word in measures.items()] + [Option(OTHER, _("Otra"))],
            _("Elija la medida."),
        ),
        Pick(
            OF,
            _("¿De qué?"),
            [Option(value, word) for value, word in things.items()]
            + [Option(OTHER, _("Otra cosa"), _("por ejemplo: yuca, auyama, topocho"))],
            _("Diga de qué."),
        ),
    ]
    measure, of = asking.written.get(MEASURE, ""), asking.written.get(OF, "")
    if measure not in (*measures, OTHER) or of not in (*things, OTHER):
        return picks
    return [
        *picks,
        Aside(_("Pese varios, llenos como se llenan siempre, y anote cuánto da uno.")),
        *_last_time(asking, measure, of),
        *_named(asking, measure, of),
        *_weighed(asking, measure),
    ]


def _named(asking: Asking, measure: str, of: str) -> Sequence[Ask]:
    _ = asking.gettext
    of_measure = Text(
        name="nombre",
        ask=_("¿Cómo se llama la medida?"),
        hint=_("por ejemplo: cesta, lata, carretilla"),
        missing=_("Escriba el nombre de la medida."),
        longest=30,
    )
    of_thing = Text(name="cosa", ask=_("¿De qué es?"), missing=_("Diga de qué."), longest=30)
    return [*([of_measure] if measure == OTHER else []), *([of_thing] if of == OTHER else [])]


def _weighed(asking: Asking, measure: str) -> Sequence[Ask]:
    _ = asking.gettext
    return (
        Number(
            name="kilos",
            ask=_("¿Cuántos kilos da uno?"),
            unit=KILOS,
            within=KILOS_RANGE,
            hint=_("sin el envase"),
            missing=_("Escriba cuántos kilos da uno."),
            suggested=SUGGESTED_KG.get(measure, ""),
        ),
        Choice(
            name="calidad",
            ask=_("¿Cómo se sabe?"),
            options=[
                Option("weighed", _("Se pesaron")),
                Option("estimated", _("Es la costumbre, o a ojo"), _("vale hasta que alguien pese")),
            ],
            missing=_("Diga cómo se sabe."),
        ),
        Number(
            name="cuantos",
            ask=_("¿Cuántos se pesaron?"),
            unit=PLAIN,
            within=MANY,
            hint=_("si se pesaron"),
            whole=True,
        ),
        Text(name="fuente", ask=_("¿Dónde consta?"), hint=_("un acta, o quién los pesó"), longest=200),
        Moment(name="cuando", ask=_("¿Cuándo se pesaron?"), is_precise=False),
    )


def _last_time(asking: Asking, measure: str, of: str) -> Sequence[Ask]:
    """Return what it weighed the last time, to be seen before a new number is written."""
    known = asking.visit.station.production.registers().measures
    last = next((one for one in reversed(known) if (one[1].measure, one[1].of) == (measure, of)), None)
    if last is None:
        return ()
    at, body = last
    sentence = asking.gettext("La última vez, el %(day)s, uno dio %(kilos)s.")
    day = asking.words.dated(asking.words.local(at).date())
    return (Aside(sentence % {"day": day, "kilos": KILOS.figure(body.kg, asking.words)}),)


def _says(answers: Answers) -> Sequence[Said]:
    measure, of = answers.choice(MEASURE), answers.choice(OF)
    name = answers.text("nombre") if measure == OTHER else measure_names(answers)[measure]
    samples = answers.whole("cuantos")
    is_weighed = answers.choice("calidad") == "weighed"
    if is_weighed and samples is None:
        answers.fault("cuantos", answers.gettext("Escriba cuántos se pesaron."))
    body = MeasureWeighed(
        measure=product_key(name) if measure == OTHER else measure,
        name=name,
        of=product_key(answers.text("cosa")) if of == OTHER else of,
        kg=answers.number("kilos") or Decimal(1),
        quality=cast('Literal["weighed"]', answers.choice("calidad")),
        samples=samples if is_weighed else None,
        source=answers.text("fuente") or None,
    )
    return (Said("measure", body, answers.moment("cuando")),)


def _things(asking: Asking) -> dict[str, str]:
    """Return what can be weighed in a measure: what was weighed before, the sorts of feed, the products."""
    _ = asking.gettext
    feeds = {
        FEEDS["concentrate"]: _("alimento concentrado"),
        FEEDS["scraps"]: _("sobras"),
        FEEDS["fruit"]: _("frutas"),
    }
    weighed = {
        one.of: one.of.replace("-", " ") for _at, one in asking.visit.station.production.registers().measures
    }
    return weighed | feeds | product_names(asking)


def _again(asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    if not isinstance(body, MeasureWeighed):
        return {}
    is_usual, is_known = body.measure in measure_names(asking), body.of in _things(asking)
    return {
        MEASURE: body.measure if is_usual else OTHER,
        "nombre": body.name,
        OF: body.of if is_known else OTHER,
        "cosa": body.of.replace("-", " "),
        "kilos": typed(body.kg),
        "calidad": body.quality,
        "cuantos": "" if body.samples is None else str(body.samples),
        "fuente": body.source or "",
    }


LOCAL_MEASURE: Final = FormKind(
    slug="medida",
    title=N_("Una medida del lugar"),
    icon="basket",
    right=Right.REGISTER_PRODUCTION,
    asks=_asks,
    says=_says,
    again=_again,
)
