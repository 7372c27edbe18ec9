"""The kinds of entries: in which journal each stands, and what stands in it."""

from __future__ import annotations

from typing import Final

import msgspec

from gateway.domain.entries.closing import BookClosed, ExportMade
from gateway.domain.entries.cycles import (
    CircumstanceTold,
    CycleLost,
    Died,
    Fed,
    Harvested,
    InputUsed,
    Sampled,
    Sown,
    Stocked,
    Worked,
)
from gateway.domain.entries.deciding import Debated, Decided, OutcomeTold, Proposed, Voted
from gateway.domain.entries.fields import CannotIrrigate, FieldDescribed, NotIrrigated, StageSeen
from gateway.domain.entries.frame import Body, Journal, Reversed
from gateway.domain.entries.nodes import AeratorOrdered, NodeRegistered, NodeReplaced
from gateway.domain.entries.parliament import (
    AttendanceTaken,
    MandateEnded,
    MandateGiven,
    RulesSet,
    SessionConvened,
)
from gateway.domain.entries.registers import (
    CommuneRegistered,
    CouncilRegistered,
    CounterpartRegistered,
    CurrencyRegistered,
    EnterpriseRegistered,
    GrainBaseSet,
    MeasureWeighed,
    ProductRegistered,
    ReferenceSet,
    UnitRegistered,
    WarehouseRegistered,
    WorkdaySet,
)
from gateway.domain.entries.station import (
    AlarmAcknowledged,
    AlarmJudged,
    AlarmPassed,
    CalibrationRecorded,
    ClockSet,
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
from gateway.domain.entries.trade import (
    Delivered,
    DeliveryConfirmed,
    MoneyMoved,
    Observed,
    PhotoKept,
    SensorDay,
    StockLost,
)
from gateway.domain.entries.updates import UpdateOffered, UpdateWithdrawn
from gateway.domain.entries.work import FishGasping, HandRead, Intervened, Irrigated, PlaceNoted, RainRead

KINDS: Final[dict[str, tuple[Journal | None, type[Body]]]] = {
    "place": ("station", PlaceRegistered),
    "field": ("station", FieldDescribed),
    "placement": ("station", NodePlaced),
    "node": ("station", NodeRegistered),
    "node_replaced": ("station", NodeReplaced),
    "aerator_order": ("station", AeratorOrdered),
    "update_offer": ("station", UpdateOffered),
    "update_withdrawn": ("station", UpdateWithdrawn),
    "calibration": ("station", CalibrationRecorded),
    "limits": ("station", LimitsSet),
    "acknowledgement": ("station", AlarmAcknowledged),
    "alarm_passed": ("station", AlarmPassed),
    "alarm_judged": ("station", AlarmJudged),
    "duty": ("station", DutySet),
    "waking": ("station", WakingSet),
    "equipment": ("station", EquipmentSet),
    "order": ("station", OrderGiven),
    "clock": ("station", ClockSet),
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
    "cannot_irrigate": ("book", CannotIrrigate),
    "not_irrigated": ("book", NotIrrigated),
    "stage": ("book", StageSeen),
    "place_note": ("book", PlaceNoted),
    "council": ("book", CouncilRegistered),
    "commune": ("book", CommuneRegistered),
    "warehouse": ("book", WarehouseRegistered),
    "counterpart": ("book", CounterpartRegistered),
    "product": ("book", ProductRegistered),
    "measure": ("book", MeasureWeighed),
    "grain_base": ("book", GrainBaseSet),
    "workday": ("book", WorkdaySet),
    "currency": ("book", CurrencyRegistered),
    "reference": ("book", ReferenceSet),
    "feeding": ("book", Fed),
    "sampling": ("book", Sampled),
    "mortality": ("book", Died),
    "input": ("book", InputUsed),
    "labour": ("book", Worked),
    "circumstance": ("book", CircumstanceTold),
    "cycle_lost": ("book", CycleLost),
    "delivery": ("book", Delivered),
    "confirmation": ("book", DeliveryConfirmed),
    "stock_loss": ("book", StockLost),
    "money": ("book", MoneyMoved),
    "photo": ("book", PhotoKept),
    "observation": ("book", Observed),
    "sensor_day": ("book", SensorDay),
    "rules": ("book", RulesSet),
    "mandate": ("book", MandateGiven),
    "mandate_end": ("book", MandateEnded),
    "convocation": ("book", SessionConvened),
    "attendance": ("book", AttendanceTaken),
    "proposal": ("book", Proposed),
    "debate": ("book", Debated),
    "vote": ("book", Voted),
    "decision": ("book", Decided),
    "outcome": ("book", OutcomeTold),
    "closing": ("book", BookClosed),
    "export": ("book", ExportMade),
    "reversal": (None, Reversed),
}
"""The journal of each kind (None: of either) and what stands in it."""

DECODERS: Final[dict[str, msgspec.json.Decoder[Body]]] = {
    kind: msgspec.json.Decoder(sort) for kind, (_journal, sort) in KINDS.items()
}
"""What reads each kind. Made while one thread imports: a process ends where two threads meet a struct of
msgspec for the first time at once (seen with 0.22)."""
