"""Modbus RTU over RS485 with one pair of wires: a question, then an answer before a deadline.

Wiring: a 3.3 V transceiver (MAX3485, SP3485) with DI at `tx_pin`, RO at `rx_pin`, and DE joined to RE at
`direction_pin`; A to A, B to B, the grounds joined, 120 Ω at the far end of a cable over 20 m. Some
modules turn around by themselves: those leave `direction_pin` out of the settings.

Source:
    MODBUS over Serial Line, Specification and Implementation Guide V1.02: frame (2.5.1), CRC (2.5.1.2 and
    6.2.2). MODBUS Application Protocol V1.1b3: functions 3 and 4 (6.3, 6.4), exception (7).
"""

from node import const, pins
from node.ticks import elapsed

_ANSWER_WITHIN_MS = const(1000)
_LOOK_EVERY_MS = const(10)
_EXCEPTION = const(0x80)


class Line:
    """One pair of wires, on which several devices answer by their addresses."""

    def __init__(self, uart, direction, board) -> None:
        """Remember the wires.

        Args:
            uart: Writes and reads bytes; `read` returns at once.
            direction: The pin that is 1 while we speak, None where the transceiver knows by itself.
            board: Whose clock and patience it uses.
        """
        self._uart = uart
        self._direction = direction
        self._board = board

    def registers(self, address: int, first: int, count: int, function: int = 3) -> list[int]:
        """Return what registers of a device hold, from 0 to 65535 each.

        Raises:
            OSError: Nobody answers.
            ValueError: What came is no answer, is cut short, has a wrong CRC, or is a refusal.
        """
        question = bytes([address, function, first >> 8, first & 0xFF, count >> 8, count & 0xFF])
        self._say(question + crc16(question))
        return _words(self._hear(address, function, 2 * count), address, function, 2 * count)

    def _say(self, frame: bytes) -> None:
        self._uart.read()  # What a cable picked up before is no answer.
        if self._direction is not None:
            self._direction.value(1)
        try:
            self._uart.write(frame)
            self._uart.flush()
        finally:
            if self._direction is not None:
                self._direction.value(0)

    def _hear(self, address: int, function: int, size: int) -> bytes:
        """Return what came until the answer was whole or the time was up."""
        board = self._board
        heard = b""
        began = board.ticks_ms()
        while elapsed(began, board.ticks_ms()) < _ANSWER_WITHIN_MS:
            heard += self._uart.read() or b""
            found = _from_head(heard, address, function, size)
            if found and len(found) >= _length(found, size):
                break
            board.sleep_ms(_LOOK_EVERY_MS)
            board.idle()
        return heard


def of(board, channel: dict, baud: int) -> Line:
    """Return the line that a channel names in its settings."""
    turn = channel.get("direction_pin")
    direction = None if turn is None else board.output(turn, 0)
    return Line(board.uart(channel["tx_pin"], channel["rx_pin"], baud), direction, board)


def faults(channel: dict, where: str, maps) -> list[str]:
    """Return what is wrong with the settings of a channel of a line.

    Args:
        channel: Its settings.
        where: What it is called in a sentence.
        maps: The names of the register maps it may have.
    """
    wires = {"tx_pin": pins.QUIET, "rx_pin": pins.INPUTS}
    for key in ("direction_pin", "power_pin"):
        if key in channel:
            wires[key] = pins.QUIET
    found = pins.faults(channel, wires, where)
    if channel.get("map") not in maps:
        found.append(f"{where}map: " + " o ".join(sorted(maps)) + "; lo dice el manual de la sonda")
    if not pins.is_within(channel.get("address"), 1, 247):
        found.append(f"{where}address: de 1 a 247")
    return found


def signed(word: int) -> int:
    """Return a register that can be below zero."""
    return word - ((word & 0x8000) << 1)


def crc16(content: bytes) -> bytes:
    """Return the CRC of a frame, the low byte first."""
    crc = 0xFFFF
    for byte in content:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return bytes([crc & 0xFF, crc >> 8])


def _from_head(heard: bytes, address: int, function: int, size: int) -> bytes:
    """Return what stands from the head of the answer on; before it may be noise, or our own echo."""
    for head in (bytes([address, function, size]), bytes([address, function | _EXCEPTION])):
        at = heard.find(head)
        if at >= 0:
            return heard[at:]
    return b""


def _length(found: bytes, size: int) -> int:
    return 5 if found[1] & _EXCEPTION else size + 5


def _words(heard: bytes, address: int, function: int, size: int) -> list[int]:
    if not heard:
        raise OSError(f"nobody answers at address {address} of the RS485 line")
    found = _from_head(heard, address, function, size)
    if not found:
        raise ValueError(f"what came on the RS485 line is no answer of address {address}")
    length = _length(found, size)
    if len(found) < length:
        raise ValueError(f"the answer of address {address} is cut short: {len(found)} of {length} bytes")
    found = found[:length]
    if crc16(found[:-2]) != found[-2:]:
        raise ValueError(f"the CRC of the answer of address {address} is wrong")
    if found[1] & _EXCEPTION:
        raise ValueError(f"address {address} refuses: exception {found[2]}")
    return [found[at] << 8 | found[at + 1] for at in range(3, length - 2, 2)]
