"""The form that counts who came: mandates are tapped, the assembly is a number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from dashboard.forms.answers import Answers
from dashboard.forms.asks import Aside, Ask, Number, Option, Range, Several
from dashboard.forms.declared import Said
from dashboard.forms.parliament.session import Sitting, StepForm
from dashboard.parliament.sessions import Convocation, Session
from dashboard.telling.parliament import organ_named
from dashboard.words.language import N_
from gateway.domain.entries import AttendanceTaken
from gateway.domain.parliament.counting import in_force
from gateway.domain.parliament.members import Mandate

ASSEMBLY: Final = "asamblea"
PEOPLE: Final = Range(Decimal(0), Decimal(10_000))
SORTS: Final[Mapping[str, str]] = {
    "council": N_("Vocerías de los consejos comunales"),
    "enterprise": N_("Vocerías de las EPS"),
    "enterprises": N_("Vocerías de las organizaciones socioproductivas"),
    "bank": N_("Vocería del Banco de la Comuna"),
}


def attendance(sitting: Sitting, session: Session) -> StepForm:
    """Return the form that counts who is there at the newest convocation."""
    _, call = sitting.gettext, session.last_call
    held = _in_force(sitting, call)
    asks: list[Ask] = [
        Several(name=_field(sort), ask=_(title), options=options, columns="two")
        for sort, title in SORTS.items()
        if (options := [_option(sitting, one) for one in held if one.of == sort])
    ]
    expired = _expired(sitting, call, held)
    if expired:
        asks.append(Aside(expired))
    people = Number(
        name=ASSEMBLY,
        ask=_("¿Cuántas personas hay en la asamblea?"),
        hint=_("todas, también quienes no tienen vocería: tienen voz, no voto"),
        within=PEOPLE,
        whole=True,
    )
    return StepForm(
        asks=[*asks, people],
        says=lambda answers: _says(answers, sitting, session, held),
        begins=_as_counted(call),
        button=N_("Contar la asistencia"),
    )


def _in_force(sitting: Sitting, call: Convocation) -> list[Mandate]:
    seats = sitting.assembly.seats_at(call.body.at)
    order = {(one.of, one.by): place for place, one in enumerate(seats)}
    found = in_force(sitting.assembly.mandates, seats, at=call.body.at)
    return sorted(found, key=lambda one: (order[one.of, one.by], one.is_alternate))


def _option(sitting: Sitting, mandate: Mandate) -> Option:
    visit = sitting.asking.visit
    part = sitting.gettext("suplente") if mandate.is_alternate else sitting.gettext("principal")
    name = "" if mandate.person is None else visit.named(mandate.person)
    organ = organ_named(visit, mandate.of, mandate.by or None)
    return Option(mandate.uid, organ, " · ".join(one for one in (part, name) if one))


def _expired(sitting: Sitting, call: Convocation, held: Sequence[Mandate]) -> str:
    """Return which seats nobody may take, empty where each has a mandate in force."""
    taken = {(one.of, one.by) for one in held}
    empty = [one for one in sitting.assembly.seats_at(call.body.at) if (one.of, one.by) not in taken]
    if not empty:
        return ""
    names = ", ".join(organ_named(sitting.asking.visit, one.of, one.by or None) for one in empty)
    sentence = sitting.gettext("Sin vocería vigente ese día, no cuentan: %(organs)s.")
    return sentence % {"organs": names}


def _says(answers: Answers, sitting: Sitting, session: Session, held: Sequence[Mandate]) -> Sequence[Said]:
    tapped = {uid for sort in SORTS for uid in answers.several(_field(sort))}
    body = AttendanceTaken(
        session=session.number,
        call=session.last_call.body.call,
        present=[one.uid for one in held if one.uid in tapped],
        assembly=answers.whole(ASSEMBLY),
    )
    return [Said("attendance", body, sitting.happened)]


def _as_counted(call: Convocation) -> Mapping[str, str]:
    counted = None if call.attendance is None else call.attendance.body
    if not isinstance(counted, AttendanceTaken):
        return {}
    present = "\n".join(counted.present)
    people = {} if counted.assembly is None else {ASSEMBLY: str(counted.assembly)}
    return {**{_field(sort): present for sort in SORTS}, **people}


def _field(sort: str) -> str:
    return f"presentes-{sort}"
