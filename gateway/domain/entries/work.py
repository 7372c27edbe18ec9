"""What people record about the work of every day: the water, the soil, the rain, and what was seen."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from gateway.domain.bounds import NotNegative, Positive
from gateway.domain.entries.fields import IrrigationMethod
from gateway.domain.entries.frame import Body, Slug


class Intervened(Body, frozen=True):
    """Somebody did something about the water of a place.

    `feeding` off is feeding stopped; `swimming` on is people who swim to move the water.
    """

    place: Slug
    means: Literal["aerator", "pump", "exchange", "feeding", "swimming"]
    action: Literal["on", "off"]


class FishGasping(Body, frozen=True):
    """Somebody sees fish that gulp air at the surface of a pond, or that they do not any more.

    Attributes:
        many: How many, where somebody looked.
        over: True where they do not any more.
    """

    place: Slug
    many: Literal["some", "many"] | None = None
    over: Literal[True] | None = None


class HandRead(Body, frozen=True):
    """What somebody measured by hand at a place, at one moment.

    Attributes:
        oxygen: Dissolved oxygen [mg/L].
        water_temperature: [°C].
        ph: [-].
        secchi_cm: Depth at which the disc disappears [cm].
        soil_water: Water of the soil [m³/m³].
        soil_feel: The class by feel and appearance that `soil_water` was made from.
        depth_cm: Where in the soil [cm].
    """

    place: Slug
    quality: Literal["measured", "estimated"]
    oxygen: NotNegative | None = None
    water_temperature: Decimal | None = None
    ph: NotNegative | None = None
    secchi_cm: NotNegative | None = None
    soil_water: NotNegative | None = None
    soil_feel: Literal["dry", "slightly_moist", "moist", "wet"] | None = None
    depth_cm: Annotated[int, Meta(ge=1, le=300)] | None = None


class RainRead(Body, frozen=True):
    """What stood in a rain gauge that somebody emptied [mm]."""

    place: Slug
    millimetres: NotNegative
    quality: Literal["measured", "estimated"]


class Irrigated(Body, frozen=True):
    """A field was given water: for so many hours, so many millimetres, or so many cubic metres.

    Attributes:
        millimetres: What reached the roots, as the advice counts it [mm].
        cubic_metres: What left the pump [m3].
    """

    place: Slug
    method: IrrigationMethod
    hours: Positive | None = None
    millimetres: Positive | None = None
    cubic_metres: Positive | None = None
    quality: Literal["measured", "estimated"] = "estimated"


class PlaceNoted(Body, frozen=True):
    """A note about a place; `note` is the salted hash of a text that stands beside the journal."""

    place: Slug
    note: str
