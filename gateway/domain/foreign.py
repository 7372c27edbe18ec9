"""Devices of others: which topic, which numbers of its messages, under which of our names."""

from __future__ import annotations

import re
from typing import Final, Literal

from msgspec import Struct

from gateway.domain.message import Name

QUEUE: Final = 2**32 + 1
"""The queue of every foreign device; a node's has eight hexadecimal digits, so none can have this one."""

ONE_LEVEL: Final = "+"


class DeviceField(Struct, frozen=True, forbid_unknown_fields=True):
    """One number of a device's messages.

    Attributes:
        path: Where it stands: `uplink_message.decoded_payload.temp[0]` in JSON, the name of the record in
            SenML, what `+` stands for in plain text.
        channel: The name it gets here, with its place in the water or soil.
        quantity: Of the table of quantities.
        unit: In which it comes, None where it is the stored one or `factor` and `offset` say it.
        factor: Times this it is in the stored unit, before `offset` is added.
        offset: To be added [stored unit].
    """

    channel: Name
    quantity: str
    path: str = ""
    unit: str | None = None
    factor: float | None = None
    offset: float | None = None


class Device(Struct, frozen=True, forbid_unknown_fields=True):
    """A device that speaks its own language over our broker.

    Attributes:
        node: The name it gets here.
        topic: Where it speaks; `+` stands for one level.
        format: `json`, `text` (one number and nothing else) or `senml` (RFC 8428).
        time: Where in the JSON it states when it measured; empty where it does not.
        time_zone: Of a stated time without an offset.
        only_if: Where in the JSON something stands that has to be `only_if_is`, else nothing is read.
    """

    node: Name
    topic: str
    format: Literal["json", "text", "senml"]
    field: list[DeviceField]
    time: str = ""
    time_format: Literal["iso", "unix_s", "unix_ms"] = "iso"
    time_zone: Literal["commune", "utc"] = "commune"
    only_if: str = ""
    only_if_is: str = "online"


Step = str | int
_STEP: Final = re.compile(r"([^.\[\]]+)((?:\[\d{1,4}\])*)")


def steps_of(path: str) -> tuple[Step, ...] | None:
    """Return the keys and indices of a path such as `a.b[0].c`, None where it is none."""
    found: list[Step] = []
    for part in path.split("."):
        match = _STEP.fullmatch(part)
        if match is None:
            return None
        found.append(match[1])
        found += [int(one) for one in re.findall(r"\d+", match[2])]
    return tuple(found)


def matched(pattern: str, topic: str) -> str | None:
    """Return what the `+` of a filter stand for in a topic, joined by `/`; None where it does not match."""
    wanted, given = pattern.split("/"), topic.split("/")
    if len(wanted) != len(given):
        return None
    if any(one not in (ONE_LEVEL, other) for one, other in zip(wanted, given, strict=True)):
        return None
    return "/".join(other for one, other in zip(wanted, given, strict=True) if one == ONE_LEVEL)


def overlap(one: str, other: str) -> bool:
    """Tell whether a topic can match two filters."""
    pairs = list(zip(one.split("/"), other.split("/"), strict=False))
    if one.count("/") != other.count("/"):
        return False
    return all(left == right or ONE_LEVEL in (left, right) for left, right in pairs)
