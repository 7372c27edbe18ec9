"""What is known of a message that could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace


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


@dataclass(frozen=True, slots=True)
class Pile:
    """Letters of one node for one reason.

    Attributes:
        node: "" for those of none.
        reason: Of the first of them, in the words of the log.
        numbers: Of the letters, rising.
        times: How often such a one came.
        first: When the first came [s UTC].
        last: When the last came [s UTC].
    """

    node: str
    reason: str
    numbers: Sequence[int]
    times: int
    first: int
    last: int


def piles(letters: Iterable[DeadLetter], kind: Callable[[str], str]) -> list[Pile]:
    """Return letters by node and reason, those of no node last; without letters there is none.

    Args:
        letters: In any order.
        kind: Which reasons are one: what is the same of them.
    """
    found: dict[tuple[bool, str, str], list[DeadLetter]] = {}
    for one in letters:
        found.setdefault((one.node is None, one.node or "", kind(one.reason)), []).append(one)
    return [
        Pile(
            node=node,
            reason=own[0].reason,
            numbers=sorted(one.number for one in own),
            times=sum(one.times for one in own),
            first=min(one.received for one in own),
            last=max(one.newest for one in own),
        )
        for (_, node, _), own in sorted(found.items(), key=lambda pair: pair[0])
    ]


def bound_to(letters: Iterable[DeadLetter], wanted: Wanted) -> Wanted:
    """Return what is wanted, bound to the letters that stand now: what comes later is not meant."""
    standing = list(letters)
    return replace(
        wanted,
        upto=max((one.number for one in standing), default=0),
        until=max((one.received for one in standing), default=0),
    )


def as_text(body: bytes) -> str | None:
    """Return a body as text that holds nothing but signs to read and ends of lines; None where it does."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text if all(sign.isprintable() or sign in "\n\t" for sign in text) else None


def as_hex(body: bytes) -> list[str]:
    """Return a body in lines of sixteen bytes: where they stand, what they are, and the signs of ASCII."""
    lines = (body[place : place + 16] for place in range(0, len(body), 16))
    return [
        f"{16 * number:06x}  {line.hex(' '):<47}  {''.join(chr(b) if 32 <= b < 127 else '.' for b in line)}"
        for number, line in enumerate(lines)
    ]


def printable(text: str) -> str:
    """Return a text of a stranger with every sign that does more than stand there as its number."""
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in text
    )
