"""The form that says whom a council, an enterprise or the bank sent to the parliament."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, cast

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Choice, Moment, Option, Pick, Text
from dashboard.forms.declared import FormKind, NothingToAskError, Said
from dashboard.forms.moments import written
from dashboard.forms.registers.lasting import ends_after
from dashboard.login.rights import Right
from dashboard.parliament.reading import read_assembly
from dashboard.telling.parliament import organ_named
from dashboard.words.language import N_
from gateway.domain.entries import Entry, MandateGiven, SeatOf
from gateway.domain.parliament.members import Seat

BY: Final = "de"
PERSON: Final = "persona"
AS: Final = "como"
ACT: Final = "acta"
SINCE: Final = "cuando"
UNTIL: Final = "hasta"
LONGEST_ACT: Final = 80


def seat_value(of: str, by: str | None) -> str:
    """Return who sends as it is written into a form, such as `council:la-ceiba` or `bank:`."""
    return f"{of}:{by or ''}"


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    known = read_assembly(asking.visit).seats_at(asking.words.now)
    if not known:
        raise NothingToAskError(
            _("Faltan las reglas del Parlamento Comunal: ellas dicen quién manda vocerías, y cuántas."),
            href="/asamblea/reglas",
            word=_("Ir a las reglas"),
        )
    people = [Option(one.uid, one.name) for one in asking.visit.station.people.everybody()]
    return (
        Pick(
            BY,
            _("¿Quién manda esta vocería?"),
            [_option(asking, one) for one in known],
            _("Elija quién la manda."),
            columns="two",
        ),
        Choice(
            name=AS,
            ask=_("¿Principal o suplente?"),
            options=[Option("principal", _("Principal")), Option("suplente", _("Suplente"))],
            missing=_("Diga si es principal o suplente."),
            columns="two",
        ),
        Choice(
            name=PERSON,
            ask=_("¿Quién es?"),
            options=[Option("", _("no se anota aquí")), *people],
            hint=_("en el libro queda un número; el nombre lo ven solo quienes entran"),
            is_list=True,
        ),
        Text(
            name=ACT,
            ask=_("¿Qué acta de elección lo dice?"),
            hint=_("su número y fecha, si hay"),
            longest=LONGEST_ACT,
        ),
        Moment(name=SINCE, ask=_("¿Desde qué día?"), is_precise=False),
        Moment(
            name=UNTIL,
            ask=_("¿Hasta qué día?"),
            is_precise=False,
            is_ahead=True,
            ever=_("lo que digan las reglas"),
        ),
    )


def _option(asking: Asking, seat: Seat) -> Option:
    return Option(seat_value(seat.of, seat.by), organ_named(asking.visit, seat.of, seat.by or None))


def _says(answers: Answers) -> Sequence[Said]:
    of, _separator, by = answers.choice(BY).partition(":")
    until = answers.day(UNTIL)
    body = MandateGiven(
        of=cast("SeatOf", of),
        by=by or None,
        person=answers.choice(PERSON) or None,
        is_alternate=answers.choice(AS) == "suplente",
        until=None if until is None else ends_after(until, answers.words),
        act=answers.text(ACT) or None,
    )
    return (Said("mandate", body, answers.moment(SINCE)),)


def _again(asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    if not isinstance(body, MandateGiven):
        return {}
    until = {} if body.until is None else written(body.until - 1, UNTIL, asking.words)
    return {
        BY: seat_value(body.of, body.by),
        AS: "suplente" if body.is_alternate else "principal",
        PERSON: body.person or "",
        ACT: body.act or "",
        **written(entry.happened, SINCE, asking.words),
        **until,
    }


MANDATE: Final = FormKind(
    slug="voceria",
    title=N_("Anotar una vocería"),
    icon="people",
    right=Right.HOLD_SESSION,
    asks=_asks,
    says=_says,
    again=_again,
)
