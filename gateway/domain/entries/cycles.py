"""What people record about a cycle of production, from its stocking or sowing to its harvest.

What is planned is the same kind of entry as what is done: `planned` tells them apart, and what was done
may name in `fulfils` the plan that it carries out.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from gateway.domain.bounds import BasePercent, Hours, Measures, NotNegative, Percent, Positive
from gateway.domain.entries.frame import Body, Slug

Quality = Literal["weighed", "counted", "estimated"]
Count = Annotated[int, Meta(ge=1, le=100_000_000)]
Ticket = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ./-]{0,23}$")]
"""The number of a paper: letters, digits, spaces, dots, dashes; no sentence and no name."""


class Stocked(Body, frozen=True):
    """Fish are stocked; the entry's uid names the cycle that begins.

    Attributes:
        species: The commune's own words.
        fish: How many were put in.
        dead_in_transport: How many more had died before.
        origin: Where they come from.
    """

    unit: Slug
    species: str
    fish: Count
    mean_weight_g: Positive
    plan_kg: Positive | None = None
    dead_in_transport: Annotated[int, Meta(ge=0, le=100_000_000)] | None = None
    origin: Literal["own", "commune", "state", "private", "other"] | None = None
    planned: Literal[True] | None = None
    fulfils: str | None = None


class Sown(Body, frozen=True):
    """A field is sown; the entry's uid names the cycle that begins.

    Attributes:
        seed_kg: What was sown [kg].
        origin: Where the seed comes from.
        days_to_maturity: From sowing to the black layer, as the seed's bag says [d].
    """

    unit: Slug
    crop: str
    variety: str
    area_m2: Positive
    plan_kg: Positive | None = None
    seed_kg: Positive | None = None
    origin: Literal["own", "commune", "state", "private", "other"] | None = None
    days_to_maturity: Annotated[int, Meta(ge=70, le=200)] | None = None
    planned: Literal[True] | None = None
    fulfils: str | None = None


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
        gross_kg: With the sacks or the lorry [kg].
        tare_kg: The sacks or the lorry alone [kg].
        ticket: The number of the scale's paper.
        warehouse: Where it was put; None: into the enterprise's own keeping.
    """

    cycle: str
    kg: Positive
    quality: Quality
    complete: bool
    fish: Annotated[int, Meta(ge=0)] | None = None
    area_m2: Positive | None = None
    moisture: Percent | None = None
    impurity: Percent | None = None
    base_moisture: BasePercent | None = None
    base_impurity: BasePercent | None = None
    note: str | None = None
    gross_kg: Positive | None = None
    tare_kg: NotNegative | None = None
    ticket: Ticket | None = None
    warehouse: Slug | None = None
    planned: Literal[True] | None = None
    fulfils: str | None = None


class CycleLost(Body, frozen=True):
    """A cycle ended without its harvest; `suspected` is what people think, no finding."""

    cycle: str
    suspected: Literal["oxygen", "disease", "theft", "flood", "drought", "pest", "birds", "other", "unknown"]
    note: str | None = None


class Fed(Body, frozen=True):
    """Fish were fed.

    Attributes:
        feed: The sort of feed; only `concentrate` counts for a conversion.
        what: The key of what it was, such as `yuca`.
        kg: How much [kg]; else `measure` times `count`.
        measure: The local measure in which it was given.
        count: How many of it.
        protein: Of a concentrate [%].
    """

    cycle: str
    feed: Literal["concentrate", "scraps", "fruit", "other"]
    quality: Quality
    what: Slug | None = None
    kg: Positive | None = None
    measure: Slug | None = None
    count: Measures | None = None
    protein: Percent | None = None


class Sampled(Body, frozen=True):
    """Some fish were caught and weighed.

    Attributes:
        fish: How many.
        total_g: What they weighed together [g].
        least_g: The lightest [g].
        most_g: The heaviest [g].
    """

    cycle: str
    fish: Count
    total_g: Positive
    least_g: Positive | None = None
    most_g: Positive | None = None
    gear: Literal["cast_net", "seine", "trap", "other"] | None = None


class Died(Body, frozen=True):
    """Dead fish were found; `suspected` is what people think, no finding."""

    cycle: str
    fish: Count
    quality: Literal["counted", "estimated"]
    suspected: Literal["oxygen", "disease", "birds", "handling", "other", "unknown"] | None = None


class InputUsed(Body, frozen=True):
    """Something was put on a field or into a pond, or set aside for it.

    Attributes:
        cycle: For which cycle; None: for the unit as a whole.
        input: Its key, such as `urea`.
        nitrogen_kg: The nitrogen in it [kg], where it is known.
        origin: How it was got; a gift is no purchase.
    """

    unit: Slug
    input: Slug
    sort: Literal["seed", "fertiliser", "herbicide", "insecticide", "lime", "fuel", "medicine", "other"]
    amount: Positive
    measure: Literal["kg", "L", "sack", "count"]
    cycle: str | None = None
    nitrogen_kg: NotNegative | None = None
    origin: Literal["bought", "donated", "own", "credit", "exchanged"] | None = None
    planned: Literal[True] | None = None
    fulfils: str | None = None


class Worked(Body, frozen=True):
    """People worked together.

    Attributes:
        cycle: For which cycle; None: for the unit as a whole.
        people: How many.
        hours: Of each of them [h].
        pay: `cayapa` is collective work without pay, `care` is care work.
        women, men, young: How many of the people, where somebody counted.
    """

    unit: Slug
    activity: Literal[
        "sowing", "feeding", "weeding", "watering", "harvest", "upkeep", "transport", "guard", "other"
    ]
    people: Annotated[int, Meta(ge=1, le=10_000)]
    hours: Hours
    pay: Literal["paid", "cayapa", "care", "training"]
    cycle: str | None = None
    women: Annotated[int, Meta(ge=0, le=10_000)] | None = None
    men: Annotated[int, Meta(ge=0, le=10_000)] | None = None
    young: Annotated[int, Meta(ge=0, le=10_000)] | None = None
    planned: Literal[True] | None = None
    fulfils: str | None = None


class CircumstanceTold(Body, frozen=True):
    """What else a cycle went through; `none` is a person saying that there was none, blank is nobody knows.

    Attributes:
        percent: How much of the plants or fish was hit, as people judge it [%].
        days: For how many days.
    """

    cycle: str
    what: Literal["pest", "weeds", "theft", "shortage", "birds", "flood", "drought", "delay", "other"]
    was: Literal["none", "some"]
    percent: Percent | None = None
    days: Annotated[int, Meta(ge=0, le=400)] | None = None
    note: str | None = None
