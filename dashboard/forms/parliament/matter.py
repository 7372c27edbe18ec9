"""The forms about one proposal: the note of its debate, the count of its votes, its decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from dashboard.forms.answers import Answers
from dashboard.forms.asks import Ask, Choice, Moment, Number, Option, Range, Text
from dashboard.forms.declared import Said
from dashboard.forms.moments import is_open
from dashboard.forms.parliament.session import Sitting, StepForm, organ_of, organ_options
from dashboard.forms.work.notes import LONGEST
from dashboard.parliament.sessions import Matter, Session
from dashboard.telling.rules import threshold_said
from dashboard.words.language import N_
from dashboard.words.parliament import RESULTS
from gateway.domain.entries import Debated, Decided, Proposed, RulesSet, Voted
from gateway.domain.parliament.counting import is_carried, votes_needed
from gateway.journal import salted

TEXT: Final = "texto"
IN_FAVOUR, AGAINST, ABSTAINED = "a-favor", "en-contra", "abstenciones"
MANDATED: Final = "mandato"
RESPONSIBLE: Final = "responsable"
DEADLINE: Final = "plazo"
VOTES: Final = Range(Decimal(0), Decimal(10_000))

Result = Literal["approved", "rejected", "deferred"]


def debate(sitting: Sitting, session: Session, matter: Matter) -> StepForm:
    """Return the form of the note of a debate; everybody may speak, and nobody is named."""
    _ = sitting.gettext

    def says(answers: Answers) -> Sequence[Said]:
        text = salted(answers.text(TEXT))
        body = Debated(session.number, matter.proposal.uid, text.salted_hash)
        return [Said("debate", body, sitting.happened, [text])]

    asks = [
        Text(
            name=TEXT,
            ask=_("¿Qué se dijo en el debate?"),
            hint=_("sin nombres; la nota la leen solo quienes entran con su PIN"),
            missing=_("Escriba la nota, o siga sin ella."),
            longest=4 * LONGEST,
            is_long=True,
        )
    ]
    return StepForm(asks=asks, says=says, button=N_("Guardar la nota"))


def vote(sitting: Sitting, session: Session, matter: Matter) -> StepForm:
    """Return the form of the count of the votes, told back with what it comes to."""
    _ = sitting.gettext
    counts = [
        Number(
            name=name,
            ask=ask,
            within=VOTES,
            whole=True,
            missing=_("Escriba cuántos; si no hubo, escriba 0."),
        )
        for name, ask in (
            (IN_FAVOUR, _("Votos a favor")),
            (AGAINST, _("Votos en contra")),
            (ABSTAINED, _("Abstenciones")),
        )
    ]
    mandated = Choice(
        name=MANDATED,
        ask=_("¿Votaron según el mandato de quienes les enviaron?"),
        options=[Option("si", _("Sí")), Option("no", _("No")), Option("", _("No se dijo"))],
        chosen="",
    )
    return StepForm(
        asks=[*counts, mandated],
        says=lambda answers: _votes(answers, sitting, session, matter),
        follows=lambda answers: _comes_to(answers, sitting, session, matter),
        begins=_as_counted(matter),
        is_told_back=True,
        button=N_("Guardar los votos"),
    )


def decision(sitting: Sitting, session: Session, matter: Matter, result: Result) -> StepForm:
    """Return the form of a decision whose result the votes have given already."""
    _ = sitting.gettext
    asks: list[Ask] = []
    if result == "approved":
        asks = [
            Choice(
                name=RESPONSIBLE,
                ask=_("¿Quién responde por el acuerdo?"),
                options=[Option("", _("nadie en particular")), *organ_options(sitting)],
                is_list=True,
            ),
            Moment(
                name=DEADLINE,
                ask=_("¿Para cuándo?"),
                is_precise=False,
                is_ahead=True,
                ever=_("sin plazo"),
            ),
        ]

    def says(answers: Answers) -> Sequence[Said]:
        proposed = matter.proposal.body
        chosen = answers.choice(RESPONSIBLE)
        by, of = organ_of(chosen) if chosen else (None, None)
        is_reinvested = (
            result == "approved" and isinstance(proposed, Proposed) and proposed.sort == "reinvestment"
        )
        body = Decided(
            session=session.number,
            proposal=matter.proposal.uid,
            result=result,
            vote=None if matter.vote is None else matter.vote.uid,
            responsible=by,
            of=of,
            deadline=_deadline(answers),
            funds=proposed.funds if is_reinvested and isinstance(proposed, Proposed) else [],
        )
        return [Said("decision", body, sitting.happened)]

    return StepForm(asks=asks, says=says, begins=_begins(sitting, matter), button=N_("Guardar el acuerdo"))


def result_of(sitting: Sitting, session: Session, matter: Matter) -> Result | None:
    """Return what the votes decided by the entered majority; None without votes, rules or quorum."""
    counted = sitting.assembly.quorum(session.last_call, vote=matter.vote)
    body = None if matter.vote is None else matter.vote.body
    if sitting.rules is None or counted is None or not isinstance(body, Voted):
        return None
    return "approved" if is_carried(sitting.rules, body, present=counted.present) else "rejected"


def majority_said(sitting: Sitting, rules: RulesSet, *, present: int, vote: Voted) -> str:
    """Return how many votes in favour are needed and by which rule, with its source."""
    _, language = sitting.gettext, sitting.asking.visit.language
    return _("según sus reglas hacen falta %(needed)s: %(rule)s (fuente: %(source)s)") % {
        "needed": sitting.words.number(votes_needed(rules, vote, present=present)),
        "rule": threshold_said(language, sitting.words, rules.majority, rules.majority_of),
        "source": rules.source,
    }


def _voted(answers: Answers, session: Session, matter: Matter) -> Voted:
    mandated = answers.choice(MANDATED)
    return Voted(
        session=session.number,
        proposal=matter.proposal.uid,
        in_favour=answers.whole(IN_FAVOUR) or 0,
        against=answers.whole(AGAINST) or 0,
        abstained=answers.whole(ABSTAINED) or 0,
        mandated={"si": True, "no": False}.get(mandated),
    )


def _votes(answers: Answers, sitting: Sitting, session: Session, matter: Matter) -> Sequence[Said]:
    body, counted = _voted(answers, session, matter), sitting.assembly.quorum(session.last_call)
    cast = body.in_favour + body.against + body.abstained
    if counted is not None and cast > counted.present:
        sentence = answers.gettext(
            "Son %(votes)s votos y hay %(present)s vocerías presentes. "
            "Cuente otra vez, o corrija la asistencia."
        )
        values = {"votes": answers.words.number(cast), "present": answers.words.number(counted.present)}
        answers.fault(IN_FAVOUR, sentence % values)
    return [Said("vote", body, sitting.happened)]


def _comes_to(answers: Answers, sitting: Sitting, session: Session, matter: Matter) -> Sequence[str]:
    counted, rules = sitting.assembly.quorum(session.last_call), sitting.rules
    if counted is None or rules is None:
        return []
    body = _voted(answers, session, matter)
    result = "approved" if is_carried(rules, body, present=counted.present) else "rejected"
    said = majority_said(sitting, rules, present=counted.present, vote=body)
    return [f"{answers.gettext(RESULTS[result])}: {said}."]


def _as_counted(matter: Matter) -> Mapping[str, str]:
    body = None if matter.vote is None else matter.vote.body
    if not isinstance(body, Voted):
        return {}
    mandated = {True: "si", False: "no", None: ""}[body.mandated]
    counts = {IN_FAVOUR: body.in_favour, AGAINST: body.against, ABSTAINED: body.abstained}
    return {**{name: str(count) for name, count in counts.items()}, MANDATED: mandated}


def _begins(sitting: Sitting, matter: Matter) -> Mapping[str, str]:
    """Return who proposed it as who answers for it: that is the most usual."""
    body = matter.proposal.body
    if not isinstance(body, Proposed):
        return {}
    value = body.by if body.of is None else f"{body.by}:{body.of}"
    return {RESPONSIBLE: value} if value in {one.value for one in organ_options(sitting)} else {}


def _deadline(answers: Answers) -> str | None:
    if is_open(answers.written, DEADLINE) or answers.day(DEADLINE) is None:
        return None
    found: date = answers.words.local(answers.moment(DEADLINE)).date()
    return found.isoformat()
