"""The poster of one good for the wall: one number, where it went, what is to be decided, the book's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Literal

from dashboard.goods.produced import Part, Produced
from dashboard.parliament.sessions import Session
from dashboard.printed.findings import Findings
from dashboard.printed.fingerprint import Fingerprint, fingerprint
from dashboard.printed.honest import Figure, Mark, Paper, Quote, Sentence, Text, as_registered
from dashboard.printed.voice import Voice
from dashboard.production.mass_balance import MassBalance
from dashboard.production.reading import IT_COINCIDED
from dashboard.production.shares import whole_percent
from dashboard.session.destinations import destinations
from dashboard.session.goods import ProducedGood
from dashboard.session.surplus import SurplusView
from dashboard.session.to_decide import motions
from gateway.domain.goods import Good

Size = Literal["a3", "a4"]
TENTHS: Final = 10
MOST_MOTIONS: Final = 3
LONGEST_MOTION: Final = 56
"""So many signs of what is proposed are read from afar."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of where it went.

    Attributes:
        look: Which hatching, from 0 on; the last one stands for all after it.
        tenths: How many of ten drawings are its own.
    """

    label: Text
    amount: Figure
    percent: Sentence
    look: int
    tenths: int


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of the plan it is.

    Attributes:
        percent: For the bar [%].
    """

    percent: float
    said: Sentence


@dataclass(frozen=True, slots=True)
class Family:
    """What a family of a council got."""

    council: Quote
    amount: Text


@dataclass(frozen=True, slots=True)
class WentThrough:
    """A line of what units went through."""

    look: Mark
    said: Sentence


@dataclass(frozen=True, slots=True)
class Poster:
    """What stands on the poster.

    Attributes:
        size: Of the paper.
        icon: What is drawn ten times: `fish`, `maize` or `sack`.
        figure: The one number; `of` says of what.
    """

    language: Text
    size: Mark
    title: Text
    commune: Text
    heading: Text
    period: Text
    icon: Mark
    figure: Figure
    of: Text
    known: Text
    plan: Plan | None
    no_plan: Text
    where_title: Text
    where: Sequence[Share]
    closes: Text
    families_title: Text
    families: Sequence[Family]
    lived_title: Text
    lived: Sequence[WentThrough]
    coincided: Text
    surplus_title: Text
    surplus: Sequence[Text]
    proposed_title: Text
    proposed: Sequence[Text]
    proposed_count: Text
    assembly_title: Text
    when: Text
    place: Text
    words_title: Text
    words_of: Text
    words: Fingerprint | None
    proves: Text


def poster(voice: Voice, found: Findings, made: ProducedGood, *, size: Size) -> Paper:
    """Return the poster of a good of the period, which its book knows to have moved."""
    good, told = made.good, found.produced(made.good)
    name, measure = voice.product(good), voice.names.measure(good)
    closings, session = found.occasion.assembly.closings, found.occasion.session
    words = fingerprint(voice, closings[-1] if closings else None)
    data = Poster(
        language=voice.code,
        size=Mark(size),
        title=voice.say("Cartel de %(good)s", good=name),
        commune=voice.say("%(commune)s · Parlamento Comunal", commune=voice.commune),
        heading=voice.say("Lo que produjimos"),
        period=voice.period(found.period),
        icon=Mark(found.drawn(good)),
        figure=voice.whole(good, made.done),
        of=voice.say("%(measure)s de %(good)s", measure=measure, good=name),
        known=_known(voice, made),
        plan=_plan(voice, made),
        no_plan=voice.say("No había meta anotada de todo lo cosechado."),
        where_title=voice.say("¿A dónde fue?"),
        where=[] if told is None else _where(voice, told),
        closes=Sentence("") if told is None else closes(voice, told.balance),
        families_title=voice.say("Por familia, en cada consejo comunal (%(measure)s)", measure=measure),
        families=[] if told is None else _families(voice, told),
        lived_title=voice.say("Cómo estuvieron la laguna y la tierra"),
        lived=[WentThrough(_look(found, good), voice.page(one)) for one in made.conditions],
        coincided=voice.saying(IT_COINCIDED),
        surplus_title=voice.say("Excedente"),
        surplus=surplus_lines(voice, found.surplus),
        proposed_title=voice.say("Se propone"),
        proposed=_proposed(voice, session),
        proposed_count=_proposed_count(voice, session),
        assembly_title=voice.say("Asamblea"),
        when=_when(voice, session),
        place=Quote("") if session is None else voice.quote(session.last_call.body.place),
        words_title=voice.say("Palabras del libro"),
        words_of=Sentence("") if words is None else words.title,
        words=None if words is None else replace(words, groups=(), code=Mark("")),
        proves=voice.say(
            "Si un día el libro dice otra cosa, sus palabras serán otras. "
            "No prueba que lo anotado sea verdad."
        ),
    )
    return Paper("poster.typ", data, voice.private)


def tenths(parts: Sequence[Part]) -> list[int]:
    """Return how many of ten drawings are each part's; all are ten together, none of nothing.

    Source:
        Largest remainder method, as of `dashboard.production.shares.whole_percents`.
    """
    total = sum((one.amount for one in parts), Decimal(0))
    if total <= 0:
        return [0 for _ in parts]
    exact = [TENTHS * one.amount / total for one in parts]
    found = [int(one) for one in exact]
    by_rest = sorted(range(len(found)), key=lambda place: found[place] - exact[place])
    for place in by_rest[: TENTHS - sum(found)]:
        found[place] += 1
    return found


def surplus_lines(voice: Voice, found: SurplusView) -> list[Text]:
    """Return what was left over, each currency and each good got in kind in a line of its own."""
    lines: list[Text] = [
        voice.amount(one.good, one.amount)
        if one.is_money
        else voice.say(
            "%(amount)s de %(good)s", amount=voice.amount(one.good, one.amount), good=voice.product(one.good)
        )
        for one in found.goods
    ]
    return lines or [voice.say("No hay ingresos ni gastos anotados.")]


def _known(voice: Voice, made: ProducedGood) -> Sentence:
    parts = [voice.ngettext("de %(count)s ciclo", "de %(count)s ciclos", made.ended + made.going_on)]
    if made.lost:
        parts.append(voice.ngettext("%(count)s perdido", "%(count)s perdidos", len(made.lost)))
    if made.share_weighed is not None:
        percent = whole_percent(float(made.share_weighed))
        parts.append(voice.say("%(percent)s %% pesado", percent=percent))
    return voice.joined(parts if made.good.base is None else [*parts, Sentence(voice.names.basis(made.good))])


def _plan(voice: Voice, made: ProducedGood) -> Plan | None:
    if made.percent is None or made.plan is None:
        return None
    said = voice.say(
        "%(percent)s %% de la meta de %(plan)s",
        percent=voice.number(made.percent),
        plan=voice.amount(made.good, made.plan),
    )
    return Plan(float(made.percent), said)


def _where(voice: Voice, told: Produced) -> list[Share]:
    [found] = destinations(voice.visit, [told])
    return [
        Share(
            voice.quote(part.label),
            voice.amount(found.good, part.amount),
            Sentence(f"{part.percent} %" if part.percent else "< 1 %"),
            look,
            count,
        )
        for look, (part, count) in enumerate(zip(found.parts, tenths(found.parts), strict=True))
    ]


def closes(voice: Voice, balance: MassBalance) -> Sentence:
    """Return whether what there was is what was delivered, lost and kept."""
    if not balance.difference:
        return voice.say("La cuenta cierra: diferencia 0.")
    return voice.say(
        "La cuenta no cierra: diferencia %(amount)s.", amount=voice.amount(balance.good, balance.difference)
    )


def _families(voice: Voice, good: Produced) -> list[Family]:
    rows = [
        (
            one.name,
            Family(
                voice.quote(one.name),
                voice.say("sin contar")
                if one.per_family is None
                else Figure(voice.words.number(one.per_family, 1 if one.per_family else 0), good.good),
            ),
        )
        for one in good.councils
    ]
    return as_registered(rows, [one.name for one in good.councils])


def _look(found: Findings, good: Good) -> Mark:
    return Mark("pond" if found.drawn(good) == "fish" else "field")


def _proposed(voice: Voice, session: Session | None) -> list[Text]:
    found = [one for one in motions(voice.visit, session) if one.title]
    lines: list[Text] = [voice.quote(_short(one.title)) for one in found[:MOST_MOTIONS]]
    left = len(found) - len(lines)
    if left:
        lines.append(voice.ngettext("y %(count)s propuesta más", "y %(count)s propuestas más", left))
    return lines or [voice.say("Todavía no hay propuestas.")]


def _proposed_count(voice: Voice, session: Session | None) -> Sentence:
    count = 0 if session is None else len(session.matters)
    return voice.ngettext("%(count)s propuesta", "%(count)s propuestas", count)


def _short(title: str) -> str:
    """Return a title that is read from afar: cut between two words where it is too long."""
    if len(title) <= LONGEST_MOTION:
        return title
    return f"{title[:LONGEST_MOTION].rsplit(' ', 1)[0].rstrip(',;:.')} …"


def _when(voice: Voice, session: Session | None) -> Sentence:
    return voice.say("Fecha por anunciar") if session is None else voice.moment(session.at)
