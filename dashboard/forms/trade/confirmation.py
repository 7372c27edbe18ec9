"""The form by which a second person says that a delivery arrived, with what the receiver's scale said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from dashboard.book.beside import is_another
from dashboard.forms.amounts.grain import (
    IMPURITY,
    IMPURITY_RANGE,
    MOISTURE,
    MOISTURE_RANGE,
    is_grain,
    registers_of,
)
from dashboard.forms.amounts.weighing import KILOS, TICKET, ticket_ask, ticket_of
from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Moment, Number, Option, Pick, Range
from dashboard.forms.declared import FormKind, NothingToAskError, Said
from dashboard.login.rights import Right
from dashboard.production.base import Line, Wanted
from dashboard.telling import told
from dashboard.telling.naming import unit_of
from dashboard.telling.trade import both_weighings
from dashboard.words.language import N_
from dashboard.words.units import PERCENT
from dashboard.words.written import typed
from gateway.domain.entries import Delivered, DeliveryConfirmed, Entry, Weighing, is_planned

DELIVERY: Final = "entrega"
MOST: Final = 40
"""So many of the newest deliveries are looked through for what nobody has confirmed."""
KILOS_RANGE: Final = Range(Decimal("0.01"), Decimal("999999.99"))


def _asks(asking: Asking) -> Sequence[Ask]:
    _, pick, line = asking.gettext, _pick(asking), _chosen(asking)
    if line is None or not isinstance(line.entry.body, Delivered):
        return [pick]
    body, words = line.entry.body, asking.words
    unit = unit_of(asking.visit, body.product)
    ours = unit.figure(body.ours.kg, words)
    return [
        pick,
        Number(
            name=KILOS,
            ask=_("¿Cuánto pesó quien recibió?"),
            unit=unit,
            within=KILOS_RANGE,
            hint=_("la otra romana dijo %(kilos)s; déjelo vacío si no se pesó") % {"kilos": ours},
        ),
        *_of_grain(asking, body),
        ticket_ask(asking),
        Moment(
            name="cuando",
            ask=_("¿Cuándo llegó?"),
            not_before=line.entry.happened,
            too_early=_("Esa fecha es anterior a la entrega. Revise la fecha."),
            is_precise=False,
        ),
    ]


def _of_grain(asking: Asking, body: Delivered) -> list[Ask]:
    if not is_grain(registers_of(asking), body.product, otherwise=body.ours.moisture is not None):
        return []
    _ = asking.gettext
    return [
        Number(
            name=MOISTURE,
            ask=_("¿Con qué humedad lo recibió?"),
            unit=PERCENT,
            within=MOISTURE_RANGE,
            hint=_("si se midió"),
        ),
        Number(
            name=IMPURITY,
            ask=_("¿Con qué impureza lo recibió?"),
            unit=PERCENT,
            within=IMPURITY_RANGE,
            hint=_("si se midió"),
        ),
    ]


def _pick(asking: Asking) -> Pick:
    """Return the question which delivery, of those that another person recorded.

    Raises:
        NothingToAskError: Nobody waits for this visitor to confirm anything.
    """
    _, asked = asking.gettext, _chosen(asking)
    waiting = [asked] if asked else _waiting(asking)
    if not waiting:
        raise NothingToAskError(
            _("No hay entregas que le toque confirmar: las suyas las confirma otra persona."),
            href="/anotar",
            word=_("Anotar otra cosa"),
        )
    options = [_option(asking, one) for one in waiting]
    return Pick(DELIVERY, _("¿Qué entrega llegó?"), options, missing=_("Elija la entrega que llegó."))


def _option(asking: Asking, line: Line) -> Option:
    said, words = told(asking.visit, line.entry), asking.words
    to = next((one for one in said.lines if one), "")
    return Option(
        line.entry.uid, said.title, f"{to} · {words.dated(words.local(line.entry.happened).date())}"
    )


def _waiting(asking: Asking) -> list[Line]:
    lines = asking.visit.station.production.lines(Wanted(kinds=("delivery",)), most=MOST)
    return [one for one in lines if _waits(asking, one)]


def _waits(asking: Asking, line: Line) -> bool:
    """Tell whether a delivery waits for the visitor; before anybody has signed in, for anybody."""
    is_free = asking.visit.member is None or is_another(asking.visit, line.entry)
    stands = line.undone is None and line.confirmation is None and not is_planned(line.entry.body)
    return is_free and stands and isinstance(line.entry.body, Delivered)


def _chosen(asking: Asking) -> Line | None:
    uid = asking.written.get(DELIVERY, "")
    line = asking.visit.station.production.line(uid) if uid else None
    return line if line is not None and _waits(asking, line) else None


def _theirs(answers: Answers) -> Weighing | None:
    """Return the receiver's weighing, None where nobody weighed; a moisture of no kilos is a fault."""
    kilos, ticket = answers.number(KILOS), ticket_of(answers)
    moisture, impurity = answers.number(MOISTURE), answers.number(IMPURITY)
    if kilos is None:
        if (moisture, impurity, ticket) != (None, None, None):
            answers.fault(KILOS, answers.gettext("Escriba cuánto pesó, o deje vacío también lo demás."))
        return None
    return Weighing(kilos, moisture, impurity, ticket)


def _says(answers: Answers) -> Sequence[Said]:
    body = DeliveryConfirmed(answers.choice(DELIVERY), _theirs(answers))
    return [Said("confirmation", body, answers.moment("cuando"))]


def _follows(answers: Answers) -> Sequence[str]:
    line, theirs = _chosen(answers), _theirs(answers)
    if line is None or theirs is None or not isinstance(line.entry.body, Delivered):
        return []
    return both_weighings(answers.visit, line.entry.body, theirs)


def _again(_asking: Asking, entry: Entry) -> Mapping[str, str]:
    if not isinstance(entry.body, DeliveryConfirmed):
        return {}
    theirs = entry.body.theirs
    if theirs is None:
        return {DELIVERY: entry.body.delivery}
    numbers = {KILOS: theirs.kg, MOISTURE: theirs.moisture, IMPURITY: theirs.impurity}
    found = {name: typed(value) for name, value in numbers.items() if value is not None}
    return (
        {DELIVERY: entry.body.delivery} | found | ({} if theirs.ticket is None else {TICKET: theirs.ticket})
    )


CONFIRMATION: Final = FormKind(
    slug="confirmacion",
    title=N_("Confirmar una entrega"),
    icon="check",
    right=Right.SEE_MEMBERS,
    asks=_asks,
    says=_says,
    follows=_follows,
    again=_again,
)
