"""What there is in the demo's commune, as the first entries of both journals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from gateway.demo.world import cast
from gateway.demo.world.cast import ENTERPRISES, FIELDS, PONDS, WEATHER, DemoField
from gateway.demo.world.cycles import CALENDAR
from gateway.demo.world.fields import DEPTHS_CM
from gateway.demo.world.probes import oxygen_marks, soil_marks
from gateway.domain.calibration import Constants, TipSize
from gateway.domain.entries import (
    KINDS,
    Body,
    CalibrationRecorded,
    Draft,
    EnterpriseRegistered,
    EquipmentSet,
    FieldDescribed,
    NodePlaced,
    PlaceRegistered,
    UnitRegistered,
)

EQUIPMENT: Final = ("equipo", EquipmentSet(1, 0, Decimal(22), Decimal("1.9")))
"""One aerator on wheels, with its fuel."""

_LOOKED_AT_AGAIN: Final = date(2025, 10, 20)
_LOOKED_AT: Final = (*(field.node for field in FIELDS if field.number not in (3, 4)), WEATHER)
"""Of the other fields nobody has looked at the marks for years, which their nodes' pages say."""


def register(begin: int) -> list[Draft]:
    """Return what there is, as it was first written down, in force from `begin` [s UTC]."""
    named = [*_places(), *_placements(begin), *_calibrations(begin), *_enterprises(), *_units(), EQUIPMENT]
    return [_draft(name, body, begin) for name, body in named]


def calibrated_again() -> list[Draft]:
    """Return the marks that were looked at again before the last season, and found as they were."""
    since = CALENDAR.at(_LOOKED_AT_AGAIN, 9.0)
    return [
        _draft(f"{name}-otra-vez", body, since)
        for name, body in _calibrations(since)
        if isinstance(body, CalibrationRecorded) and body.node in _LOOKED_AT
    ]


def _draft(name: str, body: Body, begin: int) -> Draft:
    kind, journal = next((kind, known[0]) for kind, known in KINDS.items() if known[1] is type(body))
    return Draft(
        uid=f"demo-{kind}-{name}",
        journal=journal or "station",
        kind=kind,
        body=body,
        happened=begin,
        author="technician",
    )


def _places() -> Iterator[tuple[str, Body]]:
    for pond in PONDS:
        yield (
            pond.place,
            PlaceRegistered(
                place=pond.place,
                sort="pond",
                number=pond.number,
                name=pond.name,
                means=list(pond.means),
                area_m2=Decimal(pond.area_m2),
                depth_m=pond.depth_m,
                aerator_power="electric" if "aerator" in pond.means else None,
            ),
        )
    for field in FIELDS:
        yield (
            field.place,
            PlaceRegistered(
                place=field.place,
                sort="field",
                number=field.number,
                name=field.name,
                means=list(field.means),
                area_m2=Decimal(field.area_m2),
                field_capacity=Decimal(f"{field.soil.capacity:.2f}"),
                wilting_point=Decimal(f"{field.soil.wilting:.2f}"),
            ),
        )
        yield field.place, described(field)


def described(field: DemoField) -> FieldDescribed:
    """Return how a field holds and gets its water."""
    known: Literal["texture", "guess"] = "guess" if field.texture is None else "texture"
    watering = field.watering
    if watering is None:
        return FieldDescribed(field.place, known, field.texture)
    return FieldDescribed(
        field.place,
        known,
        field.texture,
        watering.method,
        None if watering.efficiency is None else Decimal(watering.efficiency),
        cast.PUMP,
        Decimal(cast.PUMP_M3_H),
    )


def _placements(begin: int) -> Iterator[tuple[str, Body]]:
    for one in (*PONDS, *FIELDS):
        yield one.node, NodePlaced(node=one.node, place=one.place, since=begin)


def _calibrations(begin: int) -> Iterator[tuple[str, Body]]:
    for pond in PONDS:
        yield _calibration(pond.node, "sonda", "oxygen_signal", begin, oxygen_marks(pond))
    for field in FIELDS:
        for layer, depth in enumerate(DEPTHS_CM):
            channel = f"sonda-{depth}cm"
            yield _calibration(field.node, channel, "soil_signal", begin, soil_marks(field, layer))
    for node in (*(field.node for field in FIELDS), cast.WEATHER):
        yield _calibration(node, "pluviometro", "rain_tips", begin, TipSize(cast.TIP_MM))


def _calibration(
    node: str, channel: str, quantity: str, since: int, constants: Constants
) -> tuple[str, Body]:
    body = CalibrationRecorded(
        node=node, channel=channel, quantity=quantity, since=since, constants=constants
    )
    return f"{node}-{channel}", body


def _enterprises() -> Iterator[tuple[str, Body]]:
    for slug, (name, form) in ENTERPRISES.items():
        yield slug, EnterpriseRegistered(enterprise=slug, name=name, form=form)


def _units() -> Iterator[tuple[str, Body]]:
    for one in (*PONDS, *FIELDS):
        yield (
            one.unit,
            UnitRegistered(
                unit=one.unit,
                enterprise=one.enterprise,
                place=one.place,
                name=one.name,
                area_m2=Decimal(one.area_m2),
                area_method="tape" if one in PONDS else "gps",
            ),
        )
