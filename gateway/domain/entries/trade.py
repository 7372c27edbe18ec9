"""What people record about where a product went, about money, and about what others saw in the book."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from gateway.domain.bounds import BasePercent, Percent, Positive
from gateway.domain.entries.cycles import Quality, Ticket
from gateway.domain.entries.frame import Body, Slug
from gateway.domain.entries.registers import Currency, Day

Digest = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]

Destination = Literal[
    "community",
    "workers",
    "social",
    "exchange",
    "state_mill",
    "private_mill",
    "sale",
    "seed",
    "animal_feed",
    "processing",
]
"""Where a product goes: a council, who worked, school and hospital, another commune, a mill, ..."""


class Weighing(Struct, frozen=True, forbid_unknown_fields=True):
    """What a scale said, less the tare.

    Attributes:
        kg: [kg].
        moisture: Of grain [%].
        impurity: Of grain [%].
        ticket: The number of the scale's paper.
    """

    kg: Positive
    moisture: Percent | None = None
    impurity: Percent | None = None
    ticket: Ticket | None = None


class Goods(Struct, frozen=True, forbid_unknown_fields=True):
    """So much of a product, by the measure that its register names."""

    product: Slug
    amount: Positive


class Delivered(Body, frozen=True):
    """A product left an enterprise.

    Attributes:
        ours: What our scale said; of products that are not weighed, `kg` is in the product's measure.
        to: The short name of the council, counterpart or enterprise that took it; None where the
            destination says it all.
        theirs: What the receiver's scale said, where it is known already; else its confirmation has it.
        base_moisture: The moisture at which grain is compared [%], with the commune's source.
        base_impurity: The impurity at which grain is compared [%].
        cycle: The cycle that it comes from, where that is known.
        goods: What came back for it in kind.
        price: What is paid for it [currency].
        families: Among how many it was shared out.
        guide: The number of the paper that it travelled with.
        exchange: What both sides of an exchange write down, to find each other.
    """

    enterprise: Slug
    product: Slug
    ours: Weighing
    quality: Quality
    destination: Destination
    to: Slug | None = None
    theirs: Weighing | None = None
    base_moisture: BasePercent | None = None
    base_impurity: BasePercent | None = None
    cycle: str | None = None
    warehouse: Slug | None = None
    goods: list[Goods] = []
    price: Positive | None = None
    currency: Currency | None = None
    families: Annotated[int, Meta(ge=1, le=1_000_000)] | None = None
    guide: Ticket | None = None
    exchange: Ticket | None = None
    planned: Literal[True] | None = None
    fulfils: str | None = None
    note: str | None = None


class DeliveryConfirmed(Body, frozen=True):
    """A second person says that a delivery arrived; `theirs` is what the receiver's scale said."""

    delivery: str
    theirs: Weighing | None = None


class StockLost(Body, frozen=True):
    """A product was lost out of the keeping of an enterprise; `base_...` as of a delivery."""

    enterprise: Slug
    product: Slug
    weighed: Weighing
    quality: Quality
    lost_to: Literal["weevil", "mould", "rodents", "theft", "transport", "drying", "spoiled", "other"]
    base_moisture: BasePercent | None = None
    base_impurity: BasePercent | None = None
    warehouse: Slug | None = None
    note: str | None = None


class MoneyMoved(Body, frozen=True):
    """Money came in or went out; currencies are never added.

    Attributes:
        amount: [currency].
        voucher: The number of the receipt.
        decision: The minutes that decided it, as the paper calls them.
        agreed: The uid of the decision of the parliament that it carries out.
        fund: The fund that it is spent from.
    """

    enterprise: Slug
    direction: Literal["in", "out"]
    sort: Literal[
        "sale", "state", "credit", "rent", "remuneration", "inputs", "services", "transport", "upkeep",
        "fuel", "solidarity", "other",
    ]  # fmt: skip
    amount: Positive
    currency: Currency
    voucher: Ticket | None = None
    decision: Ticket | None = None
    delivery: str | None = None
    agreed: str | None = None
    fund: Slug | None = None


class PhotoKept(Body, frozen=True):
    """A photograph of a paper stands beside the book; its hash is in it.

    Attributes:
        entry: The uid of the entry whose paper it shows.
        sha256: Of the file's bytes.
        size: Of the file [B].
    """

    entry: str
    sha256: Digest
    size: Annotated[int, Meta(ge=1, le=20_000_000)]


class Observed(Body, frozen=True):
    """The social control observed something about an entry, or holds an observation for answered.

    Attributes:
        entry: The uid of the entry that it is about.
        note: Salted hash of the text that stands beside the journal.
        answers: The uid of the observation that is resolved.
    """

    entry: str
    state: Literal["open", "resolved"]
    note: str | None = None
    answers: str | None = None


class SeriesDigest(Struct, frozen=True, forbid_unknown_fields=True):
    """What one series received in a day.

    Attributes:
        series: `node/channel/quantity`.
        records: How many signals.
        sha256: Over its canonical lines, see `gateway.domain.digests`.
    """

    series: str
    records: Annotated[int, Meta(ge=0)]
    sha256: Digest


class SensorDay(Body, frozen=True):
    """The signals of a day as they were received, as hashes: whatever is derived later, these were they.

    Attributes:
        day: In UTC.
        series: Rising by name.
        adds_to: The first digest of that day, where late data made another one necessary.
    """

    day: Day
    series: list[SeriesDigest]
    adds_to: str | None = None
