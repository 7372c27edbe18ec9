"""What may leave the commune: to whom, at which level, of which days, and until when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal, cast

from dashboard.forms.answers import Answers
from dashboard.forms.asks import Choice, Moment, Option, Several
from dashboard.forms.declared import NothingToAskError
from dashboard.forms.parliament.lines import Lines
from dashboard.forms.parliament.session import Sitting
from dashboard.words.parliament import LEVELS
from gateway.domain.entries import Grant
from gateway.journal.in_force import holds

RECIPIENT: Final = "quien"
LEVEL: Final = "nivel"
SCOPE: Final = "alcance"
AGREED: Final = "de-acuerdo"
SINCE, UNTIL, EXPIRES = "desde", "hasta", "vence"


def sharing(sitting: Sitting) -> Lines:
    """Return what a proposal to share figures asks.

    Raises:
        NothingToAskError: The commune has registered nobody to share them with.
    """
    _, at, known = sitting.gettext, sitting.at, sitting.registers
    recipients = [
        Option(one.counterpart, one.name)
        for one in known.counterparts.values()
        if holds(one.since, one.until, at=at)
    ]
    if not recipients:
        raise NothingToAskError(
            _("Registre primero la organización que recibirá los datos."),
            href="/anotar/organizacion?cual=nuevo",
            word=_("Una organización nueva"),
        )
    products = [Option(one.product, one.name) for one in known.products.values()]
    scope = [Several(name=SCOPE, ask=_("¿De qué productos? Sin marcar ninguno: de todos."), options=products)]
    return Lines(
        asks=[
            Choice(
                name=RECIPIENT,
                ask=_("¿Quién los recibe?"),
                options=recipients,
                missing=_("Elija quién los recibe."),
                is_list=True,
            ),
            Choice(
                name=LEVEL,
                ask=_("¿Con qué detalle?"),
                options=[Option(key, _(word)) for key, word in LEVELS.items()],
                missing=_("Elija con qué detalle."),
                chosen="summary",
            ),
            *(scope if products else []),
            Moment(name=SINCE, ask=_("¿Desde qué día?"), is_precise=False, is_ahead=True),
            Moment(name=UNTIL, ask=_("¿Hasta qué día?"), is_precise=False, is_ahead=True),
            Moment(name=EXPIRES, ask=_("¿Cuándo vence este permiso?"), is_precise=False, is_ahead=True),
            *_agreed(sitting),
        ],
        fills=_fills,
    )


def _agreed(sitting: Sitting) -> list[Several]:
    """Return who may be seen alone, where there is anybody; who did not agree is kept back."""
    known, at = sitting.registers, sitting.at
    units = [Option(one.slug, one.name) for one in known.units.values() if holds(one.since, one.until, at=at)]
    councils = [
        Option(one.council, one.name) for one in known.councils.values() if holds(one.since, one.until, at=at)
    ]
    ask = sitting.gettext(
        "¿Quiénes están de acuerdo en que se vea lo suyo solo? Lo de una sola unidad o de menos de "
        "5 familias se reserva si no lo están."
    )
    return [Several(name=AGREED, ask=ask, options=[*units, *councils])] if units or councils else []


def _fills(answers: Answers) -> Mapping[str, object]:
    since, until, expires = (_day(answers, name) for name in (SINCE, UNTIL, EXPIRES))
    if until < since:
        answers.fault(f"{UNTIL}-dia", answers.gettext("El último día es anterior al primero. Revise."))
    if expires < answers.words.today:
        answers.fault(f"{EXPIRES}-dia", answers.gettext("El permiso ya estaría vencido. Revise la fecha."))
    grant = Grant(
        recipient=answers.choice(RECIPIENT),
        level=cast('Literal["summary"]', answers.choice(LEVEL)),
        since=since.isoformat(),
        until=until.isoformat(),
        expires=expires.isoformat(),
        scope=list(answers.several(SCOPE)),
        agreed=sorted(answers.several(AGREED)),
    )
    return {"grant": grant}


def _day(answers: Answers, name: str) -> date:
    return answers.words.local(answers.moment(name)).date()
