"""The form that tells what came of an earlier decision, with the entries that show it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, cast

from dashboard.forms.answers import Answers
from dashboard.forms.asks import Ask, Choice, Option, Several, Text
from dashboard.forms.declared import Said
from dashboard.forms.parliament.session import Sitting, StepForm
from dashboard.forms.work.notes import LONGEST
from dashboard.parliament.guide import Agreed
from dashboard.production.base import Wanted
from dashboard.telling import told
from dashboard.words.parliament import OUTCOMES
from gateway.domain.entries import Decided, Entry, MoneyMoved, OutcomeTold, is_planned
from gateway.journal import salted

STATE: Final = "estado"
TEXT: Final = "texto"
EVIDENCE: Final = "asientos"
MOST: Final = 12
"""So many entries are offered, the newest ones first; those that name the decision before all."""
KINDS: Final = frozenset(
    {"money", "delivery", "harvest", "stocking", "sowing", "input", "labour", "confirmation"}
)
"""What can show that something was done."""


def outcome(sitting: Sitting, agreed: Agreed) -> StepForm:
    """Return the form that tells what came of a decision."""
    _ = sitting.gettext
    asks: list[Ask] = [
        Choice(
            name=STATE,
            ask=_("¿Qué pasó con este acuerdo?"),
            options=[Option(key, _(word)) for key, word in OUTCOMES.items()],
            missing=_("Elija qué pasó."),
            columns="two",
        ),
        Text(
            name=TEXT,
            ask=_("En pocas palabras"),
            hint=_("lo lee cualquiera; sin nombres de personas"),
            longest=LONGEST,
            is_long=True,
        ),
    ]
    found = evidence(sitting, agreed)
    if found:
        options = [_option(sitting, one) for one in found]
        asks.append(Several(name=EVIDENCE, ask=_("¿Qué asientos lo muestran?"), options=options))
    return StepForm(asks=asks, says=lambda answers: _says(answers, sitting, agreed))


def evidence(sitting: Sitting, agreed: Agreed) -> list[Entry]:
    """Return entries written since a decision that may show what came of it, what names it first."""
    ask, of = sitting.asking.visit.station.production, agreed.decision.body
    own = of.of if isinstance(of, Decided) and of.responsible == "enterprise" else None
    every = [
        one for one in ask.entries(Wanted(KINDS, start=agreed.decision.happened)) if not is_planned(one.body)
    ]
    named = [one for one in every if _names(one, agreed.decision.uid)]
    others = [one for one in every if one not in named and own and _enterprise(sitting, one) == own]
    return [*named[::-1], *others[::-1]][:MOST]


def _names(entry: Entry, decision: str) -> bool:
    return isinstance(entry.body, MoneyMoved) and entry.body.agreed == decision


def _enterprise(sitting: Sitting, entry: Entry) -> str:
    own: str | None = getattr(entry.body, "enterprise", None)
    if own is not None:
        return own
    said = told(sitting.asking.visit, entry)
    unit = sitting.registers.units.get(said.unit or "")
    return "" if unit is None else unit.enterprise


def _option(sitting: Sitting, entry: Entry) -> Option:
    words = sitting.words
    number = sitting.gettext("asiento nº %(number)s") % {"number": words.number(entry.number)}
    day = words.dated(words.local(entry.happened).date())
    return Option(entry.uid, told(sitting.asking.visit, entry).title, f"{number} · {day}")


def _says(answers: Answers, sitting: Sitting, agreed: Agreed) -> Sequence[Said]:
    text = answers.text(TEXT)
    texts = [salted(text)] if text else []
    body = OutcomeTold(
        decision=agreed.decision.uid,
        state=cast('Literal["done"]', answers.choice(STATE)),
        entries=list(answers.several(EVIDENCE)),
        note=texts[0].salted_hash if texts else None,
    )
    return [Said("outcome", body, sitting.happened, texts)]
