"""A world in which every device of every board file answers, by what each of them is asked."""

from __future__ import annotations

from dataclasses import dataclass, field

from commune import RememberingWorld

EZO, SHT31, BME280 = 0x61, 0x44, 0x76
_BME280_BLOCKS = {
    0xD0: "60",
    0x88: "706b436718fc7d8e43d6d00b270b8c00f9ff8c3cf8c6701700" + "4b",
    0xE1: "6a01001302031e",
    0xF3: "00",
    0xF7: "655ac07eed007530",
}
"""The worked example of Bosch's data sheet, with what a chip usually carries for humidity."""


@dataclass
class WiredWorld(RememberingWorld):
    """Answers for the devices of all boards; nobody is within reach of the radio."""

    signal: int | None = None
    asked: list[bytes] = field(default_factory=list)
    is_silent: bool = False
    pulsed: int = 0
    _ezo: bytes = b""

    def i2c(self, node: str, pin: int, address: int, command: bytes) -> bytes | None:
        if self.is_silent:
            return None
        if address == EZO:
            said = {b"R": b"7.82", b"O,?": b"?,O,mg"}.get(command, b"")
            return b"\x01" + said + b"\x00"
        if address == BME280:
            return bytes.fromhex(_BME280_BLOCKS.get(command[0], "00"))
        return super().i2c(node, pin, address, command)

    def rs485(self, node: str, pin: int, question: bytes) -> bytes:
        self.asked.append(question)
        if self.is_silent:
            return b""
        words = (287, 543) if question[0] == 55 else (231, 273, 412)
        body = bytes([question[0], 3, 2 * len(words)]) + b"".join(word.to_bytes(2, "big") for word in words)
        return body + _crc16(body)

    def pulses(self, node: str, pin: int) -> int:
        self.pulsed += 40
        return self.pulsed


def _crc16(body: bytes) -> bytes:
    crc = 0xFFFF
    for byte in body:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc.to_bytes(2, "little")
