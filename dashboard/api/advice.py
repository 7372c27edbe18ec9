"""What a grower is told about a field, for programs."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from dashboard.api.answers import Shape
from gateway.fields.advice.advised import Advice, Between, Missing

StateWord = Literal["irrigate", "wait", "wet", "sow", "wait_to_sow", "too_wet", "thirst", "fine", "no_advice"]


class RangeShape(Shape):
    """From the least to the most: nobody knows it better."""

    low: float
    high: float


class WindowShape(Shape):
    """Local days, both within."""

    first: str = Field(description="`2026-07-22`.", examples=["2026-07-22"])
    last: str = Field(examples=["2026-07-24"])


class MissingShape(Shape):
    """The datum without which there is no advice."""

    what: Literal["rain", "temperature", "spread", "soil", "crop"]
    age_h: float | None = Field(description="How old the last one is, null where there never was one [h].")
    mends: Literal["sensors", "grower"] = Field(description="Who can mend it.")


class AdviceShape(Shape):
    """What a field needs; every number is a range."""

    state: StateWord = Field(description="A field without a pump is never told `irrigate`, `wait` or `wet`.")
    confidence: int = Field(description="1 low, 2 middle, 3 high.", examples=[2])
    reasons: list[str] = Field(description="Why, the most important first.", examples=[["limit_soon"]])
    missing: MissingShape | None = Field(description="Of `no_advice` alone.")
    millimetres: RangeShape | None = Field(description="What must reach the roots, in steps of 5 [mm].")
    cubic_metres: RangeShape | None = Field(description="What must leave the pump [m3].")
    pump_hours: RangeShape | None = Field(description="[h]")
    window: WindowShape | None = Field(description="When to begin.")
    days: RangeShape | None = Field(
        description="Until the limit (`wait`, `fine`), or so far (`thirst`, `too_wet`) [d]."
    )
    lacking_mm: RangeShape | None = Field(description="Of `wait_to_sow`: how much rain is missing [mm].")
    pump_turn: int | None = Field(description="Whose turn it is at a shared pump; 1 goes first.")


def advice_shape(advice: Advice) -> AdviceShape:
    """Return an advice as the API tells it."""
    amount = advice.amount
    return AdviceShape(
        state=advice.state.value,
        confidence=advice.confidence,
        reasons=list(advice.reasons),
        missing=None if advice.missing is None else _missing(advice.missing),
        millimetres=None if amount is None else _range(amount.millimetres),
        cubic_metres=None if amount is None else _range(amount.cubic_metres),
        pump_hours=None if amount is None else _range(amount.pump_hours),
        window=None
        if advice.window is None
        else WindowShape(first=advice.window.first.isoformat(), last=advice.window.last.isoformat()),
        days=_range(advice.days),
        lacking_mm=_range(advice.lacking_mm),
        pump_turn=advice.pump_turn,
    )


def _range(found: Between | None) -> RangeShape | None:
    return None if found is None else RangeShape(low=found.low, high=found.high)


def _missing(found: Missing) -> MissingShape:
    return MissingShape(what=found.what, age_h=found.age_h, mends=found.mends)
