"""Every form of the product; each is declared in a file of its topic."""

from __future__ import annotations

from typing import Final

from dashboard.forms.answers import Asking
from dashboard.forms.calibrate_oxygen import CALIBRATE_OXYGEN
from dashboard.forms.calibrate_rain import CALIBRATE_RAIN
from dashboard.forms.calibrate_soil import CALIBRATE_SOIL
from dashboard.forms.care import PROBE_CARE
from dashboard.forms.circumstances import CIRCUMSTANCE
from dashboard.forms.confirmation import CONFIRMATION
from dashboard.forms.cycle_lost import CYCLE_LOST
from dashboard.forms.deaths import DEATHS
from dashboard.forms.declared import FormKind
from dashboard.forms.delivery import DELIVERY
from dashboard.forms.feeding import FEEDING
from dashboard.forms.field_stage import STAGE
from dashboard.forms.harvest import HARVEST
from dashboard.forms.inputs import INPUT
from dashboard.forms.irrigation import IRRIGATION
from dashboard.forms.labour import LABOUR
from dashboard.forms.mandate_ended import MANDATE_END
from dashboard.forms.mandate_given import MANDATE
from dashboard.forms.money import MONEY
from dashboard.forms.not_watered import CANNOT_IRRIGATE, NOT_IRRIGATED
from dashboard.forms.notes import NOTE
from dashboard.forms.rain import RAIN
from dashboard.forms.readings import SOIL_READING, WATER_READING
from dashboard.forms.register_base import GRAIN_BASE
from dashboard.forms.register_counterpart import COUNTERPART
from dashboard.forms.register_currency import CURRENCY
from dashboard.forms.register_ending import ENDING
from dashboard.forms.register_enterprise import ENTERPRISE
from dashboard.forms.register_measure import LOCAL_MEASURE
from dashboard.forms.register_product import PRODUCT
from dashboard.forms.register_reference import REFERENCE
from dashboard.forms.register_unit import UNIT
from dashboard.forms.register_warehouse import WAREHOUSE
from dashboard.forms.register_workday import WORKDAY
from dashboard.forms.rules_set import RULES_OF_PARLIAMENT
from dashboard.forms.sampling import SAMPLING
from dashboard.forms.setup_commune import COMMUNE
from dashboard.forms.setup_council import COUNCIL
from dashboard.forms.setup_equipment import EQUIPMENT, FUEL_LEFT
from dashboard.forms.setup_field import FIELD
from dashboard.forms.setup_limits import LIMITS
from dashboard.forms.setup_marks import MARKS
from dashboard.forms.setup_node import NODE
from dashboard.forms.setup_pond import POND
from dashboard.forms.sowing import SOWING
from dashboard.forms.stock_loss import STOCK_LOSS
from dashboard.forms.water import GASPING, INTERVENTION
from gateway.domain.entries import Entry

OF_REGISTERS: Final[tuple[FormKind, ...]] = (
    COMMUNE,
    WAREHOUSE,
    COUNTERPART,
    PRODUCT,
    LOCAL_MEASURE,
    GRAIN_BASE,
    WORKDAY,
    CURRENCY,
    REFERENCE,
    ENDING,
)
"""The forms that the page of the registers leads to, and no other list."""

OF_PARLIAMENT: Final[tuple[FormKind, ...]] = (RULES_OF_PARLIAMENT, MANDATE, MANDATE_END)
"""The forms that the pages of the parliament lead to, and no other list."""

FORMS: Final[tuple[FormKind, ...]] = (
    GASPING,
    INTERVENTION,
    WATER_READING,
    PROBE_CARE,
    CALIBRATE_OXYGEN,
    CALIBRATE_SOIL,
    CALIBRATE_RAIN,
    SOIL_READING,
    RAIN,
    IRRIGATION,
    CANNOT_IRRIGATE,
    NOT_IRRIGATED,
    STAGE,
    NOTE,
    FUEL_LEFT,
    FEEDING,
    SAMPLING,
    DEATHS,
    HARVEST,
    DELIVERY,
    STOCK_LOSS,
    MONEY,
    SOWING,
    INPUT,
    LABOUR,
    CIRCUMSTANCE,
    CYCLE_LOST,
    UNIT,
    ENTERPRISE,
    POND,
    FIELD,
    LIMITS,
    NODE,
    MARKS,
    COUNCIL,
    EQUIPMENT,
    CONFIRMATION,
    *OF_REGISTERS,
    *OF_PARLIAMENT,
)


def form_named(slug: str) -> FormKind | None:
    """Return the form of an address, None where there is none."""
    return next((one for one in FORMS if one.slug == slug), None)


def form_of(asking: Asking, entry: Entry) -> FormKind | None:
    """Return the form that would write an entry again, None where none would."""
    return next((one for one in FORMS if one.again(asking, entry)), None)
