"""What comes from the broker, when it came, and what it calls for."""

from __future__ import annotations

from dataclasses import dataclass, field

from gateway.domain.message import Ack, TimeAnswer


@dataclass(frozen=True, slots=True)
class Heard:
    """A message as it came from the broker.

    Attributes:
        mid: The packet id by which it is acknowledged.
        generation: The connection it came on; an acknowledgement of another one is dropped.
        dup: Whether the broker says that it has sent it before.
    """

    topic: str
    body: bytes
    retain: bool = False
    qos: int = 1
    mid: int = 0
    generation: int = 0
    dup: bool = False


@dataclass(frozen=True, slots=True)
class Arrived:
    """When something came.

    Attributes:
        at_ms: On the station's clock [ms UTC].
        is_trusted: Whether that clock is to be believed.
    """

    at_ms: int
    is_trusted: bool

    @property
    def at(self) -> int:
        """When it came, in whole seconds [s UTC]."""
        return self.at_ms // 1000


@dataclass(slots=True)
class Outcome:
    """What a message calls for besides being stored.

    Attributes:
        acks: By node; to be published once the transaction is committed.
        answers: By node; to be published at once.
        parts: Node, leaf and bytes of what a node fetches; to be published at once.
        urgent: Whether it must be committed at once.
        waiting: Whether a node can do nothing more until its ack.
    """

    acks: dict[str, Ack] = field(default_factory=dict)
    answers: dict[str, TimeAnswer] = field(default_factory=dict)
    parts: list[tuple[str, str, bytes]] = field(default_factory=list)
    urgent: bool = False
    waiting: bool = False
