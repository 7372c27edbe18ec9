"""What people record: the kinds of entries, and what stands in each.

Every number that is not whole is a Decimal, written as text; no float enters a journal.
A kind belongs to one of the two journals. New kinds and new optional fields may be added;
what a field means never changes.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from gateway.domain.bounds import Percent, Positive
from gateway.domain.calibration import Constants

Journal = Literal["station", "book"]
Slug = Annotated[str, Meta(pattern="^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$")]
Quality = Literal["weighed", "counted", "estimated"]


class Body(Struct, frozen=True, forbid_unknown_fields=True):
    """The root of what stands in an entry."""


class PlaceRegistered(Body, frozen=True):
    """A pond or a field exists, or is described anew."""

    place: Slug
    sort: Literal["pond", "field"]
    number: Annotated[int, Meta(ge=1)]
    name: str
    means: list[Literal["aerator", "pump", "exchange"]] = []
    area_m2: Positive | None = None
    depth_m: Positive | None = None
    field_capacity: Positive | None = None
    wilting_point: Positive | None = None


class NodePlaced(Body, frozen=True):
    """A node stands at a place from `since` on [s UTC]."""

    node: Slug
    place: Slug
    since: int


class CalibrationRecorded(Body, frozen=True):
    """Constants of one series of signals, in force from `since` on [s UTC]."""

    node: Slug
    channel: str
    quantity: str
    since: int
    constants: Constants


class LimitsSet(Body, frozen=True):
    """Oxygen limits of a pond, or of all ponds when `place` is None [mg/L]."""

    warn: Positive
    critical: Positive
    emergency: Positive
    source: str
    verified: bool
    place: Slug | None = None


class AlarmAcknowledged(Body, frozen=True):
    """Somebody has seen an alarm and goes.

    `level` is the one that was seen (1 warn, 2 critical, 3 emergency): an alarm that has become worse
    since calls again.
    """

    alert: str
    level: Annotated[int, Meta(ge=1, le=3)] | None = None


class OrderGiven(Body, frozen=True):
    """Something the running gateway is asked to do; `argument` is what the order needs."""

    order: Literal["import"]
    argument: dict[str, str]


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
    """Somebody did something about the water of a place."""

    place: Slug
    means: Literal["aerator", "pump", "exchange"]
    action: Literal["on", "off"]


class Reversed(Body, frozen=True):
    """An earlier entry is taken back; the entry's `reverses` names it."""

    reason: str


KINDS: Final[dict[str, tuple[Journal | None, type[Body]]]] = {
    "place": ("station", PlaceRegistered),
    "placement": ("station", NodePlaced),
    "calibration": ("station", CalibrationRecorded),
    "limits": ("station", LimitsSet),
    "acknowledgement": ("station", AlarmAcknowledged),
    "order": ("station", OrderGiven),
    "enterprise": ("book", EnterpriseRegistered),
    "unit": ("book", UnitRegistered),
    "stocking": ("book", Stocked),
    "sowing": ("book", Sown),
    "harvest": ("book", Harvested),
    "intervention": ("book", Intervened),
    "reversal": (None, Reversed),
}
"""The journal of each kind (None: of either) and what stands in it."""


class Draft(Struct, frozen=True):
    """What a person wants to record.

    Attributes:
        uid: Made by the form or command; the same uid twice is one entry.
        kind: A key of KINDS.
        happened: When it happened [s UTC].
        author: The uid of a person, or a role where nobody is named.
        on_behalf_of: Who said it, when somebody else writes it down.
        reverses: The uid of the entry it takes back.
    """

    uid: str
    journal: Journal
    kind: str
    body: Body
    happened: int
    author: str
    on_behalf_of: str | None = None
    reverses: str | None = None


class Entry(Struct, frozen=True):
    """What stands in a journal for ever.

    Attributes:
        number: Rises by one in its journal, from 1.
        registered: When it was written down [s UTC].
        previous: Own hash of the entry before, 64 hexadecimal digits; zeros before the first.
        own_hash: SHA-256 over a version label and every other field, length-prefixed.
    """

    number: int
    uid: str
    journal: Journal
    kind: str
    body: Body
    happened: int
    registered: int
    author: str
    on_behalf_of: str | None
    reverses: str | None
    previous: str
    own_hash: str
