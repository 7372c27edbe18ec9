"""What virtual boards measure, answered over UDP to one question a datagram."""

from __future__ import annotations

import logging
import socket
import threading
from types import TracebackType
from typing import Final, Protocol, Self

import msgspec

log = logging.getLogger(__name__)

_LARGEST_QUESTION: Final = 64 * 1024
_STOP_WITHIN_S: Final = 0.2


class Hardware(Protocol):
    """The world as the pins of its boards feel it."""

    def millivolts(self, node: str, pin: int) -> int:
        """Return the voltage on an analog pin [mV]."""
        ...

    def scratchpad(self, node: str, pin: int) -> bytes:
        """Return the nine bytes of the DS18B20 on a pin; none when nobody answers."""
        ...

    def i2c(self, node: str, pin: int, address: int, command: bytes) -> bytes | None:
        """Return what a device on the bus of a data pin tells after a command, None when nobody answers."""
        ...

    def rs485(self, node: str, pin: int, question: bytes) -> bytes:
        """Return what an RS485 line carries after a question, by its `tx_pin`; nothing when none answers."""
        ...

    def pulses(self, node: str, pin: int) -> int:
        """Return how often an anemometer on a pin has pulsed since the world began."""
        ...

    def tips(self, node: str, pin: int) -> int:
        """Return how often the rain gauge on a pin has tipped since the world began."""
        ...

    def level(self, node: str, pin: int) -> int:
        """Return what a pin that reads a contact meets, 0 or 1; an open contact is 1."""
        ...

    def driven(self, node: str, pin: int, level: int) -> None:
        """Take note of what a pin drives, 0 or 1; the same may be told again."""
        ...

    def signal_dbm(self, node: str) -> int | None:
        """Return how strong the access point is heard [dBm], None where there is no Wi-Fi."""
        ...

    def kept(self, node: str, queue: str, number: int, record: bytes) -> None:
        """Take note of a record that stands in a node's flash; the same one may be told again."""
        ...


class _Question(msgspec.Struct):
    id: int
    node: str
    ask: str
    pin: int = 0
    level: int = 0
    address: int = 0
    command: list[int] = []
    queue: str = ""
    number: int = 0
    record: str = ""


class HardwareServer:
    """Answers the boards' questions from a thread until it is stopped.

    A node that is told that its record is noted has it noted: the answer follows the note.
    """

    def __init__(self, hardware: Hardware, *, port: int = 0) -> None:
        """Remember the hardware; a port of 0 takes any free one."""
        self._hardware = hardware
        self._asked_port = port
        self._socket: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._is_stopping = threading.Event()
        self.port = port

    def start(self) -> None:
        """Begin to answer.

        Raises:
            OSError: The port is taken.
        """
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", self._asked_port))
        self._socket.settimeout(_STOP_WITHIN_S)
        self.port = self._socket.getsockname()[1]
        self._is_stopping.clear()
        self._thread = threading.Thread(
            target=self._serve, args=(self._socket,), name="hardware", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Answer no more."""
        self._is_stopping.set()
        if self._thread is not None:
            self._thread.join()
        if self._socket is not None:
            self._socket.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _serve(self, door: socket.socket) -> None:
        while not self._is_stopping.is_set():
            try:
                question, sender = door.recvfrom(_LARGEST_QUESTION)
            except TimeoutError:
                continue
            try:
                answer = self._answer(msgspec.json.decode(question, type=_Question))
            except Exception:
                # The border of one question: the other boards go on, this one asks again.
                log.exception("hardware question failed question=%r", question[:200])
                continue
            door.sendto(answer, sender)

    def _answer(self, question: _Question) -> bytes:
        return msgspec.json.encode({"id": question.id, "answer": self._value(question)})

    def _value(self, question: _Question) -> int | list[int] | None:
        world = self._hardware
        match question.ask:
            case "driven":
                world.driven(question.node, question.pin, question.level)
                return None
            case "signal_dbm":
                return world.signal_dbm(question.node)
            case "kept":
                world.kept(question.node, question.queue, question.number, question.record.encode())
                return None
            case _:
                return self._met(question)

    def _met(self, question: _Question) -> int | list[int] | None:
        """Return what an input meets."""
        world, node, pin = self._hardware, question.node, question.pin
        match question.ask:
            case "millivolts":
                return world.millivolts(node, pin)
            case "scratchpad":
                return list(world.scratchpad(node, pin))
            case "i2c":
                told = world.i2c(node, pin, question.address, bytes(question.command))
                return None if told is None else list(told)
            case "rs485":
                return list(world.rs485(node, pin, bytes(question.command)))
            case "pulses":
                return world.pulses(node, pin)
            case "tips":
                return world.tips(node, pin)
            case "level":
                return world.level(node, pin)
            case unknown:
                raise ValueError(f"nobody can answer {unknown!r}")
