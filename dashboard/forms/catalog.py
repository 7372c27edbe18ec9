"""Every form of the product; each is declared in a file in the folder of its topic."""

from __future__ import annotations

from typing import Final

from dashboard.forms.answers import Asking
from dashboard.forms.calibration.care import PROBE_CARE
from dashboard.forms.calibration.marks import MARKS
from dashboard.forms.calibration.oxygen import CALIBRATE_OXYGEN
from dashboard.forms.calibration.rain import CALIBRATE_RAIN
from dashboard.forms.calibration.soil import CALIBRATE_SOIL
from dashboard.forms.cycles.circumstances import CIRCUMSTANCE
from dashboard.forms.cycles.deaths import DEATHS
from dashboard.forms.cycles.feeding import FEEDING
from dashboard.forms.cycles.harvest import HARVEST
from dashboard.forms.cycles.lost import CYCLE_LOST
from dashboard.forms.cycles.sampling import SAMPLING
from dashboard.forms.cycles.sowing import SOWING
from dashboard.forms.cycles.stage import STAGE
from dashboard.forms.declared import FormKind
from dashboard.forms.parliament.mandate_ended import MANDATE_END
from dashboard.forms.parliament.mandate_given import MANDATE
from dashboard.forms.parliament.rules_set import RULES_OF_PARLIAMENT
from dashboard.forms.registers.base import GRAIN_BASE
from dashboard.forms.registers.commune import COMMUNE
from dashboard.forms.registers.council import COUNCIL
from dashboard.forms.registers.counterpart import COUNTERPART
from dashboard.forms.registers.currency import CURRENCY
from dashboard.forms.registers.ending import ENDING
from dashboard.forms.registers.enterprise import ENTERPRISE
from dashboard.forms.registers.measure import LOCAL_MEASURE
from dashboard.forms.registers.product import PRODUCT
from dashboard.forms.registers.reference import REFERENCE
from dashboard.forms.registers.unit import UNIT
from dashboard.forms.registers.warehouse import WAREHOUSE
from dashboard.forms.registers.workday import WORKDAY
from dashboard.forms.setup.equipment import EQUIPMENT, FUEL_LEFT
from dashboard.forms.setup.field import FIELD
from dashboard.forms.setup.limits import LIMITS
from dashboard.forms.setup.node import NODE
from dashboard.forms.setup.pond import POND
from dashboard.forms.trade.confirmation import CONFIRMATION
from dashboard.forms.trade.delivery import DELIVERY
from dashboard.forms.trade.loss import STOCK_LOSS
from dashboard.forms.trade.money import MONEY
from dashboard.forms.work.inputs import INPUT
from dashboard.forms.work.irrigation import IRRIGATION
from dashboard.forms.work.labour import LABOUR
from dashboard.forms.work.not_watered import CANNOT_IRRIGATE, NOT_IRRIGATED
from dashboard.forms.work.notes import NOTE
from dashboard.forms.work.rain import RAIN
from dashboard.forms.work.readings import SOIL_READING, WATER_READING
from dashboard.forms.work.water import GASPING, INTERVENTION
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
