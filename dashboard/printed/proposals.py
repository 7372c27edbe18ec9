"""What is put to a session, as a paper tells it: its lines good by good, its votes, what was decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dashboard.parliament.sessions import Matter
from dashboard.printed.honest import Block, Quote, Sentence, Table, Text
from dashboard.printed.voice import Voice
from dashboard.production import accounts
from dashboard.telling.parliament import organ_named, public_text
from dashboard.words.accounts import DESTINATIONS
from dashboard.words.parliament import LEVELS, PROPOSALS, RESULTS
from gateway.domain.entries import Debated, Decided, Proposed, Voted
from gateway.domain.entries.deciding import FundShare, Grant, ProductShare
from gateway.domain.goods import Good


@dataclass(frozen=True, slots=True)
class Told:
    """What a proposal is, for a paper that has little room or much.

    Attributes:
        title: Its sort with its number, and what it is called.
        more: What else is written of it.
        tables: One for each good.
    """

    sort: Sentence
    title: Quote
    by: Sentence
    more: Sequence[Text]
    lines: Sequence[Text]
    tables: Sequence[Table]


def told(voice: Voice, body: Proposed, funds: Mapping[str, str]) -> Told:
    """Return a proposal in words.

    Args:
        voice: How papers speak.
        body: What was put.
        funds: How the commune calls its funds, by their short names.
    """
    text = [voice.quote(one) for one in public_text(voice.visit, body.note)]
    by = voice.quote(organ_named(voice.visit, body.by, body.of))
    return Told(
        sort=voice.say(PROPOSALS[body.sort]),
        title=text[0] if text else Quote(""),
        by=voice.say("Propone: %(organ)s", organ=by),
        more=text[1:],
        lines=_lines(voice, body),
        tables=[*_products(voice, body.products), *fund_tables(voice, body.funds, funds)],
    )


def matter_block(voice: Voice, number: int, matter: Matter, funds: Mapping[str, str]) -> Block:
    """Return what was put with its debate, its votes and what was decided."""
    body = matter.proposal.body
    assert isinstance(body, Proposed)
    found = told(voice, body, funds)
    return Block(
        title=Sentence(
            f"{number}. {found.sort}: {found.title}" if found.title else f"{number}. {found.sort}"
        ),
        lines=[found.by, *found.more, *found.lines],
        tables=found.tables,
        after=[*_debates(voice, matter), *_votes(voice, matter)],
        stamp=decided(voice, matter),
    )


def fund_tables(voice: Voice, shares: Iterable[FundShare], funds: Mapping[str, str]) -> list[Table]:
    """Return what is to go into funds, a table for each enterprise and good."""
    enterprises = voice.visit.station.production.registers().enterprises
    by_good: dict[tuple[str, str], list[FundShare]] = {}
    for one in shares:
        by_good.setdefault((one.enterprise, one.good), []).append(one)
    tables = []
    for (slug, code), own in by_good.items():
        good = Good.parsed(code)
        name = enterprises[slug].name if slug in enterprises else slug
        rows = [
            (
                voice.quote(funds.get(one.fund, one.fund)),
                _percent(voice, one.percent),
                voice.amount(good, one.amount),
            )
            for one in own
        ]
        caption = voice.say("Excedente de %(enterprise)s: %(good)s", enterprise=name, good=voice.of(good))
        tables.append(Table([voice.say("Fondo"), Sentence("%"), voice.say("Cantidad")], rows, caption))
    return tables


def _percent(voice: Voice, percent: Decimal) -> Sentence:
    return Sentence(f"{voice.words.amount(percent)} %")


def _products(voice: Voice, shares: Iterable[ProductShare]) -> list[Table]:
    by_good: dict[str, list[ProductShare]] = {}
    for one in shares:
        by_good.setdefault(one.good, []).append(one)
    return [
        Table(
            [voice.say("A dónde"), Sentence("%"), voice.say("Cantidad")],
            [
                (
                    voice.quote(_destination(voice, one)),
                    _percent(voice, one.percent),
                    voice.amount(Good.parsed(code), one.amount),
                )
                for one in own
            ],
            voice.of(Good.parsed(code)),
        )
        for code, own in by_good.items()
    ]


def _destination(voice: Voice, share: ProductShare) -> str:
    word = accounts.DESTINATIONS[share.destination]
    if share.to is not None:
        return voice.names.account(f"{accounts.DESTINATION}:{word}:{share.to}")
    return voice.visit.language.gettext(DESTINATIONS[word][1])


def _lines(voice: Voice, body: Proposed) -> list[Text]:
    registers = voice.visit.station.production.registers()
    lines: list[Text] = []
    for plan in body.plans:
        good = Good.parsed(plan.good)
        unit = registers.units[plan.unit].name if plan.unit in registers.units else plan.unit
        amount, product = voice.amount(good, plan.amount), voice.product(good)
        lines.append(
            voice.say("%(unit)s: producir %(amount)s de %(good)s", unit=unit, amount=amount, good=product)
        )
    for pay in body.pays:
        name = registers.enterprises[pay.enterprise].name if pay.enterprise in registers.enterprises else ""
        amount = voice.amount(Good("money", pay.currency), pay.amount)
        lines.append(voice.say("%(enterprise)s: %(amount)s por jornada", enterprise=name, amount=amount))
    for price in body.prices:
        good = Good.parsed(price.good)
        amount = voice.amount(Good("money", price.currency), price.amount)
        values = {"good": voice.of(good), "amount": amount, "measure": voice.names.measure(good)}
        lines.append(voice.say("%(good)s: %(amount)s por %(measure)s", **values))
    return lines if body.grant is None else [*lines, _grant(voice, body.grant)]


def _grant(voice: Voice, grant: Grant) -> Sentence:
    registers = voice.visit.station.production.registers()
    found = registers.counterparts.get(grant.recipient)
    scope = ", ".join(registers.name_of(one) for one in grant.scope)
    return voice.say(
        "Para %(recipient)s: %(level)s de %(scope)s, del %(since)s al %(until)s; vale hasta el %(expires)s.",
        recipient=grant.recipient if found is None else found.name,
        level=voice.say(LEVELS[grant.level]),
        scope=scope or voice.say("todos los productos"),
        since=_day(voice, grant.since),
        until=_day(voice, grant.until),
        expires=_day(voice, grant.expires),
    )


def _day(voice: Voice, day: str) -> str:
    return voice.words.dated(date.fromisoformat(day))


def _debates(voice: Voice, matter: Matter) -> list[Text]:
    if not matter.debates:
        return []
    if not voice.knows_notes:
        return [voice.say("Se debatió; la nota la leen los miembros de la comuna.")]
    notes = [one.body.note for one in matter.debates if isinstance(one.body, Debated)]
    texts = (voice.visit.station.journal.text(one) for one in notes)
    return [
        voice.say("Debate:"),
        *(voice.quote(line) for text in texts if text is not None for line in text.splitlines()),
    ]


def decided(voice: Voice, matter: Matter) -> Sentence:
    """Return what was decided, who answers for it and until when, in one line."""
    body = None if matter.decision is None else matter.decision.body
    if not isinstance(body, Decided):
        return voice.say("Sin decisión todavía.")
    parts = [voice.say(RESULTS[body.result])]
    if body.responsible is not None:
        organ = organ_named(voice.visit, body.responsible, body.of)
        parts.append(voice.say("Responsable: %(organ)s", organ=organ))
    if body.deadline is not None:
        parts.append(voice.say("Plazo: %(day)s", day=_day(voice, body.deadline)))
    return voice.joined(parts)


def _votes(voice: Voice, matter: Matter) -> list[Text]:
    vote = None if matter.vote is None else matter.vote.body
    return [_voted(voice, vote)] if isinstance(vote, Voted) else []


def _voted(voice: Voice, vote: Voted) -> Sentence:
    said = voice.ngettext(
        "Votos: %(yes)s a favor, %(no)s en contra, %(count)s abstención",
        "Votos: %(yes)s a favor, %(no)s en contra, %(count)s abstenciones",
        vote.abstained,
        yes=voice.number(vote.in_favour),
        no=voice.number(vote.against),
    )
    mandated: Mapping[bool | None, Callable[[], Sentence]] = {
        True: lambda: voice.say("con mandato de sus bases"),
        False: lambda: voice.say("sin mandato de sus bases"),
    }
    tell = mandated.get(vote.mandated)
    return said if tell is None else voice.joined([said, tell()])
