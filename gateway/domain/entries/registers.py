"""What people register about production: who produces, where, into what, and by which measures.

A registration stands until a later one of the same short name; `since` and `until` say when it was so.
What a commune decides (the base of its grain, its working day, what it compares itself with) is
registered with its source and never stands in the code.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from gateway.domain.bounds import BasePercent, MeasureKg, Positive
from gateway.domain.entries.frame import Body, Slug

Currency = Annotated[str, Meta(pattern="^[A-Z]{3}$|^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$")]
"""The code of ISO 4217, or the short name of a currency of the commune."""

Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
ManyPeople = Annotated[int, Meta(ge=0, le=10_000_000)]


class CommuneRegistered(Body, frozen=True):
    """The commune, as it describes itself.

    Attributes:
        families: How many, where somebody counted.
        inhabitants: How many, where somebody counted.
        counted: On which day.
        source: Who counted, such as a census of the councils.
    """

    name: str
    state: str | None = None
    municipality: str | None = None
    parish: str | None = None
    situr: str | None = None
    rif: str | None = None
    families: ManyPeople | None = None
    inhabitants: ManyPeople | None = None
    counted: Day | None = None
    source: str | None = None


class CouncilRegistered(Body, frozen=True):
    """A communal council belongs to the commune.

    Attributes:
        families: How many, where somebody counted.
        inhabitants: How many, where somebody counted.
        since: From when on it belongs [s UTC]; None: since ever.
        until: Until when it belonged [s UTC]; None: it still does.
    """

    council: Slug
    name: str
    families: Annotated[int, Meta(ge=0, le=1_000_000)] | None = None
    inhabitants: ManyPeople | None = None
    since: int | None = None
    until: int | None = None


class EnterpriseRegistered(Body, frozen=True):
    """An enterprise of the commune (EPS) exists; `since` and `until` as of a council [s UTC]."""

    enterprise: Slug
    name: str
    form: Literal["EPSDC", "EPSIC", "UPF", "GIS", "other"]
    situr: str | None = None
    rif: str | None = None
    since: int | None = None
    until: int | None = None


class UnitRegistered(Body, frozen=True):
    """A productive unit of an enterprise; what it goes through is what its place goes through.

    `since` and `until` as of a council [s UTC].
    """

    unit: Slug
    enterprise: Slug
    place: Slug
    name: str
    area_m2: Positive
    area_method: Literal["gps", "tape", "declared"]
    since: int | None = None
    until: int | None = None


class WarehouseRegistered(Body, frozen=True):
    """A store of an enterprise; where it stands is nobody's business and is not recorded."""

    warehouse: Slug
    enterprise: Slug
    name: str
    since: int | None = None
    until: int | None = None


class CounterpartRegistered(Body, frozen=True):
    """An organisation with which the commune exchanges; never a person."""

    counterpart: Slug
    name: str
    sort: Literal["commune", "state_mill", "private_mill", "supplier", "buyer", "institution", "other"]
    since: int | None = None
    until: int | None = None


class ProductRegistered(Body, frozen=True):
    """Something that is produced or got in exchange.

    Attributes:
        product: Its key, as `gateway.domain.goods.product_key` makes it from a name.
        is_grain: Whether its kilos mean nothing without moisture and impurity.
    """

    product: Slug
    name: str
    measure: Literal["kg", "L", "count"]
    is_grain: bool = False


class MeasureWeighed(Body, frozen=True):
    """What a local measure of something weighs: a *tobo* of cassava, a *saco* of maize.

    Attributes:
        measure: Its short name, such as `tobo`.
        of: The key of what was weighed in it.
        kg: What one weighs [kg].
        samples: How many were weighed for it.
    """

    measure: Slug
    name: str
    of: Slug
    kg: MeasureKg
    quality: Literal["weighed", "estimated"]
    samples: Annotated[int, Meta(ge=1, le=10_000)] | None = None
    source: str | None = None


class GrainBaseSet(Body, frozen=True):
    """At which moisture and impurity the commune compares the kilos of a grain [%].

    Attributes:
        product: Its key; None: of every grain.
        source: Who says so, such as the minutes of an assembly.
    """

    moisture: BasePercent
    impurity: BasePercent
    source: str
    product: Slug | None = None


class WorkdaySet(Body, frozen=True):
    """How many hours a day of work (*jornada*) has in the commune."""

    hours: Positive
    source: str


class CurrencyRegistered(Body, frozen=True):
    """A currency that the commune uses; `since` and `until`: when it was in force [s UTC]."""

    currency: Currency
    name: str
    since: int | None = None
    until: int | None = None


class ReferenceSet(Body, frozen=True):
    """A range from elsewhere that a number may be seen beside.

    Attributes:
        indicator: Of which number.
        product: The key of the product.
        year: Of the figures.
        basis: What the kilos and the area are, such as `14 % y 2 %, ha cosechadas`.
        comparable: Whether it was made like ours.
    """

    reference: Slug
    indicator: Literal["kg_per_ha", "kg_per_m3", "fcr", "survival", "grams_per_day"]
    product: Slug
    least: Positive
    most: Positive
    source: str
    basis: str
    comparable: bool
    year: Annotated[int, Meta(ge=1900, le=2200)] | None = None
