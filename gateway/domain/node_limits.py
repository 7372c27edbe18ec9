"""The words of what a node does by its own limits: its buzzer's emergency, and an aerator's relay."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

RELAY_CHANNEL: Final = "rele"
"""Under which channel a node tells each switching of its relay."""

LONGEST_OFF_S: Final = 86_400
"""A node holds its aerator off by an order for so long at most [s]."""

RelayReason = Literal["limit", "minimum", "night", "override", "probe", "start", "clock"]
"""Why a relay is as it is: its limits; it runs for its least time, or rests; it waits for two hours after
the sunrise; a person ordered it; the probe has failed; nothing was measured since the start; the time is not
known."""

_Second = Annotated[int, Meta(ge=0, lt=4_102_444_800)]
"""Within this century, as a node itself takes it [s UTC]."""


class OwnCalibration(Struct, frozen=True, omit_defaults=True):
    """What a node needs to know its pond's oxygen by itself; for its own limits only, never for what is kept.

    Attributes:
        channel: Where its probe hangs.
        emergency: Under which oxygen it shouts by itself [mg/L].
        millivolts, temperature_c: The signal of a galvanic probe in air-saturated water [mV], and that water.
        cool_millivolts, cool_temperature_c: The same in cooler water, where it was taken.
        altitude_m: Of the place above the sea [m].
        zero_millivolts: The signal in water without oxygen [mV], where it was taken.
        factor, offset: What a probe that says mg/L by itself is multiplied by [-]; what is then added [mg/L].
    """

    channel: Annotated[str, Meta(min_length=1, max_length=32)]
    emergency: Annotated[float, Meta(ge=0.001, le=10)]
    millivolts: Annotated[int, Meta(ge=50, le=3300)] | None = None
    temperature_c: Annotated[float, Meta(ge=0, le=45)] | None = None
    cool_millivolts: Annotated[int, Meta(ge=50, le=3300)] | None = None
    cool_temperature_c: Annotated[float, Meta(ge=0, le=45)] | None = None
    altitude_m: Annotated[int, Meta(ge=-400, le=5000)] | None = None
    zero_millivolts: Annotated[int, Meta(ge=0, le=1000)] | None = None
    factor: Annotated[float, Meta(ge=0.1, le=10)] | None = None
    offset: Annotated[float, Meta(ge=-5, le=5)] | None = None


class RelayOrder(Struct, frozen=True):
    """What a person orders an aerator's relay: it goes before all limits until its end [s UTC]."""

    mode: Literal["on", "off", "auto"]
    until: _Second | None = None


class RelayState(Struct, frozen=True):
    """How a node's relay is, and the order in force with its end [s UTC]."""

    on: bool
    reason: RelayReason
    override: Literal["on", "off"] | None = None
    until: _Second | None = None
