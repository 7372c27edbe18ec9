"""What the book says of the parliament, in words: rules, mandates, sessions, decisions, closings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from dashboard.parliament.reading import read_assembly
from dashboard.telling.lines import lines_said
from dashboard.telling.naming import note
from dashboard.telling.private import private_of
from dashboard.telling.rules import rule_lines
from dashboard.telling.told import Told
from dashboard.visit.given import Visit
from dashboard.words.parliament import ENDED, ORGANS, OUTCOMES, PROPOSALS, RESULTS
from gateway.domain.entries import (
    AttendanceTaken,
    Body,
    BookClosed,
    Debated,
    Decided,
    Entry,
    ExportMade,
    MandateEnded,
    MandateGiven,
    OutcomeTold,
    Proposed,
    RulesSet,
    SessionConvened,
    Voted,
)
from gateway.journal.spoken import four_words


def public_text(visit: Visit, salted_hash: str | None) -> list[str]:
    """Return the lines of a text that everybody may read: what was proposed, decided and done.

    Who may not know names reads it without people, stores and telephone numbers, as on paper; a wall too.
    """
    if salted_hash is None:
        return []
    text = visit.station.journal.text(salted_hash)
    if text is None:
        return [visit.language.gettext("El texto fue retirado.")]
    if visit.may_know_names and not visit.is_projected:
        return text.splitlines()
    return private_of(visit).hidden(text).splitlines()


def organ_named(visit: Visit, of: str, by: str | None) -> str:
    """Return how an organ is called: a council or an enterprise by its name, any other by what it is."""
    registers = visit.station.production.registers()
    if of == "council" and by is not None and by in registers.councils:
        return registers.councils[by].name
    if of == "enterprise" and by is not None and by in registers.enterprises:
        return registers.enterprises[by].name
    return by or visit.language.gettext(ORGANS[of])


def fund_names(visit: Visit) -> dict[str, str]:
    """Return how each fund is called that any rules of the commune named, by its short name."""
    every = [one for _since, one in read_assembly(visit).rules]
    return {fund.fund: fund.name for one in every for fund in one.funds}


def agreement_named(visit: Visit, uid: str) -> str:
    """Return how a decision is called, as "Pagar la jornada (sesión 11)"; its uid where there is none."""
    found = visit.station.journal.entry(uid)
    if found is None or not isinstance(found.body, Decided):
        return uid
    about = next(iter(_about_proposal(visit, found.body.proposal)), "")
    return f"{about} ({session_named(visit, found.body.session)})"


def session_named(visit: Visit, number: int) -> str:
    """Return how a session is called, as "sesión 15"."""
    return visit.language.gettext("sesión %(number)s") % {"number": visit.words.number(number)}


def _rules(visit: Visit, _entry: Entry, body: RulesSet) -> Told:
    _ = visit.language.gettext
    lines = [f"{one.about}: {one.said}" for one in rule_lines(visit.language, visit.words, body)]
    source = _("Según sus reglas (fuente: %(source)s)") % {"source": body.source}
    return Told(_("Reglas del Parlamento Comunal"), (*lines, source), is_precise=False)


def _mandate(visit: Visit, _entry: Entry, body: MandateGiven) -> Told:
    _, words = visit.language.gettext, visit.words
    who = _("Vocería suplente de %(organ)s") if body.is_alternate else _("Vocería de %(organ)s")
    lines = [visit.named(body.person)] if body.person is not None and visit.may_know_names else []
    if body.until is not None:
        last = words.local(body.until - 1).date()
        lines.append(_("hasta el %(day)s") % {"day": words.dated(last)})
    return Told(
        who % {"organ": organ_named(visit, body.of, body.by)},
        (*lines, *_act(visit, body.act)),
        is_precise=False,
    )


def _mandate_end(visit: Visit, _entry: Entry, body: MandateEnded) -> Told:
    _ = visit.language.gettext
    found = visit.station.journal.entry(body.mandate)
    given = None if found is None or not isinstance(found.body, MandateGiven) else found.body
    organ = "" if given is None else organ_named(visit, given.of, given.by)
    title = _("Vocería de %(organ)s: %(how)s") % {"organ": organ, "how": _(ENDED[body.how])}
    sort = [_("suplente")] if given is not None and given.is_alternate else []
    return Told(title, (*sort, *_act(visit, body.act)), is_precise=False)


def _act(visit: Visit, act: str | None) -> list[str]:
    return [] if act is None else [visit.language.gettext("acta: %(act)s") % {"act": act}]


def _convocation(visit: Visit, _entry: Entry, body: SessionConvened) -> Told:
    _, words = visit.language.gettext, visit.words
    called = _("Primera convocatoria") if body.call == 1 else _("Segunda convocatoria")
    title = f"{called}, {session_named(visit, body.session)}"
    when = f"{words.dated(words.local(body.at).date())}, {words.clock(body.at)}, {body.place}"
    return Told(title, (when, *public_text(visit, body.note)), is_precise=False)


def _attendance(visit: Visit, _entry: Entry, body: AttendanceTaken) -> Told:
    language, words = visit.language, visit.words
    count = len(body.present)
    sentence = language.ngettext("%(count)s vocería presente", "%(count)s vocerías presentes", count)
    lines = [session_named(visit, body.session)]
    if body.assembly is not None:
        people = language.ngettext(
            "%(count)s persona en la asamblea", "%(count)s personas en la asamblea", body.assembly
        )
        lines.append(people % {"count": words.number(body.assembly)})
    return Told(sentence % {"count": words.number(count)}, tuple(lines), is_precise=False)


def _proposal(visit: Visit, _entry: Entry, body: Proposed) -> Told:
    _ = visit.language.gettext
    sort, text = _(PROPOSALS[body.sort]), public_text(visit, body.note)
    by = _("Propone: %(organ)s") % {"organ": organ_named(visit, body.by, body.of)}
    title = f"{sort}: {text[0]}" if text else sort
    lines = lines_said(visit, body, fund_names(visit))
    return Told(title, (by, *text[1:], *lines, session_named(visit, body.session)), is_precise=False)


def _about_proposal(visit: Visit, uid: str) -> list[str]:
    found = visit.station.journal.entry(uid)
    if found is None or not isinstance(found.body, Proposed):
        return []
    return public_text(visit, found.body.note)[:1]


def _debate(visit: Visit, _entry: Entry, body: Debated) -> Told:
    lines = (*_about_proposal(visit, body.proposal), *note(visit, body.note))
    return Told(visit.language.gettext("Nota del debate"), lines, is_precise=False)


def _vote(visit: Visit, _entry: Entry, body: Voted) -> Told:
    _, words = visit.language.gettext, visit.words
    mandated = {
        None: [],
        True: [_("votaron según su mandato")],
        False: [_("no votaron según su mandato")],
    }
    said = visit.language.ngettext(
        "Votos: %(yes)s a favor, %(no)s en contra, %(count)s abstención",
        "Votos: %(yes)s a favor, %(no)s en contra, %(count)s abstenciones",
        body.abstained,
    )
    title = said % {
        "yes": words.number(body.in_favour),
        "no": words.number(body.against),
        "count": words.number(body.abstained),
    }
    lines = (*_about_proposal(visit, body.proposal), *mandated[body.mandated])
    return Told(title, lines, is_precise=False)


def _decision(visit: Visit, _entry: Entry, body: Decided) -> Told:
    _, words = visit.language.gettext, visit.words
    about = _about_proposal(visit, body.proposal)
    title = ": ".join((_(RESULTS[body.result]), *about[:1]))
    lines = [session_named(visit, body.session)]
    if body.responsible is not None:
        organ = organ_named(visit, body.responsible, body.of)
        lines.append(_("Responsable: %(organ)s") % {"organ": organ})
    if body.deadline is not None:
        lines.append(_("Plazo: %(day)s") % {"day": words.dated(date.fromisoformat(body.deadline))})
    return Told(title, tuple(lines), is_precise=False)


def _outcome(visit: Visit, _entry: Entry, body: OutcomeTold) -> Told:
    _ = visit.language.gettext
    decision = visit.station.journal.entry(body.decision)
    about = [] if decision is None else [_decision(visit, decision, decision.body).title]  # type: ignore[arg-type]
    return Told(_(OUTCOMES[body.state]), (*about, *public_text(visit, body.note)), is_precise=False)


def _closing(visit: Visit, _entry: Entry, body: BookClosed) -> Told:
    _, words = visit.language.gettext, visit.words
    title = _("Cierre del libro nº %(number)s") % {"number": words.number(body.closing)}
    bound = visit.language.ngettext("%(count)s asiento", "%(count)s asientos", body.count)
    lines = [bound % {"count": words.number(body.count)}, " ".join(four_words(body.fingerprint)) + " …"]
    return Told(title, tuple(lines), is_precise=False)


def _export(visit: Visit, _entry: Entry, body: ExportMade) -> Told:
    counterparts = visit.station.production.registers().counterparts
    name = counterparts[body.recipient].name if body.recipient in counterparts else body.recipient
    title = visit.language.gettext("Datos preparados para %(name)s") % {"name": name}
    return Told(title, (f"{body.since} / {body.until}", body.sha256[:16]), is_precise=False)


PARLIAMENT: Final[Mapping[type[Body], Callable[[Visit, Entry, Any], Told]]] = {
    RulesSet: _rules,
    MandateGiven: _mandate,
    MandateEnded: _mandate_end,
    SessionConvened: _convocation,
    AttendanceTaken: _attendance,
    Proposed: _proposal,
    Debated: _debate,
    Voted: _vote,
    Decided: _decision,
    OutcomeTold: _outcome,
    BookClosed: _closing,
    ExportMade: _export,
}
