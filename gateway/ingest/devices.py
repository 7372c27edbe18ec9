"""A message of a foreign device to arrivals."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from gateway.domain.foreign import QUEUE, Device
from gateway.domain.readings import SeriesKey, TimeKnown
from gateway.domain.topics import PREFIX
from gateway.foreign.measured import Measured, When
from gateway.foreign.reading import Devices
from gateway.ingest.batch import BatchTaker
from gateway.ingest.heard import Arrived, Heard, Outcome
from gateway.ingest.presence import NOW_WITHIN_S
from gateway.store.sqlite import arrivals, cursors, devices
from gateway.store.sqlite.arrivals import Arrival, Values
from gateway.store.sqlite.clock_pairs import AHEAD_S, EARLIEST
from gateway.store.sqlite.cursors import Cursor

log = logging.getLogger(__name__)


def _nobody(body: bytes) -> None:
    """Hear nothing: this station announces nothing."""


@dataclass(frozen=True, slots=True)
class Others:
    """What of others is heard at a station.

    Attributes:
        home: The topic that Home Assistant listens to; what stands under it is never ours to keep.
        on_home: Hears what Home Assistant says of itself: `online` when it has started.
    """

    devices: Devices = field(default_factory=Devices)
    home: str | None = None
    on_home: Callable[[bytes], None] = _nobody

    def device_of(self, topic: str) -> Device | None:
        """Return the foreign device whose topic it is, None where it is nobody's."""
        return None if topic.startswith(PREFIX) else self.devices.of(topic)

    def is_none_of_ours(self, topic: str) -> bool:
        """Tell whether a topic is known to hold nothing for us."""
        return topic.partition("/")[0] == self.home or self.devices.is_beside(topic)

    def hear(self, heard: Heard) -> None:
        """Pass on what Home Assistant says of itself."""
        if self.home is not None and heard.topic == f"{self.home}/status" and not heard.retain:
            self.on_home(heard.body)


@dataclass(frozen=True, slots=True)
class DeviceTaker:
    """Takes messages of foreign devices within an open transaction of the writer."""

    batches: BatchTaker
    devices: Devices

    def take(self, device: Device, heard: Heard, outcome: Outcome, *, arrived: Arrived) -> None:
        """Store what of a message is new.

        A retained one is no reading: nobody knows how old it is, and most devices retain what they said.

        Raises:
            BodyError: It cannot be read as the configuration says.
        """
        connection = self.batches.writer.readings
        if heard.retain:
            log.debug("retained message passed over node=%s topic=%s", device.node, heard.topic)
            return
        if heard.dup and devices.was_heard(connection, heard.mid, heard.topic, heard.body):
            log.info("message came again node=%s topic=%s", device.node, heard.topic)
            return
        is_live = self.batches.presence.is_drained and not heard.dup
        measured = self.devices.read(device, heard.topic, heard.body)
        if heard.qos:
            devices.hear(connection, heard.mid, heard.topic, heard.body)
        if not measured:
            return
        found = [self._arrival(device.node, one, arrived, is_live=is_live) for one in measured]
        kept = self._kept(device.node, [one for one in found if one.values], arrived)
        fresh = [one for one in kept if is_live and _is_now(one, arrived)]
        self.batches.judge_now(device.node, fresh, outcome, now=arrived.at)

    def _kept(self, node: str, found: list[Arrival], arrived: Arrived) -> list[Arrival]:
        """Append records under the next numbers of the device, and return them."""
        connection = self.batches.writer.readings
        # A station that has lost its readings.db goes on above what its archive may hold of the device.
        cursor = cursors.find(connection, node, QUEUE) or Cursor(node, QUEUE, max(0, arrived.at))
        numbered = [replace(one, number=cursor.last + place) for place, one in enumerate(found, 1)]
        newest = [arrivals.insert(connection, one) for one in numbered] or [cursor.arrival]
        last = cursor.last + len(numbered)
        cursors.save(connection, cursor._replace(last=last, arrival=newest[-1], heard=arrived.at))
        return numbered

    def _arrival(self, node: str, measured: Measured, arrived: Arrived, *, is_live: bool) -> Arrival:
        time, known = placed(measured.when, arrived, is_live=is_live)
        values = measured.values
        if known is TimeKnown.SYNCED:
            values = self._new_values(node, time, values)
        return Arrival(
            node=node,
            queue=QUEUE,
            number=0,
            boot=0,
            uptime=0,
            stated=measured.when.stated,
            time=time,
            known=known,
            received=arrived.at,
            values=values,
        )

    def _new_values(self, node: str, time: int, values: Values) -> Values:
        """Return the values of a stated moment that do not stand yet: the same is (series, time, value)."""
        before = devices.standing(self.batches.writer.readings, node, time)
        new: Values = {}
        for channel, given in values.items():
            for quantity, value in given.items():
                arrived = any(one.get(channel, {}).get(quantity) == value for one in before)
                series = SeriesKey(node, channel, quantity)
                if not arrived and not self.batches.writer.archive.has_value(series, time=time, value=value):
                    new.setdefault(channel, {})[quantity] = value
        return new


def placed(when: When, arrived: Arrived, *, is_live: bool) -> tuple[int, TimeKnown]:
    """Return where a record of a device stands in time [s UTC], and how that is known.

    A date that can be is believed as that of a node. Without one it stands at its arrival: RESOLVED, for
    the station itself knows when it was, where it was heard live; ESTIMATED where a broker may have held it
    for hours, where its clock was never set or where its date cannot be.
    """
    if when.is_calendar and when.stated is not None:
        is_ahead = arrived.is_trusted and when.stated > arrived.at + AHEAD_S
        if when.stated >= EARLIEST and not is_ahead:
            return when.stated, TimeKnown.SYNCED
        return arrived.at, TimeKnown.ESTIMATED
    time = arrived.at - when.before_s
    if time < EARLIEST <= arrived.at:
        return arrived.at, TimeKnown.ESTIMATED
    is_known = is_live and not when.is_doubtful
    return time, TimeKnown.RESOLVED if is_known else TimeKnown.ESTIMATED


LATE_S: Final = NOW_WITHIN_S
"""What a live device dates further back than this was measured late and is never alarmed [s]."""


def _is_now(one: Arrival, arrived: Arrived) -> bool:
    """Tell whether a live record was measured just now; a station that does not know the hour says yes."""
    return one.time is None or not arrived.is_trusted or arrived.at - one.time <= LATE_S
