"""Reads what was written by the questions of the form; every fault is named at once, at its field."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Choice, Moment, Number, Option, Pick, Several, Text
from dashboard.forms.moments import MomentReader, MomentUnclearError, is_open
from dashboard.words.written import NumberUnclearError, Words, parse_number


def read(asking: Asking, asks: Sequence[Ask]) -> Answers:
    """Return the answers to the questions of a form, with every fault."""
    answers = Answers(asking.visit, asking.written)
    for ask in asks:
        match ask:
            case Number():
                _number(answers, ask)
            case Pick() | Choice():
                _choice(answers, ask)
            case Several():
                _several(answers, ask)
            case Text():
                _text(answers, ask)
            case Moment():
                _moment(answers, ask)
    return answers


def unclear(text: str, error: NumberUnclearError, words: Words) -> str:
    """Return what to do about a number that is none, or that could be two."""
    _ = words.language.gettext
    if error.readings is None:
        return _("Escriba solo el número, por ejemplo 12,5.")
    large, small = error.readings
    return _("«%(text)s» se puede leer de dos maneras. Escriba %(large)s o %(small)s.") % {
        "text": text,
        "large": str(large),
        "small": words.amount(small, most=3),
    }


def _number(answers: Answers, ask: Number) -> None:
    text = answers.written.get(ask.name, "").strip()
    is_unknown = ask.may_be_unknown and bool(answers.written.get(ask.unknown_name))
    if text and is_unknown:
        answers.fault(ask.name, answers.gettext("Escriba el número o marque «no sé», no las dos cosas."))
        return
    if not text:
        answers.values[ask.name] = None
        if ask.missing and not is_unknown:
            answers.fault(ask.name, ask.missing)
        return
    value = _value(answers, ask, text)
    answers.values[ask.name] = value
    if ask.may_be_estimated:
        said = answers.written.get(ask.estimated_name, "")
        answers.values[ask.estimated_name] = said
        if said not in ("measured", "estimated"):
            answers.fault(ask.estimated_name, answers.gettext("Diga si se midió o si se calculó a ojo."))


def _value(answers: Answers, ask: Number, text: str) -> Decimal | None:
    try:
        value = parse_number(text)
    except NumberUnclearError as error:
        answers.fault(ask.name, unclear(text, error, answers.words))
        return None
    if not ask.within.least <= value <= ask.within.most:
        answers.fault(ask.name, _out_of_range(answers, ask))
        return None
    if ask.whole and value != int(value):
        answers.fault(ask.name, answers.gettext("Escriba un número entero, sin decimales."))
        return None
    return value


def _out_of_range(answers: Answers, ask: Number) -> str:
    least, most = answers.words.amount(ask.within.least), answers.words.amount(ask.within.most)
    sentence = answers.gettext("Debe estar entre %(least)s y %(most)s %(unit)s. Revise el número.")
    told = sentence % {"least": least, "most": most, "unit": ask.unit.shown(answers.visit.language)}
    return " ".join(told.split()).replace(" .", ".")


def _choice(answers: Answers, ask: Pick | Choice) -> None:
    value = answers.written.get(ask.name, "")
    if value in _values(ask.options):
        answers.values[ask.name] = value
    elif value or ask.missing:
        answers.fault(ask.name, ask.missing or answers.gettext("Elija una de las respuestas de la lista."))


def _several(answers: Answers, ask: Several) -> None:
    said = set(answers.written.get(ask.name, "").split())
    known = _values(ask.options)
    answers.values[ask.name] = tuple(value for value in known if value in said)
    if said - set(known):
        answers.fault(ask.name, answers.gettext("Elija una de las respuestas de la lista."))
    elif ask.missing and not said:
        answers.fault(ask.name, ask.missing)


def _text(answers: Answers, ask: Text) -> None:
    typed = answers.written.get(ask.name, "")
    lines = typed.splitlines() if ask.is_long else [typed]
    kept = "\n".join(" ".join(line.split()) for line in lines).strip()
    value = unicodedata.normalize("NFC", kept)
    answers.values[ask.name] = value
    if not value and ask.missing:
        answers.fault(ask.name, ask.missing)
    if len(value) > ask.longest:
        sentence = answers.gettext("Escríbalo más corto: hasta %(most)s letras.")
        answers.fault(ask.name, sentence % {"most": ask.longest})
    if any(unicodedata.category(sign)[0] == "C" and sign != "\n" for sign in value):
        answers.fault(ask.name, answers.gettext("Hay signos que no se pueden guardar. Escríbalo de nuevo."))


def _moment(answers: Answers, ask: Moment) -> None:
    if ask.ever and is_open(answers.written, ask.name):
        return
    reader = MomentReader(answers.words)
    try:
        at = (
            reader.ahead(answers.written, ask.name, is_precise=ask.is_precise)
            if ask.is_ahead
            else reader.read(answers.written, ask.name, is_precise=ask.is_precise)
        )
    except MomentUnclearError as error:
        answers.fault(f"{ask.name}-{error.part}", error.sentence)
        return
    if ask.not_before is not None and at < ask.not_before:
        earliest = answers.words.local(ask.not_before).date()
        if answers.words.local(at).date() < earliest:
            sentence = ask.too_early or answers.gettext("Eso es demasiado temprano. Revise la fecha.")
            answers.fault(f"{ask.name}-dia", sentence)
            return
        at = ask.not_before
    answers.values[ask.name] = at


def _values(options: Sequence[Option]) -> list[str]:
    return [one.value for one in options]
