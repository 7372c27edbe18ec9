"""What hangs on a board's buses and counters; `machine` brings it to whoever asks for it."""
# ruff: noqa: ARG002 - the names and orders are the board's

import _world


class I2C:
    """A bus: the world answers to a command, and one measurement is told once, as the SHT31 does it."""

    def __init__(self, unit: int, *, scl, sda, freq: int = 400000) -> None:
        self._pin = sda
        self._answer = b""

    def writeto(self, address: int, command: bytes) -> int:
        asked = {"pin": self._pin.number, "address": address, "command": list(command)}
        answer = _world.ask("i2c", **asked)
        if answer is None:
            raise OSError(19, "ENODEV")
        self._answer = bytes(answer)
        return len(command)

    def readfrom(self, address: int, count: int) -> bytes:
        answer, self._answer = self._answer, b""
        if not answer:
            raise OSError(19, "ENODEV")
        # Beyond what it has to tell nobody holds the line down.
        return answer[:count] + b"\xff" * (count - len(answer))

    def readfrom_mem(self, address: int, register: int, count: int) -> bytes:
        self.writeto(address, bytes([register]))
        return self.readfrom(address, count)

    def writeto_mem(self, address: int, register: int, content: bytes) -> None:
        self.writeto(address, bytes([register]) + bytes(content))


class UART:
    """An RS485 line: what is written is a question to the world, which answers at once."""

    def __init__(self, unit: int, baud: int, *, tx, **_rest) -> None:
        self._pin = tx
        self._answer = b""

    def write(self, frame: bytes) -> int:
        self._answer = bytes(_world.ask("rs485", pin=self._pin.number, command=list(frame)))
        return len(frame)

    def flush(self) -> None:
        pass

    def read(self):
        answer, self._answer = self._answer, b""
        return answer or None


class Counter:
    """Counts what its pin meets from the start of the board on, as the hardware does."""

    RISING, FALLING = 1, 2

    def __init__(self, unit: int, pin, *, edge: int = 1, filter_ns: int = 0) -> None:
        self._pin = pin
        self._base = self._pulses()

    def value(self) -> int:
        return self._pulses() - self._base

    def _pulses(self) -> int:
        return _world.ask("pulses", pin=self._pin.number)


class Tips:
    """Counts on through deep sleep: as if each tip had woken the board, without a process a tip."""

    def __init__(self, pin: int) -> None:
        self._pin = pin
        self._name = "counter-%d" % pin
        kept = _world.read_kept(self._name)
        self._base = int(kept) if kept else self._tips()
        self._save(self._base)

    def value(self) -> int:
        tips = self._tips()
        self._save(tips)
        return tips - self._base

    def _tips(self) -> int:
        return _world.ask("tips", pin=self._pin)

    def _save(self, tips: int) -> None:
        _world.write_kept(self._name, str(tips).encode())
