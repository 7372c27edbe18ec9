"""The form that convenes a session, for the first time or for the second."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from dashboard.forms.answers import Answers
from dashboard.forms.asks import Ask, Moment, Number, Range, Text
from dashboard.forms.declared import Said
from dashboard.forms.moments import on_day, written
from dashboard.forms.parliament.session import Sitting, StepForm
from dashboard.forms.work.notes import LONGEST
from dashboard.telling.parliament import public_text
from dashboard.words.language import N_
from gateway.domain.entries import SessionConvened
from gateway.domain.parliament.counting import days_short
from gateway.journal import salted

NUMBER: Final = "numero"
AT: Final = "para"
PLACE: Final = "lugar"
AGENDA: Final = "agenda"
NOTICE: Final = "aviso"
NUMBERS: Final = Range(Decimal(1), Decimal(100_000))


def convene(sitting: Sitting) -> StepForm:
    """Return the form of a first convocation; its number follows the last one's."""
    sessions = sitting.assembly.sessions
    next_number = sessions[-1].number + 1 if sessions else 1
    number = Number(
        name=NUMBER,
        ask=sitting.gettext("¿Qué número tiene la sesión?"),
        hint=sitting.gettext("el mismo que llevará su acta"),
        within=NUMBERS,
        missing=sitting.gettext("Escriba el número de la sesión."),
        suggested=str(next_number),
        whole=True,
    )
    return StepForm(
        asks=[number, *_asks(sitting)],
        says=lambda answers: _says(answers, answers.whole(NUMBER) or next_number, 1, sitting),
        doubts=lambda answers: _doubts(answers, sitting),
        button=N_("Convocar"),
        is_told_back=True,
    )


def convene_again(sitting: Sitting) -> StepForm:
    """Return the form of a second convocation, with the place and the agenda of the first."""
    return StepForm(
        asks=_asks(sitting),
        says=lambda answers: _says(answers, _number(sitting), 2, sitting),
        doubts=lambda answers: _doubts(answers, sitting),
        begins=_as_before(sitting),
        button=N_("Hacer la segunda convocatoria"),
        is_told_back=True,
    )


def _asks(sitting: Sitting) -> list[Ask]:
    _ = sitting.gettext
    return [
        Moment(name=AT, ask=_("¿Para cuándo se convoca?"), is_ahead=True),
        Text(
            name=PLACE,
            ask=_("¿Dónde?"),
            hint=_("sale en el cartel"),
            missing=_("Escriba dónde es la sesión."),
        ),
        Text(
            name=AGENDA,
            ask=_("Agenda u orden del día"),
            hint=_("un punto en cada línea; lo lee cualquiera"),
            longest=4 * LONGEST,
            is_long=True,
        ),
        Moment(name=NOTICE, ask=_("¿Cuándo se avisó?")),
    ]


def _says(answers: Answers, number: int, call: int, sitting: Sitting) -> Sequence[Said]:
    if call == 1 and sitting.assembly.session(number) is not None:
        sentence = answers.gettext("La sesión %(number)s ya está convocada. Escriba otro número.")
        answers.fault(NUMBER, sentence % {"number": answers.words.number(number)})
    agenda = answers.text(AGENDA)
    texts = [salted(agenda)] if agenda else []
    body = SessionConvened(
        session=number,
        call=2 if call == 2 else 1,
        at=answers.moment(AT),
        place=answers.text(PLACE),
        note=texts[0].salted_hash if texts else None,
    )
    return [Said("convocation", body, answers.moment(NOTICE), texts)]


def _doubts(answers: Answers, sitting: Sitting) -> Sequence[str]:
    """Ask back a moment that is over, and a notice that is shorter than the rules say."""
    at, notice, words = answers.moment(AT), answers.moment(NOTICE), answers.words
    if at < words.now:
        return [answers.gettext("Esa hora ya pasó: ¿anota una sesión que ya se hizo?")]
    rules = sitting.assembly.rules_at(at)
    if rules is None or rules.notice_days is None or sitting.session is not None:
        return []
    if not days_short(rules, given=words.local(notice).date(), meets=words.local(at).date()):
        return []
    sentence = answers.gettext(
        "Sus reglas piden avisar %(days)s días antes (fuente: %(source)s) y faltan menos: ¿está bien?"
    )
    return [sentence % {"days": words.number(rules.notice_days), "source": rules.source}]


def _as_before(sitting: Sitting) -> Mapping[str, str]:
    if sitting.session is None:
        return {}
    first, words = sitting.session.last_call.body, sitting.words
    return {
        **on_day(words.today, words, name=AT),
        **{key: value for key, value in written(words.now, AT, words).items() if key.endswith(_DAY_PARTS)},
        PLACE: first.place,
        AGENDA: "\n".join(public_text(sitting.asking.visit, first.note)),
    }


_DAY_PARTS: Final = ("-dia", "-mes", "-anio")


def _number(sitting: Sitting) -> int:
    if sitting.session is None:
        raise LookupError("a second convocation without a first")
    return sitting.session.number
