"""Invented fields, one for each thing that a field can be told, for the page of the pieces."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from dashboard.fields.look import FieldLook
from gateway.domain.places import Place
from gateway.fields.advice.advised import Advice, Amount, Between, Missing, State, Window
from gateway.fields.setting import FieldSetting, Soil, Watering

HECTARES = Decimal(4)


def examples(today: date) -> Sequence[FieldLook]:
    """Return a field in each state, by number."""
    wednesday = Window(today + timedelta(days=2), today + timedelta(days=4))
    amount = Amount(Between(25, 30), Between(1700, 2000), Between(28, 33))
    missing = Missing("rain", 52.0, "sensors")
    advices = (
        (True, Advice(State.IRRIGATE, 2, ("limit_soon",), amount=amount, window=wednesday)),
        (True, Advice(State.WAIT, 3, ("enough",), days=Between(6, 9))),
        (True, Advice(State.WET, 2, ("rained",))),
        (False, Advice(State.SOW, 2, ("wet_to_40",), stored_mm=Between(55, 60), needed_mm=50)),
        (False, Advice(State.WAIT_TO_SOW, 1, ("not_wet_to_40",), lacking_mm=Between(20, 30))),
        (False, Advice(State.TOO_WET, 2, ("above_capacity",), days=Between(3, 3), wet_depths=(45, 75))),
        (False, Advice(State.THIRST, 2, ("below_limit", "flowering"), days=Between(3, 5))),
        (False, Advice(State.FINE, 2, ("enough",), days=Between(6, 9))),
        (False, Advice(State.NO_ADVICE, 1, missing=missing)),
    )
    return [_look(number, advice, has_pump=pump) for number, (pump, advice) in enumerate(advices, 1)]


def _look(number: int, advice: Advice, *, has_pump: bool) -> FieldLook:
    means = ("pump",) if has_pump else ()
    place = Place(f"lote-{number}", "field", number, "La Vega", means, HECTARES * 10_000)
    watering = Watering("furrow", 0.6, "bomba-1", 60.0) if has_pump else None
    return FieldLook(
        place=place,
        setting=FieldSetting(place.slug, 9.5, 180.0, Soil(0.31, 0.15), float(place.area_m2 or 0), watering),
        planted=None,
        course=None,
        advice=advice,
        cycle=None,
        node_names=(),
        rain_from="field",
        depths=(),
        pump_fields=(),
        described=None,
    )
