"""What every form asks about a weighing: the kilos, the tare, the number of the scale's paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Choice, Number, Option, Range, Text
from dashboard.telling.weighings import in_whole_words
from dashboard.words.units import KILOS as IN_KILOS

KILOS: Final = "kilos"
TARE: Final = "tara"
QUALITY: Final = "calidad"
TICKET: Final = "boleto"
AMOUNT_RANGE: Final = Range(Decimal("0.01"), Decimal("999999.99"))
TARE_RANGE: Final = Range(Decimal(0), Decimal("99999.99"))
_TICKET: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./-]{0,23}", re.ASCII)
"""As `gateway.domain.entries.cycles.Ticket`: no sentence and no name."""


def tare_ask(asking: Asking) -> Number:
    """Return the question what the sacks or the lorry alone weigh."""
    _ = asking.gettext
    return Number(
        name=TARE,
        ask=_("¿Cuánto de eso es el envase o el camión?"),
        unit=IN_KILOS,
        within=TARE_RANGE,
        hint=_("la tara; déjelo vacío si los kilos ya son netos"),
    )


def quality_ask(asking: Asking, *, is_weighed: bool) -> Choice:
    """Return the question how an amount is known."""
    _ = asking.gettext
    known = Option("weighed", _("Se pesó")) if is_weighed else Option("counted", _("Se contó o se midió"))
    return Choice(
        name=QUALITY,
        ask=_("¿Cómo se sabe?"),
        options=[known, Option("estimated", _("A ojo"))],
        missing=_("Diga si se midió o si se calculó a ojo."),
        columns="two",
    )


def ticket_ask(asking: Asking, name: str = TICKET, ask: str = "") -> Text:
    """Return the question for the number of the scale's paper; `ask` where it is not our scale's."""
    _ = asking.gettext
    return Text(
        name=name,
        ask=ask or _("¿Qué número tiene el boleto de la romana?"),
        hint=_("si hay boleto; solo el número"),
    )


def ticket_of(answers: Answers, name: str = TICKET) -> str | None:
    """Return the number of a paper, None where none was written; a sentence there is a fault."""
    text = answers.text(name).strip()
    if not text:
        return None
    if not _TICKET.fullmatch(text):
        answers.fault(name, answers.gettext("Escriba solo el número del papel: letras, números y guiones."))
        return None
    return text


def net_kg(answers: Answers) -> Decimal | None:
    """Return the kilos less the tare [kg], None where none were written; a tare of everything is a fault."""
    kilos, tare = answers.number(KILOS), answers.number(TARE)
    if kilos is None or not tare:
        return kilos
    if tare >= kilos:
        answers.fault(TARE, answers.gettext("El envase no puede pesar lo mismo o más que todo junto."))
        return kilos
    return kilos - tare


def net_told(answers: Answers) -> Sequence[str]:
    """Return the kilos less the tare in words, nothing where there was no tare."""
    net = net_kg(answers)
    if net is None or not answers.number(TARE):
        return []
    return [
        answers.gettext("Netos, sin el envase: %(kilos)s.") % {"kilos": in_whole_words(net, answers.words)}
    ]
