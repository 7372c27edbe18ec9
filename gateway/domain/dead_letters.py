"""What is known of a message that could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message that could not be read, kept whole.

    Attributes:
        received: When it came first [s UTC].
        reason: Why it cannot be read, in the words of the log; `gateway.domain.reasons` says it to people.
        size: Of the body as it came [bytes]; `body` is cut when it was too large to take.
        node: None when the topic names none.
        queue: Eight hexadecimal digits as a number, None when the topic names none.
        cursor: Where the queue's cursor stood before it was moved past this; None where nothing was moved.
        digest: By which the same is known when it comes again; None where it moved a cursor.
        number: By which people call it; never used twice.
        times: How often the same came.
        last: When the same came last [s UTC], None when it came only once.
        replayed: When it was read after all [s UTC].
        dropped: When a person said that it is not needed [s UTC]; its body has gone.
    """

    received: int
    topic: str
    reason: str
    size: int
    body: bytes
    node: str | None = None
    queue: int | None = None
    cursor: int | None = None
    digest: bytes | None = None
    number: int = 0
    times: int = 1
    last: int | None = None
    replayed: int | None = None
    dropped: int | None = None

    @property
    def newest(self) -> int:
        """When the same came last [s UTC]."""
        return self.received if self.last is None else self.last

    @property
    def is_waiting(self) -> bool:
        """Whether it was neither read since nor dropped."""
        return self.replayed is None and self.dropped is None


@dataclass(frozen=True, slots=True)
class OverQuota:
    """Letters that were counted only, because too many like them stood already.

    Attributes:
        last: When the last of them came [s UTC], None where there was none.
    """

    count: int
    last: int | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which letters are meant; None: whichever.

    Attributes:
        number: This one alone.
        node: Of this node; "" for those of none.
        reason: Only those whose reason has these words in it.
        since: Only those that came at this moment or later [s UTC].
        upto: Only up to this number: what comes after an order was given is not meant by it.
        until: Only what came first up to this moment [s UTC]: a file that begins anew counts from 1 again.
    """

    number: int | None = None
    node: str | None = None
    reason: str | None = None
    since: int | None = None
    upto: int | None = None
    until: int | None = None

    def argument(self) -> dict[str, str]:
        """Return it as the argument of an order."""
        named = {
            "number": self.number,
            "node": self.node,
            "reason": self.reason,
            "since": self.since,
            "upto": self.upto,
            "until": self.until,
        }
        return {name: str(value) for name, value in named.items() if value is not None}


def wanted_by(argument: Mapping[str, str]) -> Wanted:
    """Return which letters the argument of an order means.

    Raises:
        ValueError: A number of it is none.
    """

    def whole(name: str) -> int | None:
        return int(argument[name]) if name in argument else None

    return Wanted(
        number=whole("number"),
        node=argument.get("node"),
        reason=argument.get("reason"),
        since=whole("since"),
        upto=whole("upto"),
        until=whole("until"),
    )
