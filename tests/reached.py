"""What reached people and sirens, written down with the world's time, where a commune's nights are lived."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from gateway.alerts.channels.base import Outgoing
from gateway.app.posting import Way
from gateway.app.ways import MODEM, Ways
from gateway.config import Config


@dataclass
class Phones:
    """Takes every SMS and every call, with the world's time at which it went.

    Attributes:
        taken: When [s UTC], `sms` or `call`, the number and what was said.
    """

    clock: Callable[[], int] = lambda: 0
    taken: list[tuple[int, str, str, str]] = field(default_factory=list)

    def ways(self, _config: Config, _environment: Mapping[str, str]) -> Ways:
        out = {name: Way(Phone(name, self), MODEM) for name in ("sms", "call")}
        return Ways(out, None, frozenset(out))  # type: ignore[arg-type]

    def since(self, moment: int, *, way: str = "sms") -> list[tuple[int, str]]:
        return [(at, text) for at, name, _, text in self.taken if at >= moment and name == way]


@dataclass(frozen=True)
class Phone:
    name: str
    phones: Phones
    timeout_s: float = 5.0

    def send(self, outgoing: Outgoing) -> None:
        self.phones.taken.append((self.phones.clock(), self.name, outgoing.number or "", outgoing.text))

    def check(self) -> str:
        return "Contesta."


@dataclass
class FakeBroker:
    """Hears what is published to the siren, with the world's time."""

    clock: Callable[[], int] = lambda: 0
    orders: list[tuple[int, int]] = field(default_factory=list)
    is_connected: bool = True
    generation: int = 1

    def publish(self, topic: str, body: bytes, *, qos: int, retain: bool = False) -> None:
        assert topic.endswith("/command")
        assert (qos, retain) == (1, True)
        self.orders.append((self.clock(), json.loads(body)["alarm"]["level"]))

    def level_at(self, moment: int) -> int:
        return next((level for at, level in reversed(self.orders) if at <= moment), 0)
