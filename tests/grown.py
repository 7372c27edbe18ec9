"""What people wrote about three cycles of the small commune: a pond's, a plot's and a lost one."""

from __future__ import annotations

from decimal import Decimal

from builders import a_draft
from fakes import DAY_S, HOUR_S

from gateway.domain.entries import (
    Body,
    CircumstanceTold,
    CycleLost,
    Died,
    Fed,
    InputUsed,
    Intervened,
    Irrigated,
    ReferenceSet,
    Sampled,
    Stocked,
    WorkdaySet,
    Worked,
)
from gateway.journal import CommuneJournal

POND, PLOT, LOST = "ciclo-1-4", "maiz-3-2", "ciclo-5-0"


def grow(journal: CommuneJournal, *, now: int) -> None:
    """Write down what three cycles went through; all of them are over."""
    _registers(journal, now)
    _pond(journal, now)
    _before(journal, now)
    _plot(journal, now)
    _lost(journal, now)
    planned = Stocked("laguna-4", "híbrido cachamoto", 1500, Decimal(8), Decimal(800), planned=True)
    _add(journal, planned, "plan", now - 10 * DAY_S, now)


def _registers(journal: CommuneJournal, now: int) -> None:
    began = now - 800 * DAY_S
    _add(journal, WorkdaySet(Decimal(6), "acta 12 de la asamblea"), "jornada", began, now)
    outside = ReferenceSet(
        "inia-zulia", "kg_per_ha", "hibrido-cachamoto", Decimal(10_100), Decimal(10_100),
        "INIA Zulia, un tanque de 18,7 m²", "2,83 peces por m², de 3 a 756 g en 7 meses", comparable=False,
    )  # fmt: skip
    _add(journal, outside, "ref-inia", began, now)
    corn = ReferenceSet(
        "fao-2018", "kg_per_ha", "maiz-blanco", Decimal(3240), Decimal(3240), "FAO",
        "Venezuela, ha cosechadas; base de humedad: sin dato", comparable=False, year=2018,
    )  # fmt: skip
    _add(journal, corn, "ref-fao", began, now)


def _pond(journal: CommuneJournal, now: int) -> None:
    began = now - 190 * DAY_S
    for week in range(25):
        if week != 17:
            kg = Decimal(3 + 3 * week) if week < 18 else Decimal(60 + week)
            fed = Fed(POND, "concentrate", "weighed", kg=kg, protein=Decimal(28))
            _add(journal, fed, f"alimento-{week}", began + (7 * week + 3) * DAY_S, now)
    for number, (day, fish) in enumerate(
        ((2, 9), (3, 5), (126, 38), (127, 3), (139, 51), (148, 18), (168, 13))
    ):
        _add(journal, Died(POND, fish, "counted"), f"muertes-{number}", began + day * DAY_S + 7 * HOUR_S, now)
    for day, grams in ((33, 62), (68, 168), (103, 301), (131, 420)):
        sample = Sampled(POND, 30, Decimal(30 * grams))
        _add(journal, sample, f"muestreo-{day}", began + day * DAY_S + 9 * HOUR_S, now)
    for day in (126, 139, 140, 168):
        for action, hour in (("on", 5), ("off", 8)):
            body = Intervened("estanque-3", "exchange", action)  # type: ignore[arg-type]
            _add(journal, body, f"agua-{day}-{action}", began + day * DAY_S + hour * HOUR_S, now)
    for action, day in (("off", 119), ("on", 126)):
        body = Intervened("estanque-1", "feeding", action)  # type: ignore[arg-type]
        _add(journal, body, f"sin-comida-{action}", began + day * DAY_S, now)
    _add(journal, CircumstanceTold(POND, "shortage", "some", days=7), "falta", began + 119 * DAY_S, now)
    _add(journal, Worked("laguna-1", "feeding", 2, Decimal(90), "paid", cycle=POND), "labor-p", began, now)


def _before(journal: CommuneJournal, now: int) -> None:
    began = now - 375 * DAY_S
    feed = Fed("ciclo-1-3", "concentrate", "weighed", kg=Decimal(980), protein=Decimal(32))
    _add(journal, feed, "alimento-antes", began + 60 * DAY_S, now)
    for what in ("shortage", "theft"):
        told = CircumstanceTold("ciclo-1-3", what, "none")  # type: ignore[arg-type]
        _add(journal, told, f"no-{what}", began + 170 * DAY_S, now)


def _plot(journal: CommuneJournal, now: int) -> None:
    began = now - 160 * DAY_S
    urea = InputUsed(
        "parcela-3", "urea", "fertiliser", Decimal(8), "sack", cycle=PLOT, nitrogen_kg=Decimal("147.2")
    )
    _add(journal, urea, "urea", began + 30 * DAY_S, now)
    for number, cubic in enumerate((180, 220, 205)):
        watered = Irrigated("lote-3", "furrow", cubic_metres=Decimal(cubic), quality="measured")
        _add(journal, watered, f"riego-{number}", began + (40 + 12 * number) * DAY_S, now)
    for number, (people, hours, pay) in enumerate(((6, 6, "paid"), (14, 5, "cayapa"), (8, 6, "paid"))):
        body = Worked("parcela-3", "weeding", people, Decimal(hours), pay, cycle=PLOT)  # type: ignore[arg-type]
        _add(journal, body, f"labor-{number}", began + (20 + 20 * number) * DAY_S, now)
    told: list[tuple[str, Body]] = [
        ("plaga", CircumstanceTold(PLOT, "pest", "some", percent=Decimal(15))),
        ("insumos", CircumstanceTold(PLOT, "shortage", "some", days=21)),
        ("robo", CircumstanceTold(PLOT, "theft", "none")),
    ]
    for uid, body in told:
        _add(journal, body, uid, began + 50 * DAY_S, now)
    weeded = CircumstanceTold("maiz-3-1", "weeds", "none")
    _add(journal, weeded, "malezas-antes", now - 480 * DAY_S, now)


def _lost(journal: CommuneJournal, now: int) -> None:
    began = now - 300 * DAY_S
    stocked = Stocked("laguna-5", "híbrido cachamoto", 800, Decimal(8), Decimal(440), origin="state")
    _add(journal, stocked, LOST, began, now)
    for week in range(14):
        fed = Fed(LOST, "concentrate", "weighed", kg=Decimal(6 + week))
        _add(journal, fed, f"alimento-perdido-{week}", began + (7 * week + 2) * DAY_S, now)
    for day, fish in ((98, 412), (99, 128)):
        dead = Died(LOST, fish, "counted", "oxygen")
        _add(journal, dead, f"muertes-perdido-{day}", began + day * DAY_S, now)
    _add(journal, CycleLost(LOST, "oxygen"), "perdido", began + 100 * DAY_S, now)


def _add(journal: CommuneJournal, body: Body, uid: str, at: int, now: int) -> None:
    journal.append(a_draft(body, uid=f"de-{uid}" if uid != LOST else uid, happened=at), now=now)
