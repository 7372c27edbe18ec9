"""The form of a harvest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from dashboard.forms.amounts.grain import (
    IMPURITY,
    MOISTURE,
    commune_base,
    conversion,
    grain_asks,
    is_grain,
    own_base,
    registers_of,
)
from dashboard.forms.amounts.weighing import (
    AMOUNT_RANGE,
    TARE,
    TICKET,
    net_kg,
    net_told,
    tare_ask,
    ticket_ask,
    ticket_of,
)
from dashboard.forms.amounts.weighing import KILOS as WEIGHED
from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Choice, Moment, Number, Option, Pick, Range, Turn
from dashboard.forms.cycles.harvest_doubts import M2_IN_A_HECTARE, doubts_of
from dashboard.forms.declared import FormKind, NothingToAskError, Said
from dashboard.forms.where.belonging import units_of, who_may
from dashboard.forms.where.warehouses import WAREHOUSE, warehouse_asks
from dashboard.login.rights import Right
from dashboard.production.cycles import Cycle
from dashboard.words.language import N_
from dashboard.words.naming import product, short_dates
from dashboard.words.units import FISH, HECTARES, KILOS
from dashboard.words.written import typed
from gateway.domain.entries import Entry, Harvested, Weighing
from gateway.journal.in_force import holds

FISH_RANGE: Final = Range(Decimal(0), Decimal(999_999))
HECTARES_RANGE: Final = Range(Decimal("0.01"), Decimal(9999))


def _asks(asking: Asking) -> Sequence[Ask]:
    pick, cycle = _pick(asking), _chosen(asking)
    if cycle is None:
        return [pick]
    _, of_grain = asking.gettext, _is_of_grain(asking, cycle)
    more = [*(_of_a_field(asking, cycle) if cycle.sort == "sowing" else []), *_store(asking, cycle)]
    return [
        pick,
        Number(
            name=WEIGHED,
            ask=_("¿Cuántos kilos?"),
            unit=KILOS,
            within=AMOUNT_RANGE,
            hint=_("lo que dijo la romana"),
            missing=_("Escriba cuántos kilos se cosecharon."),
        ),
        tare_ask(asking),
        Choice(
            name="calidad",
            ask=_("¿Cómo se sabe?"),
            options=[Option("weighed", _("Se pesó")), Option("estimated", _("A ojo"))],
            missing=_("Diga si se pesó o si se calculó a ojo."),
            columns="two",
        ),
        *(grain_asks(asking, cycle.key) if of_grain else []),
        *(_of_fish(asking, cycle) if cycle.sort == "stocking" else []),
        Choice(
            name="completa",
            ask=_("¿Ya se cosechó todo?"),
            options=[
                Option("si", _("Sí, todo"), _("el ciclo termina")),
                Option("no", _("No, una parte"), _("el ciclo sigue")),
            ],
            missing=_("Diga si ya se cosechó todo o si falta una parte."),
            columns="two",
        ),
        Moment(
            name="cuando",
            ask=_("¿Cuándo fue?"),
            not_before=cycle.began,
            too_early=_("Esa fecha es anterior a la siembra, que fue el %(day)s. Revise la fecha.")
            % {"day": asking.words.dated(asking.words.local(cycle.began).date())},
            is_precise=False,
        ),
        *([Turn()] if cycle.sort == "sowing" else []),
        *more,
    ]


def _pick(asking: Asking) -> Pick:
    """Return the question which cycle, of those that the visitor records.

    Raises:
        NothingToAskError: There is none, or another person records the one that was asked for.
    """
    _, production = asking.gettext, asking.visit.station.production
    going_on = [one for one in production.cycles() if one.state == "open"]
    if not going_on:
        raise NothingToAskError(
            _("No hay ningún ciclo abierto. Anote primero la siembra."),
            href="/anotar/siembra",
            word=_("Anotar siembra"),
        )
    own = _own(asking)
    asked = next((one for one in going_on if one.uid == asking.written.get("ciclo")), None)
    if not own or (asked is not None and asked not in own):
        unit = (asked or going_on[0]).unit
        sentence = (
            who_may(unit, production.registers(), asking.visit.language) if asked else _not_yours(asking)
        )
        raise NothingToAskError(sentence, href="/anotar", word=_("Anotar otra cosa"))
    options = [
        Option(one.uid, f"{one.unit.name} · {product(one)}", short_dates(asking.words, one)) for one in own
    ]
    return Pick("ciclo", _("¿Qué se cosechó?"), options, missing=_("Elija qué se cosechó."))


def _not_yours(asking: Asking) -> str:
    return asking.gettext(
        "Usted no está en ninguna unidad que tenga un ciclo abierto. "
        "La cosecha la anota el equipo de la unidad, o la vocería de su EPS."
    )


def _own(asking: Asking) -> list[Cycle]:
    production = asking.visit.station.production
    own = {one.slug for one in units_of(asking.visit.member, production.registers())}
    return [one for one in production.cycles() if one.state == "open" and one.unit.slug in own]


def _chosen(asking: Asking) -> Cycle | None:
    return next((one for one in _own(asking) if one.uid == asking.written.get("ciclo")), None)


def _is_of_grain(asking: Asking, cycle: Cycle) -> bool:
    return cycle.sort == "sowing" and is_grain(registers_of(asking), cycle.key, otherwise=True)


def _of_fish(asking: Asking, cycle: Cycle) -> list[Ask]:
    _ = asking.gettext
    return [
        Number(
            name="peces",
            ask=_("¿Cuántos peces?"),
            unit=FISH,
            within=FISH_RANGE,
            hint=_("si se contaron; se sembraron %(count)s")
            % {"count": asking.words.number(cycle.fish or 0)},
            whole=True,
        )
    ]


def _of_a_field(asking: Asking, cycle: Cycle) -> list[Ask]:
    _, words = asking.gettext, asking.words
    return [
        Number(
            name="hectareas",
            ask=_("¿Cuántas hectáreas se cosecharon?"),
            unit=HECTARES,
            within=HECTARES_RANGE,
            hint=_("si se sabe; se sembraron %(area)s")
            % {"area": f"{words.amount((cycle.sown_m2 or Decimal(0)) / M2_IN_A_HECTARE)} ha"},
        ),
        ticket_ask(asking),
    ]


def _store(asking: Asking, cycle: Cycle) -> list[Ask]:
    return warehouse_asks(asking, cycle.unit.enterprise, asking.gettext("¿Dónde se guardó?"))


def _weighed(answers: Answers) -> Weighing:
    kg = net_kg(answers) or Decimal(1)
    return Weighing(kg, answers.number(MOISTURE), answers.number(IMPURITY), ticket_of(answers))


def _says(answers: Answers) -> Sequence[Said]:
    cycle, at = _chosen(answers), answers.moment("cuando")
    if cycle is not None and not holds(cycle.unit.since, cycle.unit.until, at=at):
        sentence = answers.gettext("Ese día %(unit)s no trabajaba. Revise la fecha.")
        answers.fault("cuando-dia", sentence % {"unit": cycle.unit.name})
    weighed, tare, hectares = _weighed(answers), answers.number(TARE), answers.number("hectareas")
    base = None if cycle is None else own_base(commune_base(answers, cycle.key, at=at), weighed.moisture)
    body = Harvested(
        cycle=answers.choice("ciclo"),
        kg=weighed.kg,
        quality="weighed" if answers.choice("calidad") == "weighed" else "estimated",
        complete=answers.choice("completa") == "si",
        fish=answers.whole("peces"),
        area_m2=None if hectares is None else hectares * M2_IN_A_HECTARE,
        moisture=weighed.moisture,
        impurity=weighed.impurity,
        base_moisture=None if base is None else base.moisture,
        base_impurity=None if base is None else base.impurity,
        gross_kg=answers.number(WEIGHED) if tare else None,
        tare_kg=tare or None,
        ticket=weighed.ticket,
        warehouse=answers.choice(WAREHOUSE) or None,
    )
    return [Said("harvest", body, at)]


def _doubts(answers: Answers) -> Sequence[str]:
    cycle, kilos = _chosen(answers), net_kg(answers)
    return [] if cycle is None or kilos is None else doubts_of(answers, cycle, kilos)


def _follows(answers: Answers) -> Sequence[str]:
    """Return the kilos less the tare, and what wet grain is at the base of the commune."""
    cycle, weighed = _chosen(answers), _weighed(answers)
    if cycle is None:
        return []
    found = commune_base(answers, cycle.key, at=answers.moment("cuando"))
    return [*net_told(answers), *conversion(answers, weighed, own_base(found, weighed.moisture))]


def _again(_asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    if not isinstance(body, Harvested):
        return {}
    numbers = {
        WEIGHED: body.gross_kg or body.kg,
        TARE: body.tare_kg,
        "peces": None if body.fish is None else Decimal(body.fish),
        MOISTURE: body.moisture,
        IMPURITY: body.impurity,
        "hectareas": None if body.area_m2 is None else body.area_m2 / M2_IN_A_HECTARE,
    }
    found = {name: typed(value) for name, value in numbers.items() if value is not None}
    unknown = {} if body.moisture is not None else {f"{MOISTURE}-no-se": "1"}
    words = {"ciclo": body.cycle, "calidad": body.quality, "completa": "si" if body.complete else "no"}
    return words | found | unknown | {TICKET: body.ticket or "", WAREHOUSE: body.warehouse or ""}


HARVEST: Final = FormKind(
    slug="cosecha",
    title=N_("Anotar cosecha"),
    icon="basket",
    right=Right.RECORD_PRODUCTION,
    asks=_asks,
    says=_says,
    doubts=_doubts,
    follows=_follows,
    again=_again,
    plans=("harvest",),
)
