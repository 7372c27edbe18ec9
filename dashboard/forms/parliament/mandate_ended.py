"""The form that ends a mandate before its time: recalled, resigned, or otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal, cast

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Choice, Moment, Option, Pick, Text
from dashboard.forms.declared import FormKind, NothingToAskError, Said
from dashboard.forms.moments import written
from dashboard.forms.parliament.mandate_given import ACT, LONGEST_ACT, SINCE
from dashboard.login.rights import Right
from dashboard.parliament.reading import read_assembly
from dashboard.telling.parliament import organ_named
from dashboard.words.language import N_
from gateway.domain.entries import Entry, MandateEnded
from gateway.domain.parliament.members import Mandate

MANDATE: Final = "voceria"
HOW: Final = "como"


def _asks(asking: Asking) -> Sequence[Ask]:
    _, now = asking.gettext, asking.words.now
    known = [one for one in read_assembly(asking.visit).mandates if one.holds(now)]
    if not known:
        raise NothingToAskError(
            _("No hay ninguna vocería vigente que pueda terminar."),
            href="/asamblea/vocerias",
            word=_("Ver las vocerías"),
        )
    return (
        Pick(
            MANDATE,
            _("¿Cuál vocería terminó?"),
            [_option(asking, one) for one in known],
            _("Elija la vocería."),
        ),
        Choice(
            name=HOW,
            ask=_("¿Cómo terminó?"),
            options=[
                Option("recalled", _("La revocó quien la eligió")),
                Option("resigned", _("Renunció")),
                Option("other", _("De otro modo")),
            ],
            missing=_("Diga cómo terminó."),
        ),
        Text(
            name=ACT,
            ask=_("¿Qué acta lo dice?"),
            hint=_("la de la asamblea que revocó, o de la renuncia"),
            longest=LONGEST_ACT,
        ),
        Moment(name=SINCE, ask=_("¿Desde qué día?"), is_precise=False),
    )


def _option(asking: Asking, mandate: Mandate) -> Option:
    _, words = asking.gettext, asking.words
    person = [] if mandate.person is None else [asking.visit.named(mandate.person)]
    sort = [_("suplente")] if mandate.is_alternate else []
    since = _("desde el %(day)s") % {"day": words.dated(words.local(mandate.since).date())}
    organ = organ_named(asking.visit, mandate.of, mandate.by or None)
    return Option(mandate.uid, ", ".join([organ, *sort, *person]), since)


def _says(answers: Answers) -> Sequence[Said]:
    how = cast('Literal["recalled", "resigned", "other"]', answers.choice(HOW))
    body = MandateEnded(answers.choice(MANDATE), how, answers.text(ACT) or None)
    return (Said("mandate_end", body, answers.moment(SINCE)),)


def _doubts(answers: Answers) -> Sequence[str]:
    if answers.choice(HOW) != "recalled" or answers.text(ACT):
        return ()
    return (answers.gettext("No anotó el acta de la asamblea que la revocó: ¿está bien?"),)


def _again(asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    if not isinstance(body, MandateEnded):
        return {}
    again = {MANDATE: body.mandate, HOW: body.how, ACT: body.act or ""}
    return {**again, **written(entry.happened, SINCE, asking.words)}


MANDATE_END: Final = FormKind(
    slug="fin-voceria",
    title=N_("Anotar que una vocería terminó"),
    icon="people",
    right=Right.HOLD_SESSION,
    asks=_asks,
    says=_says,
    doubts=_doubts,
    again=_again,
)
