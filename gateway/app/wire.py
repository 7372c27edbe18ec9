"""How the station speaks to its nodes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gateway.config import Config
from gateway.ingest.broker import Broker


@dataclass(frozen=True, slots=True)
class Wire:
    """How nodes are spoken to.

    Attributes:
        commune: Its short name in topics.
        publish: Hands a retained message to the broker.
        connection: Which connection to the broker stands, None while none does.
    """

    commune: str
    publish: Callable[[str, bytes], None]
    connection: Callable[[], int | None]


def wire_of(config: Config, broker: Broker) -> Wire:
    """Return how a station speaks over a connection."""
    return Wire(
        config.commune.slug,
        lambda topic, body: broker.publish(topic, body, qos=1, retain=True),
        lambda: broker.generation if broker.is_connected else None,
    )
