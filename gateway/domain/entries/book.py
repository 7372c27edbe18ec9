"""What people record about production: units, cycles, and the work of every day."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from gateway.domain.bounds import NotNegative, Percent, Positive
from gateway.domain.entries.frame import Body, Slug

Quality = Literal["weighed", "counted", "estimated"]


class EnterpriseRegistered(Body, frozen=True):
    """An enterprise of the commune (EPS) exists."""

    enterprise: Slug
    name: str
    form: Literal["EPSDC", "EPSIC", "UPF", "GIS", "other"]


class UnitRegistered(Body, frozen=True):
    """A productive unit of an enterprise; what it goes through is what its place goes through."""

    unit: Slug
    enterprise: Slug
    place: Slug
    name: str
    area_m2: Positive
    area_method: Literal["gps", "tape", "declared"]


class Stocked(Body, frozen=True):
    """Fish are stocked; the entry's uid names the cycle that begins."""

    unit: Slug
    species: str
    fish: Annotated[int, Meta(ge=1)]
    mean_weight_g: Positive
    plan_kg: Positive | None = None


class Sown(Body, frozen=True):
    """A field is sown; the entry's uid names the cycle that begins."""

    unit: Slug
    crop: str
    variety: str
    area_m2: Positive
    plan_kg: Positive | None = None


class Harvested(Body, frozen=True):
    """What was taken out of a cycle, with its basis.

    Attributes:
        cycle: The uid of the stocking or sowing.
        kg: What the scale said, less the tare [kg].
        quality: How the weight is known.
        complete: Whether the cycle ends with it.
        fish: How many fish, where they were counted.
        area_m2: The area harvested of a field [m²].
        moisture: Of the grain as weighed [%].
        impurity: Of the grain as weighed [%].
        base_moisture: The moisture at which kilos are compared [%], with the commune's source.
        base_impurity: The impurity at which kilos are compared [%].
        note: Salted hash of a free text that stands beside the journal.
    """

    cycle: str
    kg: Positive
    quality: Quality
    complete: bool
    fish: Annotated[int, Meta(ge=0)] | None = None
    area_m2: Positive | None = None
    moisture: Percent | None = None
    impurity: Percent | None = None
    base_moisture: Percent | None = None
    base_impurity: Percent | None = None
    note: str | None = None


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
    """A field was given water: for so many hours, so many millimetres, or so many cubic metres."""

    place: Slug
    method: Literal["furrow", "sprinkler", "drip", "hose", "other"]
    hours: Positive | None = None
    millimetres: Positive | None = None
    cubic_metres: Positive | None = None
    quality: Literal["measured", "estimated"] = "estimated"


class PlaceNoted(Body, frozen=True):
    """A note about a place; `note` is the salted hash of a text that stands beside the journal."""

    place: Slug
    note: str


class CouncilRegistered(Body, frozen=True):
    """A communal council belongs to the commune.

    Attributes:
        families: How many, where somebody counted.
        inhabitants: How many, where somebody counted.
    """

    council: Slug
    name: str
    families: Annotated[int, Meta(ge=0, le=1_000_000)] | None = None
    inhabitants: Annotated[int, Meta(ge=0, le=10_000_000)] | None = None
