"""What somebody answered, told back before it is recorded: a slip of the finger is heard at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.forms.answers import Answers
from dashboard.forms.asks import (
    Aside,
    Ask,
    Choice,
    Live,
    Moment,
    Number,
    Pick,
    Several,
    Shown,
    Steps,
    Turn,
)
from dashboard.words.written import Words


@dataclass(frozen=True, slots=True)
class Line:
    """One answer told back.

    Attributes:
        aloud: Its number spelled out with the unit, None where it has none.
    """

    ask: str
    answer: str
    aloud: str | None = None


def lines(answers: Answers, asks: Sequence[Ask]) -> list[Line]:
    """Return every answer that was given, in the order of the questions."""
    found: list[Line] = []
    for ask in asks:
        if isinstance(ask, Shown):
            continue
        if isinstance(ask, Number):
            found += _number(answers, ask)
        elif said := _said(answers, ask):
            found.append(Line(ask.ask, said))
    return found


def has_numbers(answers: Answers, asks: Sequence[Ask]) -> bool:
    """Tell whether a number was typed."""
    return any(isinstance(ask, Number) and answers.number(ask.name) is not None for ask in asks)


def _number(answers: Answers, ask: Number) -> list[Line]:
    value = answers.number(ask.name)
    if value is None:
        is_unknown = ask.may_be_unknown and answers.written.get(ask.unknown_name)
        return [Line(ask.ask, answers.gettext("no sé"))] if is_unknown else []
    figure = ask.unit.figure(value, answers.words)
    if answers.is_estimated(ask.name):
        figure = answers.gettext("%(figure)s, calculado a ojo") % {"figure": figure}
    return [Line(ask.ask, figure, ask.unit.aloud(value, answers.words))]


def _said(answers: Answers, ask: Ask) -> str:
    match ask:
        case Pick() | Choice():
            return _words(ask, (answers.choice(ask.name),))
        case Several():
            return _words(ask, answers.several(ask.name))
        case Moment():
            if ask.ever and answers.day(ask.name) is None:
                return ask.ever
            at = answers.moment(ask.name)
            return answers.words.moment(at) if ask.is_precise else _day(answers.words, at)
        case Number() | Aside() | Steps() | Live() | Turn():
            return ""
        case _:
            return answers.text(ask.name)


def _day(words: Words, at: int) -> str:
    """Return a day in words, with its year where it is not this one: a slip there is heard nowhere else."""
    day = words.local(at).date()
    return words.day(day, year=day.year != words.today.year)


def _words(ask: Pick | Choice | Several, values: Sequence[str]) -> str:
    return ", ".join(one.word for one in ask.options if one.value and one.value in values)
