"""A parliament for the small commune: one closed session, one that is convened, and what came between.

Four councils and two enterprises send a delegate each. Session 11 closed the book on 2026-03-29, session 12
meets on 2026-06-14; now is the night of `small_commune`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from assembled_trade import AFTER, BEFORE, GOODS
from builders import a_draft
from fakes import DAY_S, HOUR_S
from msgspec.structs import replace
from small_commune import MIDNIGHT

from gateway.domain.entries import (
    AttendanceTaken,
    Body,
    CouncilRegistered,
    Debated,
    Decided,
    Fund,
    FundShare,
    MandateGiven,
    OutcomeTold,
    PayLine,
    PlanLine,
    PriceLine,
    ProductShare,
    Proposed,
    RulesSet,
    Seats,
    SessionConvened,
    Threshold,
    Voted,
)
from gateway.journal import CommuneJournal, salted
from gateway.journal.closing import close_book
from gateway.people import People, Person

CLOSED, OPEN = 11, 12
"""The numbers of both sessions."""
MET: Final = MIDNIGHT - 73 * DAY_S + 9 * HOUR_S
"""When session 11 met: Sunday 2026-03-29, 9 a. m."""
MEETS: Final = MIDNIGHT + 4 * DAY_S + 9 * HOUR_S
"""For when session 12 is convened: Sunday 2026-06-14, 9 a. m."""
ELECTED: Final = MET - 300 * DAY_S
FOUNDED: Final = MET - 700 * DAY_S
FISH, MAIZE, USD, VES, COFFEE = (
    "kg:hibrido-cachamoto",
    "kg:maiz-blanco@14/2",
    "money:USD",
    "money:VES",
    "kg:cafe",
)
COUNCILS: Final = {
    "la-ceiba": ("La Ceiba", 84, 310),
    "el-saman": ("El Samán", 96, 351),
    "cano-seco": ("Caño Seco", 61, 207),
    "los-mangos": ("Los Mangos", 72, 266),
}
DELEGATES: Final = {
    "la-ceiba": "Marisol Quintero",
    "el-saman": "Nelson Paredes",
    "cano-seco": "Carmen Sequera",
    "los-mangos": "José Gregorio Lara",
    "cachamas": "Yelitza Camacaro",
    "maiceros": "Ramón Escalona",
}
"""Whom each council and enterprise sent; all invented."""
HALF: Final = Threshold("more_than", 1, 2)
RULES: Final = RulesSet(
    [Seats("council", 1), Seats("enterprise", 1)],
    HALF,
    "seats",
    HALF,
    "present",
    "acta 2 de la asamblea (ficticia)",
    second_quorum=Threshold("at_least", 1, 3),
    notice_days=5,
    term_months=36,
    confirm_days=7,
    late_days=3,
    funds=[
        Fund("mantenimiento", "Fondo de mantenimiento productivo"),
        Fund("productores", "Fondo de atención a los productores y productoras"),
        Fund("reinversion", "Fondo comunitario para la reinversión social"),
    ],
)
SHARED: Final = [
    FundShare("cachamas", USD, "mantenimiento", Decimal(40), Decimal(360)),
    FundShare("cachamas", USD, "reinversion", Decimal(40), Decimal(360)),
    FundShare("cachamas", USD, "productores", Decimal(20), Decimal(180)),
    FundShare("maiceros", COFFEE, "productores", Decimal(100), Decimal(80)),
]
"""What session 11 put into funds: 900 USD of surplus, and 80 kg of coffee got in exchange."""


def mandate(of: str) -> str:
    """Return the uid of the mandate of a council or enterprise."""
    return f"vocería-{of}"


def assemble(journal: CommuneJournal) -> None:
    """Give the small commune its parliament; takes about a tenth of a second."""
    people = People(journal)
    for slug, name in DELEGATES.items():
        people.add(Person(f"persona-{slug}", name))
    with journal.transaction():
        _founded(journal)
        for uid, at, body in (*GOODS, *BEFORE):
            write(journal, uid, body, at)
        _closed_session(journal)
        for uid, at, body in AFTER:
            write(journal, uid, body, at)
        _outcomes(journal)
        _open_session(journal)


def write(journal: CommuneJournal, uid: str, body: Body, at: int, *, note: str | None = None) -> None:
    """Write down what happened ten minutes ago; `note` is the text whose hash the body carries."""
    texts = [] if note is None else [salted(note)]
    for text in texts:
        body = replace(body, note=text.salted_hash)
    journal.append(a_draft(body, uid=uid, happened=at, author="persona-la-ceiba"), now=at + 600, texts=texts)


def _founded(journal: CommuneJournal) -> None:
    for slug, (name, families, inhabitants) in COUNCILS.items():
        write(journal, f"consejo-{slug}", CouncilRegistered(slug, name, families, inhabitants), FOUNDED)
    write(journal, "reglas", RULES, FOUNDED + DAY_S)
    for slug in DELEGATES:
        of = "council" if slug in COUNCILS else "enterprise"
        given = MandateGiven(of, slug, f"persona-{slug}", act="acta 4")  # type: ignore[arg-type]
        write(journal, mandate(slug), given, ELECTED)
    stands_in = MandateGiven("council", "la-ceiba", None, is_alternate=True, act="acta 4")
    write(journal, f"{mandate('la-ceiba')}-suplente", stands_in, ELECTED)


def _closed_session(journal: CommuneJournal) -> None:
    convened = SessionConvened(CLOSED, 1, MET, "Casa comunal")
    write(journal, "convocatoria-11", convened, MET - 8 * DAY_S, note="Lo acordado antes\nExcedente\nPlan")
    there = [mandate(one) for one in DELEGATES if one != "los-mangos"]
    write(journal, "asistencia-11", AttendanceTaken(CLOSED, 1, there, 63), MET + 1200)
    for name, body, text, result in _PUT:
        _matter(journal, name, body, text, result)
    close_book(journal, session=CLOSED, now=MET + 4 * HOUR_S, author="persona-la-ceiba", uid="cierre-11")


def _matter(journal: CommuneJournal, name: str, body: Proposed, text: str, result: str) -> None:
    """Put a proposal to session 11 and let it be debated, voted and decided."""
    proposal, at = f"propuesta-11-{name}", MET + HOUR_S
    write(journal, proposal, body, at, note=text)
    write(
        journal,
        f"debate-11-{name}",
        Debated(CLOSED, proposal, ""),
        at + 600,
        note="Se pidió ver las cuentas.",
    )
    votes = {"approved": (5, 0, 0), "rejected": (1, 3, 1)}.get(result)
    if votes is not None:
        write(journal, f"votos-11-{name}", Voted(CLOSED, proposal, *votes, mandated=True), at + 1200)
    decided = Decided(
        CLOSED,
        proposal,
        result,  # type: ignore[arg-type]
        vote=None if votes is None else f"votos-11-{name}",
        responsible="enterprise" if result == "approved" else None,
        of="cachamas" if result == "approved" else None,
        deadline="2026-05-31" if result == "approved" else None,
        funds=body.funds if result == "approved" else [],
    )
    write(journal, f"acuerdo-11-{name}", decided, at + 1800)


def _outcomes(journal: CommuneJournal) -> None:
    """Say what came of four decisions; of the distribution nobody said anything yet."""
    at = MIDNIGHT - DAY_S + 10 * HOUR_S
    told = (
        ("plan", "done", ["cosecha-1-4"], "Se cosecharon las tres lagunas."),
        ("pago", "partly", ["egreso-pago"], "Falta pagar mayo."),
        ("precio", "not_done", [], "La pesa no llegó."),
        ("excedente", "partly", ["egreso-mantenimiento"], "Se reparó un aireador; falta el otro."),
    )
    for name, state, entries, text in told:
        body = OutcomeTold(f"acuerdo-11-{name}", state, entries)  # type: ignore[arg-type]
        write(journal, f"cumplido-11-{name}", body, at, note=text)


def _open_session(journal: CommuneJournal) -> None:
    convened = SessionConvened(OPEN, 1, MEETS, "Casa comunal")
    write(
        journal,
        "convocatoria-12",
        convened,
        MIDNIGHT - 3 * DAY_S,
        note="Lo acordado\nReparto de la cachama\nPlan",
    )
    for name, body, text in _TO_DECIDE:
        write(journal, f"propuesta-12-{name}", body, MIDNIGHT - 2 * DAY_S, note=text)


_PUT: Final[tuple[tuple[str, Proposed, str, str], ...]] = (
    (
        "plan",
        Proposed(
            CLOSED, "plan", "enterprise", "", "cachamas", plans=[PlanLine("laguna-1", FISH, Decimal(700))]
        ),
        "Cosechar las tres lagunas antes de junio\nCon la red de la comuna.",
        "approved",
    ),
    (
        "pago",
        Proposed(
            CLOSED,
            "remuneration",
            "enterprise",
            "",
            "cachamas",
            pays=[PayLine("cachamas", Decimal(6), "USD")],
        ),
        "Pagar la jornada a 6 USD",
        "approved",
    ),
    (
        "precio",
        Proposed(
            CLOSED, "price", "enterprise", "", "cachamas", prices=[PriceLine(FISH, Decimal("2.50"), "USD")]
        ),
        "Vender la cachama a 2,50 USD el kilo dentro de la comuna",
        "approved",
    ),
    (
        "reparto",
        Proposed(
            CLOSED,
            "distribution",
            "economy",
            "",
            products=[
                ProductShare(FISH, "community", Decimal(70), Decimal(1400)),
                ProductShare(FISH, "social", Decimal(10), Decimal(200)),
                ProductShare(FISH, "sale", Decimal(20), Decimal(400)),
            ],
        ),
        "Repartir la cachama de la próxima cosecha",
        "approved",
    ),
    (
        "excedente",
        Proposed(CLOSED, "reinvestment", "enterprise", "", "cachamas", funds=SHARED),
        "Reinvertir el excedente\nDos aireadores y alevines.",
        "approved",
    ),
    ("moto", Proposed(CLOSED, "other", "council", "", "el-saman"), "Comprar una moto de reparto", "rejected"),
    ("silo", Proposed(CLOSED, "other", "enterprise", "", "maiceros"), "Techar el silo", "deferred"),
)
"""Name, what is put, its text and the result of each proposal of session 11."""

_TO_DECIDE: Final = (
    (
        "plan",
        Proposed(
            OPEN, "plan", "enterprise", "", "maiceros", plans=[PlanLine("parcela-2", MAIZE, Decimal(9000))]
        ),
        "Sembrar tres parcelas de maíz",
    ),
    (
        "excedente",
        Proposed(
            OPEN,
            "reinvestment",
            "enterprise",
            "",
            "cachamas",
            funds=[
                FundShare("cachamas", USD, "mantenimiento", Decimal(50), Decimal(330)),
                FundShare("cachamas", USD, "reinversion", Decimal(50), Decimal(330)),
            ],
        ),
        "Reinvertir el excedente de abril y mayo",
    ),
    (
        "silo",
        Proposed(OPEN, "other", "enterprise", "", "maiceros", pending="acuerdo-11-silo"),
        "Techar el silo",
    ),
)
