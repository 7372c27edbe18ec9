"""Which kinds of entries the API tells of, to whom, and which of their fields.

A kind or field that does not stand here is not told: what is added to the journals stays
closed until somebody has thought about it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

OPEN: Final[Mapping[str, tuple[str, ...]]] = {
    "place": (
        "place",
        "sort",
        "number",
        "name",
        "means",
        "area_m2",
        "depth_m",
        "field_capacity",
        "wilting_point",
        "aerator_power",
        "species",
    ),
    "limits": ("place", "species", "warn", "critical", "emergency", "cold", "warm", "source", "verified"),
    "acknowledgement": ("alert", "level"),
    "alarm_passed": ("alert", "level"),
    "alarm_judged": ("alert", "was"),
    "waking": ("kind", "level", "night", "day"),
    "equipment": (
        "mobile_aerators",
        "mobile_pumps",
        "fuel_litres",
        "aerator_litres_per_hour",
        "pump_litres_per_hour",
    ),
    "enterprise": ("enterprise", "name", "form"),
    "unit": ("unit", "enterprise", "place", "name", "area_m2", "area_method"),
    "stocking": ("unit", "species", "fish", "mean_weight_g", "plan_kg"),
    "sowing": ("unit", "crop", "variety", "area_m2", "plan_kg"),
    "harvest": (
        "cycle",
        "kg",
        "quality",
        "complete",
        "fish",
        "area_m2",
        "moisture",
        "impurity",
        "base_moisture",
        "base_impurity",
    ),
    "intervention": ("place", "means", "action"),
    "gasping": ("place", "many", "over"),
    "hand_reading": (
        "place",
        "quality",
        "oxygen",
        "water_temperature",
        "ph",
        "secchi_cm",
        "soil_water",
        "soil_feel",
        "depth_cm",
    ),
    "rain": ("place", "millimetres", "quality"),
    "irrigation": ("place", "method", "hours", "millimetres", "cubic_metres", "quality"),
    "place_note": ("place",),
    "council": ("council", "name", "families", "inhabitants"),
    "reversal": (),
}
"""Open to everybody: no free text, and nothing of people or devices (DESIGN, section 7)."""

OF_MEMBERS: Final[Mapping[str, tuple[str, ...]]] = {
    "placement": ("node", "place", "since"),
    "calibration": ("node", "channel", "quantity", "since", "constants"),
    "care": ("place", "node", "channel", "care", "quantity", "said", "reference", "method"),
    "member": ("person", "change", "roles", "units"),
    "device": ("device", "change"),
    "duty": ("day", "weekday", "people"),
    "token": ("token", "change", "scopes", "expires"),
}
"""For members: devices and people."""

TOLD: Final = (*OPEN, *OF_MEMBERS)
