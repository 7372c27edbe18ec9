"""The forms of a field that is not watered: that it cannot be now, and that nobody did on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, Literal, cast

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Choice, Moment, Option, Pick
from dashboard.forms.declared import FormKind, NothingToAskError, Said
from dashboard.forms.moments import day_named, on_day
from dashboard.forms.taps import Tap, not_irrigated
from dashboard.forms.where.places import PLACE, pick_place, place_of, place_written
from dashboard.login.rights import Right
from dashboard.words.entries import CANNOT, capitalised
from dashboard.words.language import N_
from gateway.domain.entries import CannotIrrigate, Entry, NotIrrigated

Why = Literal["pump", "power", "fuel", "water", "people", "other"]
NOT_KNOWN: Final = "no-se"
DAYS: Final = (1, 2, 3, 5, 7, 14)
"""For so many days it is said to last; who means others takes the nearest [d]."""


def _pick_watered(asking: Asking) -> Pick:
    """Return the question which field, of those that are watered.

    Raises:
        NothingToAskError: None is.
    """
    _, pick = asking.gettext, pick_place(asking, "field")
    watered = {one.slug for one in asking.visit.registered.places if "pump" in one.means}
    options = [one for one in pick.options if one.value in watered]
    asked = asking.written.get(PLACE)
    if not options or (asked and asked not in watered and place_written(asking, "field")):
        raise NothingToAskError(
            _("Ese lote no se riega: depende de la lluvia. Si ya se puede regar, anótelo en su ficha.")
            if options
            else _("Ningún lote se riega. Si alguno se puede regar, anótelo en su ficha."),
            href="/preparar",
            word=_("Preparar la estación"),
        )
    return replace(pick, options=options)


def _cannot_asks(asking: Asking) -> Sequence[Ask]:
    _, count = asking.gettext, asking.visit.language.ngettext
    return [
        _pick_watered(asking),
        Choice(
            name="por",
            ask=_("¿Por qué no se puede regar?"),
            options=[Option(value, capitalised(_(word))) for value, word in CANNOT.items()],
            missing=_("Diga por qué no se puede regar."),
            columns="two",
        ),
        Choice(
            name="dias",
            ask=_("¿Por cuánto tiempo?"),
            hint=_("Más o menos. Mientras tanto el consejo dice lo que puede costar esperar."),
            options=[
                *(Option(str(one), count("%(num)s día", "%(num)s días", one) % {"num": one}) for one in DAYS),
                Option(NOT_KNOWN, _("No se sabe")),
            ],
            missing=_("Diga por cuánto tiempo, o «no se sabe»."),
            columns="two",
        ),
    ]


def _cannot_says(answers: Answers) -> Sequence[Said]:
    said = answers.choice("dias")
    days = None if said == NOT_KNOWN else int(said)
    body = CannotIrrigate(place_of(answers).slug, cast("Why", answers.choice("por")), days)
    return [Said("cannot_irrigate", body, answers.words.now)]


def _cannot_again(_asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    if not isinstance(body, CannotIrrigate):
        return {}
    nearest = min(DAYS, key=lambda one: abs(one - (body.days or 0)))
    return {PLACE: body.place, "por": body.why, "dias": NOT_KNOWN if body.days is None else str(nearest)}


def _nobody_asks(asking: Asking) -> Sequence[Ask]:
    ask = asking.gettext("¿Qué día no se regó?")
    return [pick_place(asking, "field"), Moment(name="cuando", ask=ask, is_precise=False)]


def _nobody_says(answers: Answers) -> Sequence[Said]:
    day = answers.words.local(answers.moment("cuando")).date()
    body = NotIrrigated(place_of(answers).slug, day.isoformat())
    return [Said("not_irrigated", body, answers.words.now)]


def _nobody_begins(asking: Asking) -> Mapping[str, str]:
    day = day_named(asking.written)
    return {} if day is None else on_day(day, asking.words)


def _nobody_taps(asking: Asking) -> Sequence[Tap]:
    place, day = place_written(asking, "field"), day_named(asking.written)
    return [] if place is None or day is None else [not_irrigated(place, asking.words, day=day)]


def _nobody_again(asking: Asking, entry: Entry) -> Mapping[str, str]:
    match entry.body:
        case NotIrrigated() as body:
            return {PLACE: body.place, **on_day(date.fromisoformat(body.day), asking.words)}
        case _:
            return {}


CANNOT_IRRIGATE: Final = FormKind(
    slug="no-puedo",
    title=N_("No puedo regar"),
    icon="nothing",
    right=Right.RECORD_WORK,
    asks=_cannot_asks,
    says=_cannot_says,
    again=_cannot_again,
)
NOT_IRRIGATED: Final = FormKind(
    slug="no-se-rego",
    title=N_("No se regó"),
    icon="nothing",
    right=Right.RECORD_WORK,
    asks=_nobody_asks,
    says=_nobody_says,
    begins=_nobody_begins,
    taps=_nobody_taps,
    again=_nobody_again,
)
