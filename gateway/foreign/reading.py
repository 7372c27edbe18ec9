"""A message of a foreign device to what it measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from gateway.domain.errors import BodyError
from gateway.domain.foreign import Device, matched
from gateway.foreign import plain, senml
from gateway.foreign.measured import Measured


@dataclass(frozen=True, slots=True)
class Devices:
    """The foreign devices of a station.

    Attributes:
        utc_offset_hours: Of a stated time that says no offset.
    """

    each: Sequence[Device] = ()
    utc_offset_hours: int = 0

    def of(self, topic: str) -> Device | None:
        """Return whose topic it is, None where it is nobody's."""
        return next((one for one in self.each if matched(one.topic, topic) is not None), None)

    def is_beside(self, topic: str) -> bool:
        """Tell whether a topic begins as that of a device does: what else it says is of no use to us."""
        first = topic.partition("/")[0]
        return any(one.topic.partition("/")[0] == first for one in self.each)

    def read(self, device: Device, topic: str, body: bytes) -> list[Measured]:
        """Return what a message says, rising in time; empty where nothing was measured.

        Raises:
            BodyError: It cannot be read as the configuration says.
        """
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError as error:
            raise BodyError(f"not UTF-8: {error}") from error
        if not text.strip():
            return []
        if device.format == "text":
            return plain.read_text(text, device, name=matched(device.topic, topic) or "")
        whole = _parsed(text)
        if device.format == "senml":
            return senml.read(whole, device.field)
        return plain.read_json(whole, device, utc_offset_hours=self.utc_offset_hours)


def _parsed(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        raise BodyError(f"not JSON: {error}") from error
