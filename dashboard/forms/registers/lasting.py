"""What the forms of the registers share: which thing is described anew, and from when to when it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final, Protocol, TypeVar

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Choice, Moment, Option, Pick
from dashboard.forms.moments import written_day
from dashboard.forms.slugs import slug_of
from dashboard.production.base import Wanted
from dashboard.words.written import Words
from gateway.domain.entries import Body
from gateway.domain.goods import product_key

NEW: Final = "nuevo"
PICKED: Final = "cual"
SINCE: Final = "desde"
BACK: Final = "volvio"

Sort = TypeVar("Sort", bound=Body)


class Named(Protocol):
    """Something that people have a name for."""

    @property
    def name(self) -> str:
        """What they call it."""
        ...


class Lasting(Protocol):
    """Something that is registered from one day to another; both [s UTC], None where it is open."""

    @property
    def since(self) -> int | None:
        """From when on."""
        ...

    @property
    def until(self) -> int | None:
        """Until when."""
        ...


def registered(asking: Asking, kind: str, sort: type[Sort]) -> dict[str, Sort]:
    """Return what is registered of a kind by its short name, each as described last, in the order it came.

    The field of the body with the short name has the name of the kind.
    """
    entries = asking.visit.station.production.entries(Wanted(kinds={kind}))
    rising = sorted(entries, key=lambda one: one.number)
    return {getattr(one.body, kind): one.body for one in rising if isinstance(one.body, sort)}


def described(asking: Asking, kind: str, sort: type[Sort], name: str = PICKED) -> Sort | None:
    """Return what was picked to be described anew, None for something new.

    Args:
        asking: Who is asked.
        kind: Of the entries.
        sort: Of their bodies.
        name: Of the field in which it was picked.
    """
    return registered(asking, kind, sort).get(asking.written.get(name, ""))


def names(known: Mapping[str, Named]) -> dict[str, str]:
    """Return what people call each of some things."""
    return {slug: one.name for slug, one in known.items()}


def which(name: str, ask: str, known: Mapping[str, str], *, new: str, missing: str) -> Sequence[Pick]:
    """Return the question which thing is described anew; none where there is none yet.

    Args:
        name: Of the field.
        ask: The question.
        known: What there is, by its short name.
        new: The words for a new one.
        missing: What is said when nothing was picked.
    """
    options = [Option(NEW, new), *(Option(value, word) for value, word in known.items())]
    return [Pick(name, ask, options, missing)] if known else []


def new_slug(answers: Answers, name: str, known: Mapping[str, str], field: str = "nombre") -> str:
    """Return the short name of a new thing; a name that another one has is a fault.

    Args:
        answers: Of the form.
        name: What people call it.
        known: The names there are, by short name.
        field: Where the name was written.
    """
    if product_key(name) in {product_key(one) for one in known.values()}:
        answers.fault(field, answers.gettext("Ya hay uno con ese nombre. Elíjalo y descríbalo de nuevo."))
    return slug_of(name, set(known))


def picked_again(slug: str, known: Mapping[str, object]) -> str:
    """Return what was picked by who described a thing; what was taken back altogether is a new one."""
    return slug if slug in known else NEW


def lasting_asks(asking: Asking, described: Lasting | None, *, ask: str, ever: str) -> Sequence[Ask]:
    """Return the questions from when on something holds; of what has ended also whether it came back."""
    _ = asking.gettext
    since = Moment(name=SINCE, ask=ask, is_precise=False, ever=ever)
    if described is None or described.until is None:
        return [since]
    last = asking.words.dated(last_day(described.until, asking.words))
    return [
        Choice(
            name=BACK,
            ask=_("Está anotado que terminó el %(day)s. ¿Volvió?") % {"day": last},
            options=[Option("no", _("No")), Option("si", _("Sí, volvió"), _("diga abajo desde qué día"))],
            chosen="no",
            columns="two",
        ),
        since,
    ]


def lasts(answers: Answers, described: Lasting | None) -> tuple[int | None, int | None]:
    """Return from when on and until when something holds [s UTC]; days that cannot be are a fault."""
    _, words = answers.gettext, answers.words
    at = answers.day(SINCE)
    since = None if at is None else words.midnight(words.local(at).date())
    until = None if described is None else described.until
    if until is None:
        return since, None
    day = {"day": words.dated(last_day(until, words))}
    if answers.choice(BACK) == "si":
        if since is None or since < until:
            answers.fault(f"{SINCE}-dia", _("Si volvió, diga desde qué día: después del %(day)s.") % day)
        return since, None
    if since is not None and since >= until:
        answers.fault(f"{SINCE}-dia", _("Terminó el %(day)s: no pudo empezar después.") % day)
    return since, until


def lasting_written(asking: Asking, described: Lasting) -> Mapping[str, str]:
    """Return what to write into the questions so that they say what stands."""
    return written_day(described.since, SINCE, asking.words)


def last_day(until: int, words: Words) -> date:
    """Return the last day on which something held that ended at a moment [s UTC]."""
    return words.local(until - 1).date()


def ends_after(at: int, words: Words) -> int:
    """Return when something ends whose last day is that of a moment [both s UTC]."""
    return words.midnight(words.local(at).date() + timedelta(days=1))
