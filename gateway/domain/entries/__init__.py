"""What people record: the kinds of entries, and what stands in each.

A kind belongs to one of the two journals. New kinds and new optional fields may be added;
what a field means never changes.
"""

from __future__ import annotations

from typing import Final

from gateway.domain.entries.book import (
    CouncilRegistered,
    EnterpriseRegistered,
    FishGasping,
    HandRead,
    Harvested,
    Intervened,
    Irrigated,
    PlaceNoted,
    Quality,
    RainRead,
    Sown,
    Stocked,
    UnitRegistered,
)
from gateway.domain.entries.frame import Body, Draft, Entry, Journal, Reversed, Slug
from gateway.domain.entries.station import (
    AlarmAcknowledged,
    AlarmJudged,
    AlarmPassed,
    CalibrationRecorded,
    DeviceChanged,
    DutySet,
    EquipmentSet,
    LimitsSet,
    MemberChanged,
    NodePlaced,
    OrderGiven,
    PlaceRegistered,
    ProbeCared,
    TokenChanged,
    WakingSet,
)

KINDS: Final[dict[str, tuple[Journal | None, type[Body]]]] = {
    "place": ("station", PlaceRegistered),
    "placement": ("station", NodePlaced),
    "calibration": ("station", CalibrationRecorded),
    "limits": ("station", LimitsSet),
    "acknowledgement": ("station", AlarmAcknowledged),
    "alarm_passed": ("station", AlarmPassed),
    "alarm_judged": ("station", AlarmJudged),
    "duty": ("station", DutySet),
    "waking": ("station", WakingSet),
    "equipment": ("station", EquipmentSet),
    "order": ("station", OrderGiven),
    "care": ("station", ProbeCared),
    "member": ("station", MemberChanged),
    "device": ("station", DeviceChanged),
    "token": ("station", TokenChanged),
    "enterprise": ("book", EnterpriseRegistered),
    "unit": ("book", UnitRegistered),
    "stocking": ("book", Stocked),
    "sowing": ("book", Sown),
    "harvest": ("book", Harvested),
    "intervention": ("book", Intervened),
    "gasping": ("book", FishGasping),
    "hand_reading": ("book", HandRead),
    "rain": ("book", RainRead),
    "irrigation": ("book", Irrigated),
    "place_note": ("book", PlaceNoted),
    "council": ("book", CouncilRegistered),
    "reversal": (None, Reversed),
}
"""The journal of each kind (None: of either) and what stands in it."""

__all__ = [
    "KINDS",
    "AlarmAcknowledged",
    "AlarmJudged",
    "AlarmPassed",
    "Body",
    "CalibrationRecorded",
    "CouncilRegistered",
    "DeviceChanged",
    "Draft",
    "DutySet",
    "EnterpriseRegistered",
    "Entry",
    "EquipmentSet",
    "FishGasping",
    "HandRead",
    "Harvested",
    "Intervened",
    "Irrigated",
    "Journal",
    "LimitsSet",
    "MemberChanged",
    "NodePlaced",
    "OrderGiven",
    "PlaceNoted",
    "PlaceRegistered",
    "ProbeCared",
    "Quality",
    "RainRead",
    "Reversed",
    "Slug",
    "Sown",
    "Stocked",
    "TokenChanged",
    "UnitRegistered",
    "WakingSet",
]
