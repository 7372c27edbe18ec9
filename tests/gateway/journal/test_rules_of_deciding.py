"""What the journal refuses of proposals, votes and decisions, and what it takes; each row is a case."""

from __future__ import annotations

from decimal import Decimal

import pytest
from builders import NIGHT, a_reversal
from sitting import (
    AGAIN,
    DAY_S,
    FUNDS,
    MEETS,
    TEXT,
    USD,
    a_register,
    a_sitting,
    bartered,
    close,
    convened,
    counted,
    decided,
    proposed,
    shares,
    voted,
    write,
)

from gateway.domain.entries import (
    Body,
    Debated,
    FundShare,
    Grant,
    MoneyMoved,
    OutcomeTold,
    PayLine,
    PlanLine,
    PriceLine,
    ProductShare,
    Proposed,
    Voted,
)
from gateway.domain.errors import EntryError
from gateway.journal import CommuneJournal

AT = MEETS + 2 * 3600
MAIZE, COFFEE = "kg:maiz@14/2", "kg:cafe"
TEN = Decimal(10)
PLAN = PlanLine("parcela-1", MAIZE, TEN)
PAY = PayLine("maiceros", TEN, "USD")
PRICE = PriceLine(MAIZE, TEN, "VES")
PARTY = FundShare("maiceros", USD, "fiesta", TEN * 10, TEN)
TOO_MUCH = FundShare("maiceros", USD, "reinversion", Decimal(40), Decimal(900))


def parted(*percents: str, good: str = MAIZE, to: str | None = None) -> list[ProductShare]:
    """Return parts of 1,000 kg, one for each destination."""
    destinations = ("community", "social", "workers")
    return [
        ProductShare(good, where, Decimal(one), Decimal(one) * 10, to)  # type: ignore[arg-type]
        for one, where in zip(percents, destinations, strict=False)
    ]


def granted(
    recipient: str = "cafetaleros", *, since: str = "2026-01-01", expires: str = "2026-12-31"
) -> Proposed:
    return proposed("sharing", grant=Grant(recipient, "summary", since, "2026-03-31", expires))


def shared_out(*parts: ProductShare) -> Proposed:
    return proposed("distribution", products=list(parts))


def spent(**others: object) -> MoneyMoved:
    ordinary: dict[str, object] = {
        "enterprise": "maiceros",
        "direction": "out",
        "sort": "inputs",
        "amount": TEN,
        "currency": "USD",
    }
    return MoneyMoved(**(ordinary | others))  # type: ignore[arg-type]


REFUSED: list[tuple[str, str, Body]] = [
    ("reglas", "no está convocada", proposed()),
    ("convocatoria", "Falta cuál consejo", proposed(by="council")),
    ("convocatoria", "hay uno solo", proposed(of="apamate")),
    ("convocatoria", "no estaba activa", proposed(by="enterprise", of="cerrada")),
    ("convocatoria", "faltan sus renglones", proposed("plan")),
    ("convocatoria", "faltan sus renglones", proposed("sharing")),
    ("convocatoria", "no son de esa clase", proposed("other", pays=[PAY])),
    ("convocatoria", "no son de esa clase", proposed("plan", plans=[PLAN], prices=[PRICE])),
    ("convocatoria", "No existe la unidad", proposed("plan", plans=[PlanLine("nada", MAIZE, TEN)])),
    ("convocatoria", "y no de dinero", proposed("plan", plans=[PlanLine("parcela-1", USD, TEN)])),
    ("convocatoria", "No existe el producto", proposed("plan", plans=[PlanLine("parcela-1", "maiz", TEN)])),
    ("convocatoria", "repetido", proposed("plan", plans=[PLAN, PLAN])),
    ("convocatoria", "mayor que 0", proposed("plan", plans=[PlanLine("parcela-1", MAIZE, -TEN)])),
    ("convocatoria", "No existe la empresa", proposed("remuneration", pays=[PayLine("nada", TEN, "USD")])),
    ("convocatoria", "No existe la moneda", proposed("remuneration", pays=[PayLine("maiceros", TEN, "EUR")])),
    ("convocatoria", "repetido", proposed("price", prices=[PRICE, PRICE])),
    ("convocatoria", "y no de dinero", proposed("price", prices=[PriceLine(USD, TEN, "VES")])),
    ("convocatoria", "suman 90 ", proposed("distribution", products=parted("60", "30"))),
    ("convocatoria", "suman 100.01 ", proposed("distribution", products=parted("60", "40.01"))),
    ("convocatoria", "suman 40 ", shared_out(*parted("100"), *parted("40", good=COFFEE))),
    ("convocatoria", "No existe el consejo", proposed("distribution", products=parted("100", to="nada"))),
    ("convocatoria", "suman 99 ", proposed("reinvestment", funds=shares(59, 40))),
    ("convocatoria", "suman 60 ", proposed("reinvestment", funds=shares(60))),
    ("convocatoria", "El fondo «fiesta»", proposed("reinvestment", funds=[PARTY])),
    ("convocatoria", "no se recibió a cambio", proposed("reinvestment", funds=shares(100, good=MAIZE))),
    ("convocatoria", "no se recibió a cambio", proposed("reinvestment", funds=shares(100, good=COFFEE))),
    ("convocatoria", "No existe la moneda", proposed("reinvestment", funds=shares(100, good="money:EUR"))),
    ("convocatoria", "no es la parte", proposed("reinvestment", funds=[*shares(60), TOO_MUCH])),
    ("convocatoria", "No existe la contraparte", granted("nada")),
    ("convocatoria", "posterior al primero", granted(since="2026-04-01")),
    ("convocatoria", "no es posible", granted(since="2026-02-30")),
    ("convocatoria", "vence antes de la sesión", granted(expires="2026-05-01")),
    ("convocatoria", "No existe ese acuerdo", proposed(pending="reglas")),
    ("asistencia", "No existe esa propuesta", Debated(7, "reglas", TEXT)),
    ("asistencia", "No existe esa propuesta", voted(5)),
    ("propuesta", "no está convocada", Voted(8, "propuesta", 5, 0, 0)),
    ("propuesta", "Faltan los votos", voted(0)),
    ("propuesta", "6 votos y solo 5", voted(3, 2, 1)),
    ("propuesta", "no se ha votado", decided(vote=None)),
    ("propuesta", "no se ha votado", decided("rejected", vote=None)),
    ("propuesta", "última votación", decided()),
    ("votos", "última votación", decided(vote=None)),
    ("votos", "quedó aprobada", decided("rejected")),
    ("votos", "quedó aprobada", decided("deferred")),
    ("votos", "Los fondos del acuerdo", decided(funds=shares(100))),
    ("votos", "Falta quién responde", decided(of="maiceros")),
    ("votos", "Falta cuál consejo", decided(responsible="enterprise")),
    ("votos", "El plazo es anterior", decided(deadline="2026-05-01")),
    ("votos", "no es posible", decided(deadline="2026-13-01")),
    ("acuerdo", "ya está decidida", voted(5)),
    ("acuerdo", "ya está decidida", decided()),
    ("acuerdo", "ya está decidida", Debated(7, "propuesta", TEXT)),
    ("acuerdo", "No existe ese acuerdo", OutcomeTold("votos", "done")),
    ("acuerdo", "una sola vez", OutcomeTold("acuerdo", "done", ["reglas", "reglas"])),
    ("acuerdo", "no está en el libro", OutcomeTold("acuerdo", "done", ["nada"])),
    ("acuerdo", "No existe ese acuerdo", spent(agreed="votos")),
    ("acuerdo", "El fondo «fiesta»", spent(fund="fiesta")),
    ("acuerdo", "solo sale dinero", spent(fund="reinversion", direction="in", sort="sale")),
]  # fmt: skip

TAKEN: list[tuple[str, Body]] = [
    ("convocatoria", proposed("plan", plans=[PLAN], by="enterprise", of="maiceros")),
    ("convocatoria", proposed("remuneration", pays=[PAY, PayLine("maiceros", TEN, "VES")])),
    ("convocatoria", proposed("price", prices=[PRICE, PriceLine(MAIZE, TEN, "USD")])),
    ("convocatoria", proposed("distribution", products=parted("60", "30.5", "9.5"))),
    ("convocatoria", shared_out(*parted("100", to="apamate"), *parted("40", "60", good=COFFEE))),
    ("convocatoria", proposed("reinvestment", funds=shares(60, 40) + shares(100, good="money:VES"))),
    ("convocatoria", granted()),
    ("propuesta", Debated(7, "propuesta", TEXT)),
    ("propuesta", voted(3, 1, 1)),
    ("propuesta", decided("deferred", vote=None)),
    ("votos", voted(1, 4)),
    ("votos", decided(responsible="enterprise", of="maiceros", deadline="2026-06-30")),
    ("acuerdo", OutcomeTold("acuerdo", "partly", ["reglas"])),
    ("acuerdo", proposed(pending="acuerdo")),
    ("acuerdo", spent(agreed="acuerdo", fund="reinversion")),
]  # fmt: skip


@pytest.mark.parametrize(("after", "sentence", "body"), REFUSED)
def test_what_contradicts_the_session_is_refused_and_leaves_nothing(
    journal: CommuneJournal, after: str, sentence: str, body: Body
) -> None:
    a_sitting(journal, until=after)
    stands = journal.head("book")

    with pytest.raises(EntryError, match=sentence):
        write(journal, "otro", body, AT)

    assert journal.head("book") == stands


@pytest.mark.parametrize(("after", "body"), TAKEN)
def test_what_fits_the_session_is_taken(journal: CommuneJournal, after: str, body: Body) -> None:
    a_sitting(journal, until=after)

    write(journal, "otro", body, AT)

    assert journal.entry("otro") is not None


def test_without_rules_nothing_is_voted_or_decided(journal: CommuneJournal) -> None:
    a_register(journal)
    write(journal, "convocatoria", convened(), MEETS - DAY_S)
    write(journal, "propuesta", proposed(), MEETS)

    for body in (voted(5), decided("deferred", vote=None), proposed("reinvestment", funds=shares(100))):
        with pytest.raises(EntryError, match=r"Faltan las reglas .* Escriba en «Reglas»"):
            write(journal, "otro", body, AT)


def test_without_a_quorum_nothing_is_voted_and_a_matter_may_be_put_off(journal: CommuneJournal) -> None:
    a_sitting(journal, until="propuesta", present=("apamate", "jabillo"))

    with pytest.raises(EntryError, match=r"no tiene quórum: hay 2 .* hacen falta 3"):
        write(journal, "votos", voted(2), AT)
    write(journal, "acuerdo", decided("deferred", vote=None), AT)


def test_before_anybody_counted_nothing_is_voted(journal: CommuneJournal) -> None:
    a_sitting(journal, until="convocatoria")
    write(journal, "propuesta", proposed(), MEETS)

    with pytest.raises(EntryError, match="Falta la asistencia"):
        write(journal, "votos", voted(2), AT)


def test_at_a_second_convocation_its_own_quorum_lets_two_decide(journal: CommuneJournal) -> None:
    a_sitting(journal, until="propuesta", present=("apamate", "jabillo"))
    write(journal, "segunda", convened(2, at=AGAIN), AT)
    write(journal, "otra-asistencia", counted("apamate", "jabillo", call=2), AGAIN)

    write(journal, "votos", voted(2), AGAIN + 600)
    write(journal, "acuerdo", decided(), AGAIN + 900)


def test_a_vote_that_does_not_reach_the_majority_approves_nothing(journal: CommuneJournal) -> None:
    a_sitting(journal, until="propuesta")
    write(journal, "votos", voted(2, 1, 2), AT)

    with pytest.raises(EntryError, match="no alcanzan la mayoría"):
        write(journal, "acuerdo", decided(), AT)
    write(journal, "acuerdo", decided("rejected"), AT)

    with pytest.raises(EntryError, match="no hay nada que cumplir"):
        write(journal, "cumplido", OutcomeTold("acuerdo", "done"), AT)
    with pytest.raises(EntryError, match="no quedó aprobado"):
        write(journal, "gasto", spent(agreed="acuerdo"), AT)


def test_an_approved_reinvestment_moves_what_was_proposed(journal: CommuneJournal) -> None:
    a_sitting(journal, until="asistencia")
    write(journal, "propuesta", proposed("reinvestment", funds=shares(60, 40)), AT)
    write(journal, "votos", voted(5), AT)

    for funds in ([], shares(40, 60), shares(60, 40, whole=2000)):
        with pytest.raises(EntryError, match="Los fondos del acuerdo"):
            write(journal, "acuerdo", decided(funds=funds), AT)
    write(journal, "acuerdo", decided(funds=shares(60, 40)), AT)


def test_what_came_in_exchange_is_surplus_in_kind_until_it_is_taken_back(journal: CommuneJournal) -> None:
    a_sitting(journal, until="asistencia")
    write(journal, "trueque", bartered(), MEETS - DAY_S)
    in_kind = proposed("reinvestment", funds=shares(100, good=COFFEE, whole=80))

    write(journal, "propuesta", in_kind, AT)
    journal.append(a_reversal("trueque"), now=NIGHT)

    with pytest.raises(EntryError, match="no se recibió a cambio"):
        write(journal, "otra-propuesta", in_kind, AT)


def test_after_the_closing_only_what_came_of_a_decision_is_told(journal: CommuneJournal) -> None:
    a_sitting(journal, until="acuerdo")
    close(journal)

    for body in (proposed(), Debated(7, "propuesta", TEXT), voted(5), decided()):
        with pytest.raises(EntryError, match="ya cerró el libro"):
            write(journal, "tarde", body, NIGHT)
    write(journal, "cumplido", OutcomeTold("acuerdo", "done", ["acuerdo"]), NIGHT)


def test_a_fund_of_earlier_rules_may_still_be_spent_from(journal: CommuneJournal) -> None:
    a_sitting(journal)

    write(journal, "gasto", spent(fund=FUNDS[0].fund), AT)
