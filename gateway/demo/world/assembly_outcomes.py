"""What came of what the demo's parliament decided, told at the session after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from gateway.demo.world.assembly_items import Item
from gateway.demo.world.assembly_recurring import begun_after
from gateway.demo.world.assembly_sessions import SITTINGS, Sitting, agreement
from gateway.demo.world.assembly_spending import USES, fund_payment
from gateway.demo.world.records import Record
from gateway.domain.entries import Delivered, MoneyMoved

State = Literal["done", "partly", "not_done", "withdrawn"]
_MOST: Final = 12
"""So many entries are named as evidence at the most; the others are found in the book."""
_NEWEST_FISH: Final = "demo-estanque-6-2025-10-16-cosecha-1"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a decision, with the entries that show it."""

    state: State
    text: str
    entries: Sequence[str] = ()


_OF_FUNDS: Final[Mapping[int, Outcome]] = {
    8: Outcome("done", "La compuerta cierra bien desde febrero. Gastados USD 120 de 130."),
    9: Outcome("done", "El galpón quedó techado antes de las lluvias. Gastados Bs. 45.000 de 50.000."),
    11: Outcome("done", "El chinchorro llegó en noviembre. Gastados USD 210 de 220."),
    13: Outcome(
        "partly", "Se compraron las botas y los guantes; faltan los botiquines. Gastados Bs. 38.500."
    ),
    14: Outcome("done", "La bomba del ambulatorio trabaja desde agosto. Gastados Bs. 120.000 de 150.000."),
    15: Outcome("done", "El medidor está en la casa comunal. Gastados USD 260 de 280."),
    16: Outcome("not_done", "No se consiguió alambre a ese precio. No se gastó nada."),
    17: Outcome("done", "Funciona desde el 12 de abril. Gastados USD 305 de 320."),
}
_ONCE: Final[Mapping[tuple[int, str], Outcome]] = {
    (5, "credito"): Outcome("done", "Entró el 3 de mayo y se usó en la siembra.", ["demo-credito-2023"]),
    (6, "romana"): Outcome("partly", "Todo lo que salió se pesó; dos entradas se anotaron después."),
    (8, "credito"): Outcome("done", "Devuelto completo en enero.", ["demo-credito-2023-devuelto"]),
    (10, "suplentes"): Outcome("partly", "Vinieron más suplentes; no todas las vocerías avisan."),
    (11, "bomba"): Outcome("not_done", "Cada parcela siguió pidiendo la bomba cuando la necesitó."),
    (13, "canas"): Outcome(
        "done",
        "Su asamblea decidió retirarse el 30 de marzo. Se le entregó lo que le tocaba.",
        ["demo-consejo-las-canas-retiro"],
    ),
    (16, "corte"): Outcome(
        "done", "Está en la cartelera desde el 21 de diciembre.", ["demo-corte-2025-12-21"]
    ),
    (17, "pesar"): Outcome("done", "Los 195 kilos del 20 de abril se pesaron en romana.", [_NEWEST_FISH]),
    (17, "escuela"): Outcome(
        "partly",
        "Entregados 19,5 de 30 kilos. El resto, con la próxima cosecha.",
        [f"{_NEWEST_FISH}-escuela", f"{_NEWEST_FISH}-ambulatorio"],
    ),
    (17, "cerca"): Outcome("not_done", "Sigue sin alambre. Se decide en la sesión 18."),
}
_LATER: Final[Mapping[tuple[int, str], Outcome]] = {
    (5, "precio"): Outcome("done", "A ese precio se vendió la primera cosecha, en agosto."),
    (5, "reparto"): Outcome("done", "Así se repartió la primera cosecha."),
    (6, "remuneracion"): Outcome("withdrawn", "La reemplaza la remuneración nueva."),
    (6, "romana"): Outcome("done", "Desde octubre se pesa todo."),
    (10, "suplentes"): Outcome("done", "Ya avisan todas las vocerías."),
    (11, "bomba"): Outcome("withdrawn", "Se retira: con dos mangueras alcanza para las dos parcelas."),
    (13, "excedente"): Outcome("done", "Los botiquines los dio el ambulatorio."),
}
"""What was told one session later still of what had been left undone."""
_NOT_TOLD_YET: Final = {(17, "reparto"), (17, "corredor")}
"""Of these somebody will say at the session itself what came of them."""


@dataclass(frozen=True, slots=True)
class _Between:
    """What stands in the book between two sessions."""

    before: Sitting
    now: Sitting
    records: Sequence[Record]


def outcomes(
    before: Sitting, now: Sitting, items: Sequence[Item], records: Sequence[Record]
) -> Iterator[tuple[str, Outcome]]:
    """Yield the name of each matter that the session before approved, with what came of it; not of all.

    Args:
        before: The session that decided.
        now: The session at which it is told.
        items: What was put to the session before.
        records: What happened, of any time.
    """
    seen = [one for one in records if before.at <= one.draft.happened < now.at]
    between = _Between(before, now, seen)
    for one in items:
        key = (before.number, one.name)
        if one.result != "approved" or key in _NOT_TOLD_YET:
            continue
        came = _ONCE[key] if key in _ONCE else _USUAL[one.name](between)
        if came is not None:
            yield one.name, came


def told_later(before: Sitting, now: Sitting, items: Sequence[Item]) -> Iterator[tuple[str, Outcome]]:
    """Yield what came in the end of what was left undone when it was told first.

    Args:
        before: The session before the last one, which decided.
        now: The session at which it is told.
        items: What was put to that session.
    """
    for one in items:
        key = (before.number, one.name)
        if key in _LATER:
            yield one.name, _LATER[key]
        elif one.name == "plan":
            planned = [cycle for _, cycle in begun_after(before)]
            late = [cycle.uid for cycle in planned if SITTINGS[SITTINGS.index(now) - 1].day < cycle.begins]
            if late:
                yield one.name, Outcome("done", "El resto se sembró después.", late)


def _of_the_plan(between: _Between) -> Outcome:
    planned = begun_after(between.before)
    begun = [cycle.uid for _, cycle in planned if cycle.begins <= between.now.day]
    state: State = "done" if len(begun) == len(planned) else "partly" if begun else "not_done"
    return Outcome(state, f"Sembradas {len(begun)} de {len(planned)} unidades.", begun)


def _of_the_pay(between: _Between) -> Outcome:
    paid = [uid for uid, body in _money(between) if body.sort == "remuneration" and body.fund is None]
    if not paid:
        return Outcome("not_done", "No entró dinero con qué pagar jornadas.")
    of = {body.enterprise for uid, body in _money(between) if uid in paid}
    text = "Pagaron las dos empresas." if len(of) > 1 else "Pagó la empresa que tuvo ingresos."
    return Outcome("done", text, paid)


def _of_the_prices(between: _Between) -> Outcome | None:
    sold = [uid for uid, body in _money(between) if (body.enterprise, body.sort) == ("cachama", "sale")]
    return Outcome("done", "Se vendió a ese precio en la feria.", sold[:_MOST]) if sold else None


def _of_the_shares(between: _Between) -> Outcome | None:
    given = [
        one.draft.uid
        for one in between.records
        if isinstance(one.draft.body, Delivered) and one.draft.body.destination in ("community", "social")
    ]
    return Outcome("done", "Se repartió por turno, como se acordó.", given[:_MOST]) if given else None


def _of_the_surplus(between: _Between) -> Outcome:
    session = between.before.number
    if session not in USES:
        return Outcome("done", "El excedente está en los fondos.", [agreement(session, "excedente")])
    came = _OF_FUNDS[session]
    paid = fund_payment(session)
    return Outcome(came.state, came.text, [one.draft.uid for one in between.records if one.draft.uid == paid])


_USUAL: Final[Mapping[str, Callable[[_Between], Outcome | None]]] = {
    "plan": _of_the_plan,
    "remuneracion": _of_the_pay,
    "precio": _of_the_prices,
    "reparto": _of_the_shares,
    "excedente": _of_the_surplus,
}


def _money(between: _Between) -> Iterator[tuple[str, MoneyMoved]]:
    for one in between.records:
        if isinstance(one.draft.body, MoneyMoved):
            yield one.draft.uid, one.draft.body
