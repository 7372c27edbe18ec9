"""Who was convened to a session, who came, whether that was enough, and who signs; nobody is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.parliament.assembly import Assembly
from dashboard.parliament.sessions import Convocation, Session
from dashboard.printed.honest import Block, Sentence, Table, Text
from dashboard.printed.voice import Voice
from dashboard.session.observed import ObservedEntry
from dashboard.telling.parliament import organ_named
from gateway.domain.entries import AttendanceTaken
from gateway.domain.parliament.counting import in_force, voting
from gateway.domain.parliament.members import Mandate, Seat

DAY_S: Final = 86_400
SPARE_LINES: Final = 2
"""Of signatures: for whom nobody foresaw."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session with the parliament it is of."""

    voice: Voice
    found: Assembly
    session: Session
    observed: Sequence[ObservedEntry]


def convened(sitting: Sitting) -> Block:
    """Return when notice was given, for when and where, of each convocation."""
    voice = sitting.voice
    heads = [voice.say("Convocatoria"), voice.say("Se avisó"), voice.say("Para"), voice.say("Lugar")]
    rows = [
        (
            voice.say("Primera") if one.body.call == 1 else voice.say("Segunda"),
            voice.day(one.entry.happened),
            voice.moment(one.body.at),
            voice.quote(one.body.place),
        )
        for one in sitting.session.convocations
    ]
    return Block(voice.say("Convocatoria"), _notice(sitting), [Table(heads, rows)])


def _notice(sitting: Sitting) -> list[Text]:
    """Return how many days before it was convened, where the rules ask for some."""
    voice, first = sitting.voice, sitting.session.convocations[0]
    rules = sitting.found.rules_at(first.body.at)
    if rules is None or rules.notice_days is None:
        return []
    days = (first.body.at - first.entry.happened) // DAY_S
    return [
        voice.say(
            "Se convocó con %(days)s días; sus reglas piden %(asked)s.",
            days=voice.number(days),
            asked=voice.number(rules.notice_days),
        )
    ]


def attended(sitting: Sitting) -> Block:
    """Return how many delegates of each organ came."""
    voice, call = sitting.voice, sitting.session.last_call
    taken = None if call.attendance is None else call.attendance.body
    if not isinstance(taken, AttendanceTaken):
        return Block(voice.say("Asistencia"), [voice.say("Nadie ha contado todavía quién vino.")])
    heads = [
        voice.say("Quién envía"),
        voice.say("Vocerías"),
        voice.say("Con mandato"),
        voice.say("Presentes"),
    ]
    rows = [_seat_row(sitting, one, call, taken) for one in sitting.found.seats_at(call.body.at)]
    people = (
        []
        if taken.assembly is None
        else [
            voice.ngettext(
                "En la asamblea hubo %(count)s persona: todas tienen voz, votan las vocerías.",
                "En la asamblea hubo %(count)s personas: todas tienen voz, votan las vocerías.",
                taken.assembly,
            )
        ]
    )
    return Block(voice.say("Asistencia por órgano"), (), [Table(heads, rows)] if rows else [], people)


def _seat_row(
    sitting: Sitting, seat: Seat, call: Convocation, taken: AttendanceTaken
) -> tuple[Text, Text, Text, Text]:
    voice, at = sitting.voice, call.body.at
    valid = in_force(sitting.found.mandates, [seat], at=at)
    present = voting([one for one in valid if one.uid in taken.present], [seat])
    return (
        voice.quote(organ_named(voice.visit, seat.of, seat.by or None)),
        voice.number(seat.delegates),
        voice.number(len(voting(valid, [seat]))),
        _present(voice, present),
    )


def _present(voice: Voice, present: Sequence[Mandate]) -> Sentence:
    count = voice.number(len(present))
    if any(one.is_alternate for one in present):
        return voice.say("%(count)s (suplente)", count=count)
    return count


def quorum(sitting: Sitting) -> Block:
    """Return of each convocation whether enough came, by the entered rules with their source."""
    voice = sitting.voice
    lines: list[Text] = []
    for call in sitting.session.convocations:
        which = (
            voice.say("Primera convocatoria") if call.body.call == 1 else voice.say("Segunda convocatoria")
        )
        lines.append(Sentence(f"{which}: {_counted(sitting, call)}"))
    return Block(voice.say("Quórum"), lines)


def _counted(sitting: Sitting, call: Convocation) -> Sentence:
    voice, rules = sitting.voice, sitting.found.rules_at(call.body.at)
    if rules is None:
        return voice.say("la comuna no ha anotado sus reglas: no se puede decir si hubo quórum.")
    counts = sitting.found.quorum(call)
    if counts is None:
        return voice.say("nadie contó quién vino.")
    values = {
        "source": voice.quote(rules.source),
        "needed": voice.number(counts.needed),
        "of": voice.number(counts.seats if rules.quorum_of == "seats" else counts.mandates),
        "present": voice.number(counts.present),
    }
    if counts.is_reached:
        return voice.say(
            "hubo quórum. Según sus reglas (fuente: %(source)s) hacían falta %(needed)s vocerías de %(of)s; "
            "estuvieron %(present)s.",
            **values,
        )
    return voice.say(
        "no hubo quórum. Según sus reglas (fuente: %(source)s) hacían falta %(needed)s vocerías de %(of)s; "
        "estuvieron %(present)s.",
        **values,
    )


def signatures(sitting: Sitting) -> list[Text]:
    """Return a line for each delegate that was there, by who sent them; nobody is named."""
    voice, call = sitting.voice, sitting.session.last_call
    taken = None if call.attendance is None else call.attendance.body
    found: list[Text] = []
    if isinstance(taken, AttendanceTaken):
        seats = sitting.found.seats_at(call.body.at)
        valid = in_force(sitting.found.mandates, seats, at=call.body.at)
        present = voting([one for one in valid if one.uid in taken.present], seats)
        found = [_delegate(voice, one) for one in present]
    roles = [voice.say("Secretaría del parlamento"), voice.say("Contraloría social")]
    return [*found, *roles, *(Sentence("") for _ in range(SPARE_LINES))]


def _delegate(voice: Voice, one: Mandate) -> Sentence:
    organ = organ_named(voice.visit, one.of, one.by or None)
    if one.is_alternate:
        return voice.say("Vocería suplente de %(organ)s", organ=organ)
    return voice.say("Vocería de %(organ)s", organ=organ)
