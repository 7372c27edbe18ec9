"""The form of a proposal: which sort it is, its lines, what it is called, who proposes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, cast

from dashboard.forms.answers import Answers
from dashboard.forms.asks import Ask, Choice, Option, Pick, Text
from dashboard.forms.declared import Said
from dashboard.forms.parliament.distribution import distribution
from dashboard.forms.parliament.lines import Lines
from dashboard.forms.parliament.plan import plan
from dashboard.forms.parliament.price import price, remuneration
from dashboard.forms.parliament.reinvestment import reinvestment
from dashboard.forms.parliament.session import Sitting, StepForm, organ_of, organ_options, proposal_named
from dashboard.forms.parliament.sharing import sharing
from dashboard.forms.work.notes import LONGEST
from dashboard.parliament.guide import agreed_before, is_settled
from dashboard.parliament.sessions import Session
from dashboard.words.language import N_
from dashboard.words.parliament import PROPOSALS
from gateway.domain.entries import Decided, Proposed
from gateway.domain.entries.deciding import Sort
from gateway.journal import salted

SORT: Final = "tipo"
CALLED: Final = "nombre"
TEXT: Final = "texto"
BY: Final = "propone"
PENDING: Final = "retoma"
SMALL: Final[Mapping[str, str]] = {
    "plan": N_("qué producir, unidad por unidad"),
    "remuneration": N_("con qué se paga la jornada"),
    "price": N_("a cuánto se vende"),
    "distribution": N_("a dónde va un producto"),
    "reinvestment": N_("el excedente, en los fondos"),
    "sharing": N_("qué puede salir de la comuna, y a quién"),
    "other": N_("solo con palabras"),
}


def proposal(sitting: Sitting, session: Session) -> StepForm:
    """Return the form of a proposal; until its sort is picked it asks only that."""
    _ = sitting.gettext
    pick = Pick(
        SORT,
        _("¿Qué se propone?"),
        [Option(key, _(word), _(SMALL[key])) for key, word in PROPOSALS.items()],
        missing=_("Elija qué se propone."),
        columns="two",
    )
    sort = sitting.asking.written.get(SORT, "")
    if sort not in PROPOSALS:
        return StepForm(asks=[pick], says=lambda _answers: ())
    lines = _lines(sort, sitting, session)
    own = [] if _is_picking(sitting, lines) else _asks(sitting, session)
    return StepForm(
        asks=[pick, *lines.asks, *own],
        says=lambda answers: _says(answers, sitting, session, lines),
        follows=lines.follows,
        button=N_("Guardar la propuesta"),
        more=0 if _is_picking(sitting, lines) else lines.more,
        is_told_back=True,
    )


def _lines(sort: str, sitting: Sitting, session: Session) -> Lines:
    made: Mapping[str, Callable[[], Lines]] = {
        "plan": lambda: plan(sitting),
        "remuneration": lambda: remuneration(sitting),
        "price": lambda: price(sitting),
        "distribution": lambda: distribution(sitting),
        "reinvestment": lambda: reinvestment(sitting, session),
        "sharing": lambda: sharing(sitting),
        "other": Lines,
    }
    return made[sort]()


def _is_picking(sitting: Sitting, lines: Lines) -> bool:
    picks = [one for one in lines.asks if isinstance(one, Pick)]
    written = sitting.asking.written
    return any(written.get(one.name) not in {it.value for it in one.options} for one in picks)


def _asks(sitting: Sitting, session: Session) -> list[Ask]:
    _ = sitting.gettext
    asks: list[Ask] = [
        Text(
            name=CALLED,
            ask=_("¿Cómo se llama la propuesta?"),
            hint=_("en una línea, como saldrá en el acta"),
            missing=_("Escriba cómo se llama la propuesta."),
            longest=120,
        ),
        Text(
            name=TEXT,
            ask=_("¿Qué más dice?"),
            hint=_("si hace falta; lo lee cualquiera"),
            longest=4 * LONGEST,
            is_long=True,
        ),
        Choice(
            name=BY,
            ask=_("¿Quién la propone?"),
            options=organ_options(sitting),
            missing=_("Elija quién la propone."),
            is_list=True,
        ),
    ]
    put_off = [*_deferred(sitting, session), *_unfinished(sitting, session)]
    if put_off:
        options = [Option("", _("ninguno")), *put_off]
        asks.append(
            Choice(name=PENDING, ask=_("¿Retoma un acuerdo de antes?"), options=options, is_list=True)
        )
    return asks


def _deferred(sitting: Sitting, session: Session) -> list[Option]:
    """Return what earlier sessions put off, the newest first."""
    return [
        Option(one.decision.uid, proposal_named(sitting, one.proposal))
        for earlier in reversed(sitting.assembly.sessions)
        if earlier.number < session.number
        for one in earlier.matters
        if one.decision is not None
        and isinstance(one.decision.body, Decided)
        and one.decision.body.result == "deferred"
    ]


def _unfinished(sitting: Sitting, session: Session) -> list[Option]:
    """Return what was agreed before and is not settled, the newest session's first."""
    return [
        Option(one.decision.uid, proposal_named(sitting, one.matter.proposal))
        for one in agreed_before(sitting.assembly, session)
        if not is_settled(one.outcome)
    ]


def _says(answers: Answers, sitting: Sitting, session: Session, lines: Lines) -> Sequence[Said]:
    fields = lines.fills(answers)
    if lines.more and not any(fields.values()):
        answers.fault("renglon-1-monto", answers.gettext("Escriba al menos un renglón."))
    words = "\n".join(one for one in (answers.text(CALLED), answers.text(TEXT)) if one)
    text = salted(words)
    by, of = organ_of(answers.choice(BY))
    body = Proposed(
        session=session.number,
        sort=cast("Sort", answers.choice(SORT)),
        by=by,
        of=of,
        note=text.salted_hash,
        pending=answers.choice(PENDING) or None,
        **fields,  # type: ignore[arg-type]
    )
    return [Said("proposal", body, sitting.happened, [text])]
