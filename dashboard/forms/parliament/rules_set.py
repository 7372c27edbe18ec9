"""The form that enters by which rules the communal parliament meets and decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Aside, Ask, Choice, Moment, Number, Option, Range, Text, Turn
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.moments import written
from dashboard.forms.parliament.rules_written import (
    AS_FIRST,
    EXAMPLE,
    EXAMPLES,
    FUNDS,
    OTHER,
    SEATS,
    SOURCE,
    TIMES,
    funds_written,
    rules_written,
    threshold_read,
    threshold_written,
)
from dashboard.login.rights import Right
from dashboard.parliament.reading import read_assembly
from dashboard.telling.rules import enough_said, rule_lines
from dashboard.words.language import N_
from dashboard.words.units import DELEGATES
from gateway.domain.entries import Entry, RulesSet, Seats, Threshold
from gateway.domain.parliament.members import seats
from gateway.domain.parliament.thresholds import needed

MANY: Final = Range(Decimal(0), Decimal(100))
SINCE: Final = "cuando"
OF_COUNTING: Final = 4
"""So many of the lines that rules are told in say how is counted; the others are told back as answers."""
KNOWN: Final = (
    Threshold("more_than", 1, 2),
    Threshold("at_least", 1, 2),
    Threshold("at_least", 3, 5),
    Threshold("at_least", 2, 3),
    Threshold("at_least", 3, 4),
    Threshold("at_least", 1, 3),
    Threshold("at_least", 1, 4),
    Threshold("at_least", 1, 1),
)
"""What communes often write; none of them is chosen before anybody touches it."""


def _asks(asking: Asking) -> Sequence[Ask]:
    return [*_example(asking), *_seats(asking), Turn(), *_quorum(asking), Turn(), *_rest(asking)]


def _example(asking: Asking) -> list[Ask]:
    example = EXAMPLES.get(asking.written.get(EXAMPLE, ""))
    if example is None:
        return []
    sentence = asking.gettext(
        "Ejemplo. %(name)s. Solo llena lo que dice esa fuente. Revise cada respuesta y escriba su acta."
    )
    return [Aside(sentence % {"name": asking.gettext(example.name)})]


def _seats(asking: Asking) -> list[Ask]:
    _ = asking.gettext
    hint = _("en blanco: ninguna")
    return [
        Number(name=one.name, ask=_(one.ask), within=MANY, unit=DELEGATES, whole=True, hint=hint)
        for one in SEATS
    ]


def _quorum(asking: Asking) -> list[Ask]:
    _ = asking.gettext
    first = Option(AS_FIRST, _("El mismo de la primera"))
    return [
        *_threshold(asking, "quorum", _("¿Con cuántas vocerías hay quórum?")),
        Choice(
            name="quorum-de",
            ask=_("¿De cuáles vocerías se cuenta el quórum?"),
            options=[
                Option("seats", _("De todas las que hay"), _("también las que nadie ocupa")),
                Option("mandates", _("De las vigentes"), _("sin las vacantes ni las vencidas")),
            ],
            missing=_("Elija de cuáles se cuenta."),
        ),
        *_threshold(asking, "segunda", _("¿Y en la segunda convocatoria?"), first),
        *_threshold(asking, "mayoria", _("¿Con cuántos votos a favor se aprueba?")),
        Choice(
            name="mayoria-de",
            ask=_("¿De qué se cuenta la mayoría?"),
            options=[
                Option("present", _("De las vocerías presentes"), _("quien se abstiene cuenta")),
                Option("cast", _("De los votos a favor y en contra"), _("quien se abstiene no cuenta")),
            ],
            missing=_("Elija de qué se cuenta."),
        ),
    ]


def _threshold(asking: Asking, name: str, ask: str, *more: Option) -> list[Ask]:
    """Return the question how many are enough, and the one for what is not in the list."""
    _ = asking.gettext
    known = [
        Option(threshold_written(one), enough_said(asking.visit.language, asking.words, one)) for one in KNOWN
    ]
    return [
        Choice(
            name=name,
            ask=ask,
            options=[*more, *known, Option(OTHER, _("Otra parte"), _("escríbala abajo"))],
            missing=_("Elija cuántas hacen falta, o «otra parte» y escríbala."),
            is_list=True,
        ),
        Text(name=f"{name}-otra", ask=_("Si es otra: ¿cuál?"), hint=_("como: más de 3/7, al menos 3/7, o 9")),
    ]


def _rest(asking: Asking) -> list[Ask]:
    _ = asking.gettext
    return [
        *(
            Number(name=one.name, ask=_(one.ask), within=one.within, unit=one.unit, whole=True)
            for one in TIMES
        ),
        Text(
            name=FUNDS,
            ask=_("¿A qué fondos puede ir el excedente?"),
            hint=_("uno en cada línea, como los llama su acta"),
            longest=800,
            is_long=True,
        ),
        Text(
            name=SOURCE,
            ask=_("¿Qué acta fijó estas reglas?"),
            hint=_("por ejemplo: acta 4 de la asamblea del 12 de marzo de 2023"),
            missing=_("Escriba el acta: unas reglas sin acta no se pueden revisar."),
            longest=200,
        ),
        Moment(name=SINCE, ask=_("¿Desde qué día rigen?"), is_precise=False),
    ]


def _says(answers: Answers) -> Sequence[Said]:
    found = _rules(answers)
    words, at = answers.words, answers.moment(SINCE)
    day = words.local(at).date()
    begins = at if day == words.today else words.midnight(day)
    return () if found is None else (Said("rules", found, begins),)


def _rules(answers: Answers) -> RulesSet | None:
    """Return the rules that were told; None where something of them is a fault."""
    sent = [Seats(one.of, count) for one in SEATS if (count := answers.whole(one.name))]
    if not sent:
        answers.fault(SEATS[0].name, answers.gettext("Diga quiénes mandan vocerías, y cuántas."))
    is_first = answers.choice("segunda") == AS_FIRST
    quorum, majority = (_enough(answers, name) for name in ("quorum", "mayoria"))
    second = None if is_first else _enough(answers, "segunda")
    funds = funds_written(answers, _earlier(answers))
    if not sent or quorum is None or majority is None or (second is None and not is_first) or funds is None:
        return None
    return RulesSet(
        seats=sent,
        quorum=quorum,
        quorum_of="seats" if answers.choice("quorum-de") == "seats" else "mandates",
        majority=majority,
        majority_of="present" if answers.choice("mayoria-de") == "present" else "cast",
        source=answers.text(SOURCE),
        second_quorum=second,
        funds=funds,
        **{one.field: answers.whole(one.name) for one in TIMES},
    )


def _enough(answers: Answers, name: str) -> Threshold | None:
    chosen, other = answers.choice(name), answers.text(f"{name}-otra")
    if chosen != OTHER and other:
        answers.fault(f"{name}-otra", answers.gettext("Elija «otra parte», o borre lo que escribió aquí."))
        return None
    found = threshold_read(other if chosen == OTHER else chosen)
    if found is None:
        answers.fault(f"{name}-otra", answers.gettext("Escríbala así: más de 3/7, al menos 3/7, o 9."))
    return found


def _doubts(answers: Answers) -> Sequence[str]:
    body = _rules(answers)
    if body is None or body.majority.sort == "count":
        return ()
    twice = 2 * body.majority.numerator - body.majority.denominator
    if twice > 0 or (twice == 0 and body.majority.sort == "more_than"):
        return ()
    return (answers.gettext("Con esa mayoría podrían aprobarse una propuesta y su contraria: ¿está bien?"),)


def _follows(answers: Answers) -> Sequence[str]:
    """Return who sends, quorum and majority in sentences, and what they come to today."""
    body = _rules(answers)
    if body is None:
        return ()
    lines = rule_lines(answers.visit.language, answers.words, body)[:OF_COUNTING]
    return (*(f"{one.about}: {one.said}." for one in lines), *_today(answers, body))


def _today(answers: Answers, body: RulesSet) -> list[str]:
    own = read_assembly(answers.visit).registered
    every = sum(one.delegates for one in seats(body, *own, at=answers.words.now))
    language = answers.visit.language
    sentence = language.ngettext("Hoy sería %(count)s vocería.", "Hoy serían %(count)s vocerías.", every)
    said = [sentence % {"count": answers.words.number(every)}]
    if body.quorum_of == "seats":
        quorum = answers.gettext("Para el quórum harían falta %(count)s.")
        said.append(quorum % {"count": answers.words.number(needed(body.quorum, every))})
    return said


def _earlier(asking: Asking) -> list[RulesSet]:
    return [one for _, one in read_assembly(asking.visit).rules]


def _begins(asking: Asking) -> Mapping[str, str]:
    """Return an example that was chosen, else what holds now; the minutes are always asked anew."""
    example = EXAMPLES.get(asking.written.get(EXAMPLE, ""))
    if example is not None:
        return {**example.answers, SOURCE: asking.gettext(example.source)}
    earlier = _earlier(asking)
    return {**rules_written(earlier[-1], KNOWN), SOURCE: ""} if earlier else {}


def _again(asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    if not isinstance(body, RulesSet):
        return {}
    return {**rules_written(body, KNOWN), **written(entry.happened, SINCE, asking.words)}


RULES_OF_PARLIAMENT: Final = FormKind(
    slug="reglas",
    title=N_("Reglas del Parlamento Comunal"),
    icon="people",
    right=Right.HOLD_SESSION,
    asks=_asks,
    says=_says,
    doubts=_doubts,
    follows=_follows,
    begins=_begins,
    again=_again,
)
