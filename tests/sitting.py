"""A book with a parliament of five seats whose session 7 meets at MEETS, to try entries on.

Three councils, one of which left, one enterprise and the bank send a delegate each, by rules of 90 days ago.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, Literal

from builders import NIGHT, a_draft

from gateway.domain.entries import (
    AttendanceTaken,
    Body,
    CouncilRegistered,
    CounterpartRegistered,
    Decided,
    Delivered,
    EnterpriseRegistered,
    Fund,
    FundShare,
    Goods,
    MandateGiven,
    Proposed,
    RulesSet,
    Seats,
    SessionConvened,
    Threshold,
    UnitRegistered,
    Voted,
    Weighing,
)
from gateway.journal import CommuneJournal
from gateway.journal.closing import close_book

DAY_S: Final = 86_400
HALF: Final = Threshold("more_than", 1, 2)
TEXT: Final = "ab" * 32
RULED: Final = NIGHT - 90 * DAY_S
MEETS: Final = NIGHT - 10 * DAY_S
AGAIN: Final = MEETS + 3 * DAY_S
LEFT: Final = MEETS - 5 * DAY_S
USD: Final = "money:USD"
SEVEN: Final = 7
SEATS: Final = ("apamate", "jabillo", "moriche", "maiceros", "banco")
FUNDS: Final = [Fund("mantenimiento", "Fondo de mantenimiento"), Fund("reinversion", "Fondo comunitario")]
REGISTERED: Final[tuple[Body, ...]] = (
    CouncilRegistered("apamate", "Apamate"),
    CouncilRegistered("jabillo", "Jabillo"),
    CouncilRegistered("moriche", "Moriche"),
    CouncilRegistered("se-fue", "El Que Se Fue", until=LEFT),
    EnterpriseRegistered("maiceros", "Los Maiceros", "EPSDC"),
    EnterpriseRegistered("cerrada", "La Cerrada", "UPF", until=RULED),
    UnitRegistered("parcela-1", "maiceros", "lote-1", "Parcela 1", Decimal(20_000), "gps"),
    CounterpartRegistered("cafetaleros", "Comuna cafetalera", "commune"),
)


def some_rules(**others: object) -> RulesSet:
    ordinary: dict[str, object] = {
        "seats": [Seats("council", 1), Seats("enterprise", 1), Seats("bank", 1)],
        "quorum": HALF,
        "quorum_of": "seats",
        "majority": HALF,
        "majority_of": "present",
        "source": "acta 2 (inventada)",
        "second_quorum": Threshold("at_least", 1, 3),
        "funds": FUNDS,
    }
    return RulesSet(**(ordinary | others))  # type: ignore[arg-type]


def given(by: str, **others: object) -> MandateGiven:
    """Return the mandate of a council, of `maiceros` or of `banco`."""
    of = {"maiceros": "enterprise", "banco": "bank"}.get(by, "council")
    return MandateGiven(of, None if of == "bank" else by, **others)  # type: ignore[arg-type]


def convened(call: Literal[1, 2] = 1, *, session: int = SEVEN, at: int = MEETS) -> SessionConvened:
    return SessionConvened(session, call, at, "Casa comunal")


def counted(*by: str, call: Literal[1, 2] = 1, assembly: int | None = None) -> AttendanceTaken:
    return AttendanceTaken(SEVEN, call, [f"vocera-{one}" for one in by], assembly)


def proposed(sort: str = "other", **others: object) -> Proposed:
    ordinary: dict[str, object] = {"session": SEVEN, "sort": sort, "by": "assembly", "note": TEXT}
    return Proposed(**(ordinary | others))  # type: ignore[arg-type]


def shares(*percents: int, good: str = USD, whole: int = 1000) -> list[FundShare]:
    """Return parts of a surplus of `maiceros`, one for each fund."""
    return [
        FundShare("maiceros", good, fund.fund, Decimal(one), Decimal(one * whole) / 100)
        for one, fund in zip(percents, FUNDS, strict=False)
    ]


def voted(yes: int, no: int = 0, none: int = 0, *, on: str = "propuesta") -> Voted:
    return Voted(SEVEN, on, yes, no, none)


def decided(result: str = "approved", vote: str | None = "votos", **others: object) -> Decided:
    ordinary: dict[str, object] = {"session": SEVEN, "proposal": "propuesta", "result": result, "vote": vote}
    return Decided(**(ordinary | others))  # type: ignore[arg-type]


def bartered() -> Delivered:
    """Return a delivery of maize for which coffee came back."""
    weighed = Weighing(Decimal(1000))
    back = [Goods("cafe", Decimal(80))]
    return Delivered("maiceros", "maiz", weighed, "weighed", "exchange", "cafetaleros", goods=back)


def close(journal: CommuneJournal, *, session: int = SEVEN) -> None:
    """Let a session close the book a day after session 7 met."""
    close_book(journal, session=session, now=MEETS + DAY_S, author="secretaria", uid=f"cierre-{session}")


def write(journal: CommuneJournal, uid: str, body: Body, at: int) -> None:
    journal.append(a_draft(body, uid=uid, happened=at), now=NIGHT)


def a_register(journal: CommuneJournal) -> None:
    """Write who and what belongs to the commune; it has no rules yet."""
    with journal.transaction():
        for number, body in enumerate(REGISTERED):
            write(journal, f"registro-{number}", body, RULED - DAY_S)


def a_sitting(journal: CommuneJournal, *, until: str = "votos", present: Sequence[str] = SEATS) -> None:
    """Write what leads to a session, up to and with the entry of a uid; every delegate votes for it."""
    a_register(journal)
    with journal.transaction():
        for uid, body, at in _steps(present):
            write(journal, uid, body, at)
            if uid == until:
                return


def _steps(present: Sequence[str]) -> list[tuple[str, Body, int]]:
    return [
        ("reglas", some_rules(), RULED),
        *((f"vocera-{one}", given(one), RULED) for one in SEATS),
        ("convocatoria", convened(), MEETS - 8 * DAY_S),
        ("asistencia", counted(*present), MEETS),
        ("propuesta", proposed(), MEETS + 600),
        ("votos", voted(len(present)), MEETS + 1200),
        ("acuerdo", decided(), MEETS + 1800),
    ]
