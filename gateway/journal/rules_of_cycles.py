"""What an entry of a cycle of production must satisfy: which cycle, and within its time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gateway.domain.entries import (
    Body,
    CircumstanceTold,
    CycleLost,
    Died,
    Draft,
    Fed,
    Harvested,
    InputUsed,
    Sampled,
    Sown,
    Stocked,
    Worked,
    is_planned,
)
from gateway.domain.errors import EntryError
from gateway.journal.in_force import store_of, unit_in_force
from gateway.journal.plans import check_plan
from gateway.journal.standing import Known, Rule, Standing

CYCLES: Final = ("stocking", "sowing")
ENDS: Final = ("harvest", "cycle_lost")
HUNDRED: Final = 100


def _begins(standing: Standing, draft: Draft, body: Stocked | Sown) -> None:
    unit = unit_in_force(standing, body.unit, at=draft.happened)
    check_plan(standing, draft, body)
    if is_planned(body):
        return
    for one in standing.begun(body.unit):
        end = _end(standing, one)
        if one.happened <= draft.happened and (end is None or end.happened > draft.happened):
            raise EntryError(
                "«%(name)s» tiene un ciclo abierto en esa fecha. Anote primero su cosecha completa, "
                "o que el ciclo se perdió.",
                name=unit.name,
            )


def cycle_of(standing: Standing, uid: str, *, of_a_plan: bool = False) -> Known:
    """Return the stocking or sowing of a uid; one that is only planned where `of_a_plan` says so.

    Raises:
        EntryError: There is none.
    """
    found = standing.known(uid)
    if found is None or found.kind not in CYCLES or (is_planned(found.body) and not of_a_plan):
        raise EntryError("No existe ese ciclo. Elija la siembra en la lista y guarde otra vez.")
    return found


def _end(standing: Standing, cycle: Known) -> Known | None:
    """Return the complete harvest or the loss that ended a cycle, None while it goes on."""
    for one in standing.linked("cycle", cycle.uid, *ENDS):
        if isinstance(one.body, CycleLost) or (isinstance(one.body, Harvested) and one.body.complete):
            return one
    return None


def within(standing: Standing, draft: Draft, uid: str) -> Known:
    """Return the cycle of what happened while it went on.

    Raises:
        EntryError: There is no such cycle, or that was before its beginning or after its end.
    """
    cycle = cycle_of(standing, uid, of_a_plan=is_planned(draft.body))
    unit_in_force(standing, _unit(cycle), at=max(draft.happened, cycle.happened))
    if draft.happened < cycle.happened:
        raise EntryError("Esa fecha es anterior a la siembra del ciclo. Revise la fecha.")
    end = _end(standing, cycle)
    if end is not None and draft.happened > end.happened:
        raise EntryError("Esa fecha es posterior al final del ciclo. Revise la fecha o elija otro ciclo.")
    return cycle


def _fish_within(standing: Standing, draft: Draft, uid: str) -> None:
    check_plan(standing, draft, draft.body)
    if within(standing, draft, uid).kind != "stocking":
        raise EntryError("Eso solo pasa en un ciclo de peces, y ese ciclo es de cultivo. Elija otro.")


def _harvest(standing: Standing, draft: Draft, body: Harvested) -> None:
    cycle = cycle_of(standing, body.cycle, of_a_plan=is_planned(body))
    if draft.happened < cycle.happened:
        raise EntryError("La cosecha tiene fecha anterior a su siembra. Revise la fecha.")
    check_plan(standing, draft, body)
    if not is_planned(body):
        _goes_on(standing, draft, cycle)
    _is_possible(body)
    unit = unit_in_force(standing, _unit(cycle), at=draft.happened)
    store_of(standing, body.warehouse, enterprise=unit.enterprise, at=draft.happened)


def _goes_on(standing: Standing, draft: Draft, cycle: Known) -> None:
    """Check that a cycle can still be harvested or lost, before the next one in its unit began."""
    end = _end(standing, cycle)
    if end is not None and isinstance(end.body, CycleLost):
        raise EntryError("Ese ciclo está anotado como perdido. Si fue un error, anule primero esa anotación.")
    if end is not None:
        raise EntryError(
            "Ese ciclo ya está cerrado por una cosecha completa. Si fue un error, anúlela primero."
        )
    for one in standing.begun(_unit(cycle)):
        if cycle.happened < one.happened < draft.happened:
            raise EntryError("En esa fecha ya había empezado otro ciclo en la misma unidad. Revise la fecha.")
    ends = isinstance(draft.body, CycleLost) or (isinstance(draft.body, Harvested) and draft.body.complete)
    harvested = [one.happened for one in standing.linked("cycle", cycle.uid) if one.kind == "harvest"]
    if ends and any(one > draft.happened for one in harvested):
        raise EntryError(
            "Ese ciclo tiene una cosecha con fecha posterior, y ya no terminó ese día. Revise la fecha."
        )


def _unit(cycle: Known) -> str:
    return cycle.body.unit if isinstance(cycle.body, Stocked | Sown) else ""


def _is_possible(body: Harvested) -> None:
    """Check that the numbers of a harvest go together."""
    if HUNDRED in (body.moisture, body.impurity):
        raise EntryError("La humedad y la impureza deben ser menores que 100. Revíselas.")
    if body.gross_kg is None:
        return
    if body.tare_kg is not None and body.gross_kg - body.tare_kg != body.kg:
        raise EntryError(
            "El peso bruto (%(gross)s) menos la tara (%(tare)s) no da los kilos netos (%(kg)s). "
            "Revise los tres números.",
            gross=body.gross_kg,
            tare=body.tare_kg,
            kg=body.kg,
        )
    if body.kg > body.gross_kg:
        raise EntryError("Los kilos netos no pueden ser más que el peso bruto. Revise los dos números.")


def _lost(standing: Standing, draft: Draft, body: CycleLost) -> None:
    check_plan(standing, draft, body)
    cycle = within(standing, draft, body.cycle)
    _goes_on(standing, draft, cycle)


def _fed(standing: Standing, draft: Draft, body: Fed) -> None:
    _fish_within(standing, draft, body.cycle)
    if body.kg is None and (body.measure is None or body.count is None):
        raise EntryError("Falta cuánto alimento se dio. Escriba los kilos, o la medida y cuántas fueron.")


def _sampled(standing: Standing, draft: Draft, body: Sampled) -> None:
    _fish_within(standing, draft, body.cycle)
    mean = body.total_g / body.fish
    lightest = mean if body.least_g is None else body.least_g
    heaviest = mean if body.most_g is None else body.most_g
    if not lightest <= mean <= heaviest:
        raise EntryError(
            "El peso medio del muestreo no está entre el pez más liviano y el más pesado. Revise los números."
        )


def _died(standing: Standing, draft: Draft, body: Died) -> None:
    _fish_within(standing, draft, body.cycle)


def _circumstance(standing: Standing, draft: Draft, body: CircumstanceTold) -> None:
    check_plan(standing, draft, body)
    within(standing, draft, body.cycle)


def _of_a_unit(standing: Standing, draft: Draft, body: InputUsed | Worked) -> None:
    unit = unit_in_force(standing, body.unit, at=draft.happened)
    check_plan(standing, draft, body)
    if body.cycle is not None and _unit(within(standing, draft, body.cycle)) != body.unit:
        raise EntryError("Ese ciclo no es de «%(name)s». Elija un ciclo de esa unidad.", name=unit.name)


def _worked(standing: Standing, draft: Draft, body: Worked) -> None:
    _of_a_unit(standing, draft, body)
    counted = (body.women or 0) + (body.men or 0) + (body.young or 0)
    if counted > body.people:
        raise EntryError(
            "Mujeres, hombres y jóvenes suman %(counted)s, y trabajaron %(people)s personas. "
            "Revise los números.",
            counted=counted,
            people=body.people,
        )


RULES: Final[Mapping[type[Body], Rule]] = {
    Stocked: _begins,
    Sown: _begins,
    Harvested: _harvest,
    CycleLost: _lost,
    Fed: _fed,
    Sampled: _sampled,
    Died: _died,
    CircumstanceTold: _circumstance,
    InputUsed: _of_a_unit,
    Worked: _worked,
}
