"""What a node is ordered to do, and what it answers: the words under `command` and `result`."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from gateway.domain.message import Count, Ringing, Second, read
from gateway.domain.node_limits import OwnCalibration, RelayOrder
from gateway.domain.node_updates import UpdateOffer

Order = Annotated[str, Meta(pattern="^[!-~]{1,40}$")]


class AlarmOutput(Struct, frozen=True):
    """How a siren is to sound, and why in a few words of ASCII; level 0 is silence."""

    level: Ringing
    reason: Annotated[str, Meta(pattern="^[ -~]{0,80}$")] = ""


Sort = Literal["restart", "calibration", "relay", "update"]
"""The sorts of orders beside that of the alarm output, each under a topic of its own: `command/<sort>`."""


class Command(Struct, frozen=True):
    """An order to a node, retained: it is told on every connection and done once for each id.

    After `expires` [s UTC] it is not taken up; what was taken up before stands until the next order of its
    sort. `alarm` goes under `command`; what is in the others is said by their sort, under `command/<sort>`.
    """

    id: Order
    expires: Second | None = None
    alarm: AlarmOutput | None = None
    update: UpdateOffer | None = None
    calibration: OwnCalibration | None = None
    relay: RelayOrder | None = None


class Result(Struct, frozen=True):
    """What became of an order, and the level the siren sounds at now; 0 while the button keeps it quiet.

    `reason`: why it was refused, in the node's own words.
    """

    id: Order
    state: Literal["done", "refused", "expired"]
    ringing: Ringing = 0
    silenced_s: Count = 0
    reason: str | None = None


def decode_command(body: bytes) -> Command:
    """Return an order to a node.

    Raises:
        BodyError: It is not the JSON we agreed on.
    """
    return read(Command, body, "not the order we agreed on")


def decode_result(body: bytes) -> Result:
    """Return a node's answer to an order.

    Raises:
        BodyError: It is not the JSON we agreed on.
    """
    return read(Result, body, "not the answer to an order we agreed on")
