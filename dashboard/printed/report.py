"""The report of a session on one sheet: fourteen blocks in the order in which an assembly asks.

Source:
    The order is that of the commune's own questions: what was agreed, made, shared, spent, left over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.goods.produced import Part, Produced
from dashboard.parliament.sessions import Matter, Session
from dashboard.printed.agreed import agreed_table
from dashboard.printed.findings import Findings
from dashboard.printed.fingerprint import Fingerprint, fingerprint
from dashboard.printed.honest import NOTHING, Block, Figure, Paper, Sentence, Table, Text, as_registered
from dashboard.printed.poster import closes
from dashboard.printed.proposals import told
from dashboard.printed.report_costs import costs_block, money_block, surplus_block, work_block
from dashboard.printed.report_made import conditions_block, efficiency_block, production_block
from dashboard.printed.voice import Voice
from dashboard.production.shares import whole_percent
from dashboard.session.agreed import agreements
from dashboard.session.destinations import destinations
from dashboard.session.surplus import fund_names
from dashboard.telling.parliament import organ_named
from gateway.domain.entries import Proposed

MOST_AGREED: Final = 8
MOST_MATTERS: Final = 6
MOST_WITH_AMOUNTS: Final = 2
"""Of more goods only what a family got has room."""


@dataclass(frozen=True, slots=True)
class Report:
    """What stands on the report.

    Attributes:
        head: Facts of the period, each with what it is.
        blocks: The second to the thirteenth, in their order.
        words_title: Of the fourteenth, with the code, the words and the lines to sign.
    """

    language: Text
    commune: Text
    title: Text
    period: Text
    enterprises: Text
    head: Sequence[Sequence[Text]]
    blocks: Sequence[Block]
    words_title: Text
    own: Fingerprint | None
    before_title: Text
    before: Fingerprint | None
    proves: Text
    sign: Sequence[Text]


def report(voice: Voice, found: Findings) -> Paper:
    """Return the report of the time that a session looks back on."""
    session, assembly = found.occasion.session, found.occasion.assembly
    closings = assembly.closings
    name = voice.say("Informe al Parlamento Comunal")
    data = Report(
        language=voice.code,
        commune=voice.commune,
        title=name if session is None else voice.joined([name, _session(voice, session)]),
        period=voice.period(found.period),
        enterprises=voice.quote(", ".join(_enterprises(voice))),
        head=_head(voice, found),
        blocks=[
            _agreed(voice, found),
            production_block(voice, found),
            conditions_block(voice, found),
            efficiency_block(voice, found),
            work_block(voice, found),
            costs_block(voice, found),
            _distribution(voice, found),
            money_block(voice, found),
            surplus_block(voice, found),
            _proposals(voice, found),
            _control(voice, found),
            _limits(voice, found),
        ],
        words_title=voice.say("14. Palabras del libro"),
        own=fingerprint(voice, closings[-1]) if closings else None,
        before_title=voice.say("anteriores"),
        before=fingerprint(voice, closings[-2]) if len(closings) > 1 else None,
        proves=voice.say(
            "No prueba que lo anotado sea verdad: eso lo cuidan quien pesa, quien recibe y la asamblea."
        ),
        sign=[voice.say("vocería"), voice.say("administración"), voice.say("contraloría social")],
    )
    return Paper("report.typ", data, voice.private)


def _session(voice: Voice, session: Session) -> Sentence:
    return voice.say("sesión %(number)s", number=voice.number(session.number))


def _enterprises(voice: Voice) -> list[str]:
    return [one.name for one in voice.visit.station.production.registers().enterprises.values()]


def _head(voice: Voice, found: Findings) -> list[Sequence[Text]]:
    cycles = sum(one.ended + one.going_on for one in found.made)
    weighed = [
        f"{voice.distinct(one.good)} {whole_percent(float(one.share_weighed))} %"
        for one in found.made
        if one.share_weighed is not None
    ]
    entries = voice.say(
        "nº %(first)s a nº %(last)s", first=voice.number(found.first), last=voice.number(found.last)
    )
    return [
        (voice.say("Ciclos con cosecha o pérdida"), voice.number(cycles)),
        (voice.say("Asientos del libro"), entries),
        (voice.say("Pesado, no estimado"), Sentence("; ".join(weighed)) if weighed else NOTHING),
    ]


def _agreed(voice: Voice, found: Findings) -> Block:
    title = voice.say("2. Lo acordado la vez pasada y qué pasó")
    agreed = agreements(voice.visit, found.occasion.before)
    if not agreed:
        return Block(title, [voice.say("No hay acuerdos de antes.")])
    left = len(agreed) - MOST_AGREED
    more = [voice.ngettext("y %(count)s acuerdo más", "y %(count)s acuerdos más", left)] if left > 0 else []
    return Block(title, (), [agreed_table(voice, agreed[:MOST_AGREED])], more)


def _distribution(voice: Voice, found: Findings) -> Block:
    lines: list[Text] = []
    for one in destinations(voice.visit, found.goods):
        parts = [
            f"{part.label} {voice.amount(one.good, part.amount)} ({_percent(part)})" for part in one.parts
        ]
        told_of = found.produced(one.good)
        account = Sentence("") if told_of is None else closes(voice, told_of.balance)
        lines.append(
            voice.say(
                "%(good)s: %(parts)s. %(closes)s",
                good=voice.of(one.good),
                parts="; ".join(parts),
                closes=account,
            )
        )
    table = _councils(voice, [one for one in found.goods if one.councils])
    return Block(voice.say("8. A dónde fue"), lines, [] if table is None else [table])


def _percent(part: Part) -> str:
    return f"{part.percent} %" if part.percent else "< 1 %"


def _councils(voice: Voice, goods: Sequence[Produced]) -> Table | None:
    """Return what each council got, a pair of columns for each good."""
    if not goods:
        return None
    registered = [one.name for one in voice.visit.station.production.registers().councils.values()]
    names = as_registered(
        ((one, one) for one in {share.name for good in goods for share in good.councils}), registered
    )
    with_amounts = len(goods) <= MOST_WITH_AMOUNTS
    heads: list[Text] = [voice.say("Consejo comunal")]
    for good in goods:
        measure, product = voice.names.measure(good.good), voice.distinct(good.good)
        heads += [voice.say("%(measure)s de %(good)s", measure=measure, good=product)] if with_amounts else []
        heads.append(voice.say("por familia") if with_amounts else product)
    rows = [
        (voice.quote(name), *(cell for good in goods for cell in _share(voice, good, name))) for name in names
    ]
    if with_amounts:
        return Table(heads, rows, voice.say("A las familias de los consejos"))
    each = [(row[0], *row[2::2]) for row in rows]
    return Table(heads, each, voice.say("Por familia, en cada consejo comunal; cada columna en su medida"))


def _share(voice: Voice, good: Produced, name: str) -> tuple[Text, Text]:
    own = next((one for one in good.councils if one.name == name), None)
    if own is None:
        return NOTHING, NOTHING
    each = own.per_family
    return (
        Figure(voice.words.amount(own.amount, most=1), good.good),
        NOTHING if each is None else Figure(voice.words.number(each, 1 if each else 0), good.good),
    )


def _proposals(voice: Voice, found: Findings) -> Block:
    title, session = voice.say("11. Para decidir"), found.occasion.session
    matters = [] if session is None else session.matters
    if not matters:
        return Block(title, [voice.say("Todavía no hay propuestas.")])
    names = fund_names(found.occasion.assembly)
    lines: list[Text] = []
    for one in matters[:MOST_MATTERS]:
        lines += _matter(voice, one, names)
    left = len(matters) - MOST_MATTERS
    if left > 0:
        lines.append(voice.ngettext("y %(count)s propuesta más", "y %(count)s propuestas más", left))
    return Block(title, lines)


def _matter(voice: Voice, matter: Matter, names: dict[str, str]) -> list[Text]:
    body = matter.proposal.body
    if not isinstance(body, Proposed):
        return []
    found = told(voice, body, names)
    by = voice.quote(organ_named(voice.visit, body.by, body.of))
    head = voice.quote(f"□ {found.sort}: {found.title or '…'} ({by})")
    of_tables = [
        voice.quote(f"{table.caption}: {'; '.join(' '.join(row) for row in table.rows)}")
        for table in found.tables
    ]
    return [head, *found.lines, *of_tables]


def _control(voice: Voice, found: Findings) -> Block:
    return Block(
        voice.say("12. Contraloría social"),
        [
            voice.joined(
                [
                    voice.ngettext(
                        "%(count)s observación abierta", "%(count)s observaciones abiertas", found.observed
                    ),
                    voice.ngettext(
                        "%(count)s asiento anulado en este tiempo",
                        "%(count)s asientos anulados en este tiempo",
                        found.corrections,
                    ),
                ]
            )
        ],
    )


def _limits(voice: Voice, found: Findings) -> Block:
    bases = sorted({voice.names.basis(one.good) for one in found.made if one.good.base is not None})
    lines: list[Text] = [
        voice.say(
            "Nada se suma entre productos, bases ni monedas. Con menos de cuatro ciclos no hay promedio, "
            "con menos de ocho no hay tendencia. Que dos cosas coincidan no prueba la causa."
        )
    ]
    if bases:
        lines.append(voice.say("Los granos, en %(bases)s.", bases=", ".join(bases)))
    return Block(voice.say("13. Límites de estos números"), lines)
