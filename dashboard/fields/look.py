"""A field as its pages show it: what is set, what was measured, and what is advised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gateway.domain.entries import FieldDescribed
from gateway.domain.places import Place
from gateway.fields.advice.advised import Advice
from gateway.fields.course import Course
from gateway.fields.observed import RainFrom
from gateway.fields.setting import FieldSetting, Planted
from gateway.quality.soil_fault import SoilTrouble

Trend = Literal["falls", "rises", "same"]


@dataclass(frozen=True, slots=True)
class DepthLook:
    """The soil at one depth.

    Attributes:
        depth_cm: Below the surface [cm].
        water: The latest usable reading [m3/m3], None where there is none.
        share: Of the water that plants can take there, what is left, 0 to 1 and beyond [-].
        trend: Against the day before, None where that is not known.
        at: When it was read [s UTC].
        trouble: What is wrong with its probe, None where nothing is seen.
        is_stated: Whether that is what its node's status said, newer than every stored reading.
    """

    depth_cm: int
    water: float | None
    share: float | None
    trend: Trend | None
    at: int | None
    trouble: SoilTrouble | None = None
    is_stated: bool = False


@dataclass(frozen=True, slots=True)
class FieldLook:
    """A field as its pages show it.

    Attributes:
        planted: None where no maize stands on it.
        course: None where nothing at all was measured or said.
        cycle: The uid of the open sowing, None where none is open.
        node_names: The nodes that stand there.
        rain_from: Whose gauge told the newest rain, None where none did.
        depths: The newest reading of each depth, from the surface down.
        pump_fields: The other fields that the same pump waters.
        described: What people said of its soil and its water, None where nobody did.
        is_gauge_blocked: Whether the field's own gauge tells no rain that fell.
        is_between_visits: Whether its soil is old only because its node is heard when somebody passes.
    """

    place: Place
    setting: FieldSetting
    planted: Planted | None
    course: Course | None
    advice: Advice
    cycle: str | None
    node_names: tuple[str, ...]
    rain_from: RainFrom | None
    depths: tuple[DepthLook, ...]
    pump_fields: tuple[Place, ...]
    described: FieldDescribed | None
    is_gauge_blocked: bool = False
    is_between_visits: bool = False

    @property
    def is_stated(self) -> bool:
        """Whether some of its soil is what a node's status said last, before its records are here."""
        return any(one.is_stated and one.water is not None for one in self.depths)
