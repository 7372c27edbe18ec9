"""What people record about the station: places, nodes, limits, alarms, devices, people."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from gateway.domain.alerts import Kind
from gateway.domain.bounds import NotNegative, Positive
from gateway.domain.calibration import Constants
from gateway.domain.entries.frame import Body, Slug
from gateway.domain.orders import OrderName


class PlaceRegistered(Body, frozen=True):
    """A pond or a field exists, or is described anew.

    Attributes:
        number: What is painted on its stake.
        means: What can be done there about the water.
        aerator_power: What the aerator runs on; one on mains stands still in a power cut.
        species: What swims there, in the commune's own words.
    """

    place: Slug
    sort: Literal["pond", "field"]
    number: Annotated[int, Meta(ge=1)]
    name: str
    means: list[Literal["aerator", "pump", "exchange"]] = []
    area_m2: Positive | None = None
    depth_m: Positive | None = None
    field_capacity: Positive | None = None
    wilting_point: Positive | None = None
    aerator_power: Literal["electric", "diesel"] | None = None
    species: str | None = None


class NodePlaced(Body, frozen=True):
    """A node stands at a place from `since` on [s UTC]; None: at no place any more."""

    node: Slug
    place: Slug | None = None  # with a default: what is None is not written into the journal
    since: int = 0


class CalibrationRecorded(Body, frozen=True):
    """Constants of one series of signals, in force from `since` on [s UTC].

    Attributes:
        method: How they were found; None where somebody only wrote them down.
        signal: What the probe gave then [the unit of `quantity`].
        reference: What it should have said then [the unit of what the signal becomes].
        before: What it would have said by the constants before [the same unit], None where there were none.
        after: What it says by these [the same unit].
        residual: How far the points lie off their line, the mean error [the same unit].
        altitude_m: Where it was done [m], where the air pressure was taken from the altitude.
        pressure_hpa: The air pressure then [hPa], where somebody measured it.
        points: What the probe gave one after the other while it was waited for [the unit of `quantity`].
    """

    node: Slug
    channel: str
    quantity: str
    since: int
    constants: Constants
    method: Literal["air", "air_and_zero", "two_marks", "gravimetric", "poured", "factor"] | None = None
    signal: Decimal | None = None
    reference: Decimal | None = None
    before: Decimal | None = None
    after: Decimal | None = None
    residual: Decimal | None = None
    altitude_m: NotNegative | None = None
    pressure_hpa: Positive | None = None
    points: list[Decimal] | None = None


class ProbeCared(Body, frozen=True):
    """Somebody looked after a probe.

    Attributes:
        channel: Of the node, where several hang on it.
        quantity: What was compared.
        said: What the probe said [the quantity's unit].
        reference: What the other method said at the same moment [the quantity's unit].
        care: What was done; a new electrolyte or membrane asks for a calibration.
        method: Of the comparison or of the calibration.
    """

    place: Slug
    node: Slug
    channel: str
    care: Literal["wiped", "compared", "calibrated", "electrolyte", "membrane"]
    quantity: str | None = None
    said: Decimal | None = None
    reference: Positive | None = None
    method: Literal["hand_meter", "winkler", "air"] | None = None


class LimitsSet(Body, frozen=True):
    """Limits of a pond; of all ponds with a species where `place` is None; of all where both are.

    Attributes:
        warn, critical, emergency: Oxygen [mg/L].
        species: As PlaceRegistered has it; a pond of its own goes before it.
        cold: Below which water is too cold [°C].
        warm: Above which it is too warm [°C].
    """

    warn: Positive
    critical: Positive
    emergency: Positive
    source: str
    verified: bool
    place: Slug | None = None
    species: str | None = None
    cold: Positive | None = None
    warm: Positive | None = None


class AlarmAcknowledged(Body, frozen=True):
    """Somebody has seen an alarm and goes.

    `level` is the one that was seen (1 warn, 2 critical, 3 emergency): an alarm that has become worse
    since calls again.
    """

    alert: str
    level: Annotated[int, Meta(ge=1, le=3)] | None = None


class AlarmPassed(Body, frozen=True):
    """Somebody cannot go to an alarm; the next one is called at once. `level` as in AlarmAcknowledged."""

    alert: str
    level: Annotated[int, Meta(ge=1, le=3)] | None = None


class AlarmJudged(Body, frozen=True):
    """What an alarm was worth, as people found it: there was trouble, or there was none."""

    alert: str
    was: Literal["true", "false"]


class DutySet(Body, frozen=True):
    """Who is on duty in a night, in the order in which they are called.

    A night is named by the date of its evening: from noon to noon. The list of a day goes before that of
    its weekday, that before the list without either.

    Attributes:
        day: The one night that it is for, as `2026-04-23`.
        weekday: The night of each week that it is for: 0 is Monday.
        people: Uids; an empty list: nobody.
    """

    people: list[str]
    day: Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None
    weekday: Annotated[int, Meta(ge=0, le=6)] | None = None


class WakingSet(Body, frozen=True):
    """Whom something calls and how: `wake` rings, `message` is written, `page` stands only on the pages.

    Attributes:
        kind: What an alert is about.
        level: The one level that it is for; None: all.
    """

    kind: Kind
    night: Literal["wake", "message", "page"]
    day: Literal["wake", "message", "page"]
    level: Annotated[int, Meta(ge=1, le=3)] | None = None


class EquipmentSet(Body, frozen=True):
    """What there is for a night beside what stands at each pond.

    Attributes:
        mobile_aerators: How many can be carried from pond to pond.
        mobile_pumps: How many.
        fuel_litres: What there is [L].
        aerator_litres_per_hour: What a mobile aerator burns [L/h].
        pump_litres_per_hour: What a mobile pump burns [L/h].
    """

    mobile_aerators: Annotated[int, Meta(ge=0, le=99)] = 0
    mobile_pumps: Annotated[int, Meta(ge=0, le=99)] = 0
    fuel_litres: NotNegative | None = None
    aerator_litres_per_hour: Positive | None = None
    pump_litres_per_hour: Positive | None = None


class OrderGiven(Body, frozen=True):
    """Something the running gateway is asked to do; `argument` is what the order needs."""

    order: OrderName
    argument: dict[str, str]


class ClockSet(Body, frozen=True):
    """The station takes another time than its machine's clock says.

    It holds for one run of the machine: after a start the machine's own clock says something else.

    Attributes:
        offset_s: What is to be added to the machine's clock from now on [s].
        by: Who said so: a person, the agreement of the always-on nodes, or the machine, whose clock has been
            put right meanwhile.
        run: Which run of the machine it is for, as the kernel names it.
    """

    offset_s: Annotated[int, Meta(ge=-(2**40), le=2**40)]
    by: Literal["person", "nodes", "machine"]
    run: str


class MemberChanged(Body, frozen=True):
    """Something about a person was changed; names stand beside the journals, never in them.

    Attributes:
        person: The uid of the person.
        roles: What the person has from now on, where the change is about roles.
        units: Where the person works from now on.
    """

    person: str
    change: Literal["added", "roles", "pin", "password", "removed", "unlocked", "telephone"]
    roles: list[str] = []
    units: list[Slug] = []


class DeviceChanged(Body, frozen=True):
    """A telephone or computer was enrolled by a member, or dropped."""

    device: str
    change: Literal["enrolled", "dropped"]


class TokenChanged(Body, frozen=True):
    """A key for programs was made, or dropped; `expires` is its last moment [s UTC]."""

    token: str
    change: Literal["made", "dropped"]
    scopes: list[str] = []
    expires: int | None = None
