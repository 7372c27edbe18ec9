"""What of conuco.toml does not go together; each table of it alone may be right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gateway.config.devices import device_faults
from gateway.config.seeds import FieldSeed
from gateway.config.settings import Config
from gateway.domain.calibration import SORTS, Constants
from gateway.domain.speech import told

SHALLOWEST_M, DEEPEST_M = Decimal("0.2"), Decimal(2)
"""Between these depths the journal takes that roots end [m]."""

MOST_HELD = Decimal("0.9")
"""More water than this no soil holds [m3/m3]."""


def cross_faults(config: Config) -> list[str]:
    """Return what does not go together, a sentence each."""
    places = [one.slug for one in config.pond] + [one.slug for one in config.field]
    nodes = [one.slug for one in config.node]
    enterprises = [one.slug for one in config.enterprise]
    faults = [
        told("el lugar %(slug)s está dos veces.", slug=slug)
        for slug in sorted({one for one in places if places.count(one) > 1})
    ]
    faults += [
        told("el nodo %(slug)s está dos veces.", slug=slug)
        for slug in sorted({one for one in nodes if nodes.count(one) > 1})
    ]
    faults += [
        _no_place(f"[[node]] {one.slug}", one.place)
        for one in config.node
        if one.place is not None and one.place not in places
    ]
    faults += [
        told("[[calibration]] %(channel)s: no hay un nodo %(node)s.", channel=one.channel, node=one.node)
        for one in config.calibration
        if one.node not in nodes
    ]
    faults += [
        told(
            "[[calibration]] %(series)s: las marcas %(given)s no son para %(quantity)s; van %(wanted)s.",
            series=f"{one.node} {one.channel}",
            given=_tag(one.constants),
            quantity=one.quantity,
            wanted=_tag(SORTS[one.quantity]),
        )
        for one in config.calibration
        if not isinstance(one.constants, SORTS[one.quantity])
    ]
    faults += [_no_place(f"[[unit]] {one.slug}", one.place) for one in config.unit if one.place not in places]
    faults += [
        told("[[unit]] %(slug)s: no hay una EPS %(enterprise)s.", slug=one.slug, enterprise=one.enterprise)
        for one in config.unit
        if one.enterprise not in enterprises
    ]
    faults += [fault for one in config.field for fault in _of_field(one)]
    faults += device_faults(config.device, kept=("conuco", config.home_assistant.prefix))
    base = config.harvest_base
    if len({base.moisture is None, base.impurity is None, not base.source}) > 1:
        faults.append(told("[harvest_base]: moisture, impurity y source van juntos, o ninguno."))
    if config.modem.credit_ussd and not re.fullmatch(r"[*#][*#\d]{0,30}#", config.modem.credit_ussd):
        faults.append(
            told(
                "[modem] credit_ussd = %(given)s no es un código de saldo; se escribe como *99#.",
                given=config.modem.credit_ussd,
            )
        )
    world = (config.clock.world_began, config.clock.world_start, config.clock.world_speed)
    if any(one is None for one in world) and any(one is not None for one in world):
        faults.append(
            told("[clock] world_began, world_start y world_speed van juntos: escriba los tres o ninguno.")
        )
    return faults


def _of_field(one: FieldSeed) -> Iterator[str]:
    """Yield what of a field does not go together; the journal would refuse it at the first start."""
    if one.wilting_point >= one.field_capacity:
        yield told("[[field]] %(slug)s: wilting_point debe ser menor que field_capacity.", slug=one.slug)
    if one.field_capacity > MOST_HELD:
        yield told("[[field]] %(slug)s: field_capacity va en m3/m3: 0.31 y no 31.", slug=one.slug)
    if one.soil_known == "texture" and one.texture is None:
        yield told('[[field]] %(slug)s: soil_known = "texture" necesita texture.', slug=one.slug)
    if one.method is None and (one.pump, one.pump_m3_h, one.efficiency) != (None, None, None):
        yield told("[[field]] %(slug)s: pump, pump_m3_h y efficiency necesitan method.", slug=one.slug)
    if one.method is not None and "pump" not in one.means:
        yield told('[[field]] %(slug)s: method necesita means = ["pump"].', slug=one.slug)
    if one.efficiency is not None and one.efficiency <= 0:
        yield told("[[field]] %(slug)s: efficiency debe ser más de 0.", slug=one.slug)
    if one.root_limit_m is not None and not SHALLOWEST_M <= one.root_limit_m <= DEEPEST_M:
        yield told("[[field]] %(slug)s: root_limit_m debe estar entre 0.2 y 2.", slug=one.slug)


def _no_place(where: str, place: str) -> str:
    return told("%(where)s: no hay un lugar %(place)s.", where=where, place=place)


def _tag(constants: Constants | type[Constants]) -> str:
    sort = constants if isinstance(constants, type) else type(constants)
    return str(sort.__struct_config__.tag)
