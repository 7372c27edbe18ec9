"""What a board runs when its application does nothing but fail: Wi-Fi, MQTT, a new version, nothing else.

Never updated over the air; it brings its own copy of the modules it needs, in the folder `rescue`.
"""

import json
import time

import machine
import slots
from node import VERSION, message
from node.link import Link
from node.mqtt import Client
from node.ticks import elapsed
from node.update import Updates

_PAUSE_MS = 600_000
_RADIO_MS = 20_000
_LISTEN_MS = 30_000
_LONGEST_MS = 600_000
_WATCHDOG_MS = 120_000
_TRIES = 6
_WHY = "the application failed again and again"
_RESCUE = "rescue "


class Rescue:
    """Board and session at once, of a node that only waits for a new version."""

    has_answered = False

    def __init__(self, settings: dict) -> None:
        self._settings = settings
        self._watchdog = machine.WDT(timeout=_WATCHDOG_MS)
        self._link = Link(settings["wifi"], time.sleep_ms)
        self._client = Client(settings["node"], time.ticks_ms)
        self._updates = Updates(settings, self, self)
        self.memory = self

    def run(self) -> None:
        """Ask the station for a new version; return when it has none.

        Raises:
            OSError: It is not there.
        """
        self._link.bring_up(_RADIO_MS)
        self._client.connect(self._settings["broker"])
        self._client.subscribe([self._topic("command/update"), self._topic("update/part/#")])
        self._say()
        began = moved = time.ticks_ms()
        at = -1
        while elapsed(moved, time.ticks_ms()) < _LISTEN_MS and elapsed(began, time.ticks_ms()) < _LONGEST_MS:
            for topic, body, _ in self._client.turn(50):
                self._hear(topic, body)
            self._updates.turn(self.uptime_ms())
            if self._updates.at != at:
                at, moved = self._updates.at, time.ticks_ms()
                self._watchdog.feed()
        self._say()
        self._client.disconnect()

    def _hear(self, topic: str, body: bytes) -> None:
        if topic.startswith(self._topic("update/part")):
            self._updates.hear(topic[len(self._topic("")) :], body)
        elif body:
            try:
                name, _, order = message.decode_command(body)
                state, fields = "done", self._updates.take(order)
            except (ValueError, MemoryError, RuntimeError) as error:  # a retained one comes at each visit
                print("refused", repr(error))
                return
            self._client.publish(self._topic("result"), message.encode_result(name, state, fields))

    def _say(self) -> None:
        fields = {"firmware": _RESCUE + VERSION, "rescue": _WHY, "update": self._updates.status()}
        fields["signal_dbm"] = self.signal_dbm()
        self._client.publish(self._topic("status"), message.encode_status("online", fields), retain=True)

    def _topic(self, leaf: str) -> str:
        return message.topic(self._settings["commune"], self._settings["node"], leaf)

    # What updates ask of a board and of a session

    def ticks_ms(self) -> int:
        """Return a counter for deadlines [ms]."""
        return time.ticks_ms()  # pyright: ignore[reportReturnType] - an int on every board

    def uptime_ms(self) -> int:
        """Return the time since some moment [ms]."""
        return time.time_ns() // 1_000_000

    def idle(self) -> None:
        """Nothing goes on meanwhile."""

    def set(self, **changes) -> None:
        """Remember nothing: what the application remembered stands as it was."""

    def ask_part(self, body: bytes) -> None:
        """Ask for a part of a bundle."""
        self._client.publish(self._topic("update/ask"), body, qos=0)

    def signal_dbm(self) -> int | None:
        """Return how strong the access point is heard [dBm]."""
        return self._link.signal_dbm()

    def begin_again(self) -> None:
        """Begin again with what is there now."""
        slots.farewell()
        machine.reset()


def main() -> None:
    """Try once, then sleep for ten minutes; each sixth time the application has another chance."""
    try:
        with open("settings.json") as file:
            settings = json.loads(file.read())
        Rescue(settings).run()
    except (OSError, MemoryError) as error:
        print("rescue: the station is not there:", error)
    except (ValueError, KeyError, TypeError) as error:
        print("rescue: settings.json cannot be read; connect a cable:", repr(error))
    found = slots.read()
    if found is not None:
        found.left += 1
        if found.left >= _TRIES:
            found.give_chance()
            found.is_farewell = True
        slots.write(found)
        if found.is_farewell:
            machine.reset()
    machine.deepsleep(_PAUSE_MS)
