"""A 1-Wire bus with one DS18B20, or with nobody."""
# ruff: noqa: ARG002, FBT001, FBT002 - the names and orders are the board's

import _world

_READ_SCRATCHPAD = 0xBE


class OneWire:
    def __init__(self, pin) -> None:
        self._pin = pin
        self._scratchpad = b""
        self._command = 0

    def reset(self, required: bool = False) -> bool:
        self._scratchpad = bytes(_world.ask("scratchpad", pin=self._pin.number))
        return len(self._scratchpad) > 0

    def writebyte(self, value: int) -> None:
        self._command = value

    def readinto(self, buffer) -> None:
        answer = self._scratchpad if self._command == _READ_SCRATCHPAD else b"\xff" * len(buffer)
        for at in range(len(buffer)):
            buffer[at] = answer[at]
