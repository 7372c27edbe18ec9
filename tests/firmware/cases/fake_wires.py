"""The wires of a board as cases string them: a voltage, a serial line, a counter, a patience that counts."""

WRAP = 1 << 30


class Patience:
    """A clock that moves on when somebody waits; its counter wraps after a tenth of a second."""

    def __init__(self) -> None:
        self.now_ms = 0
        self.idled = 0
        self.pins = []
        self.line = None
        self.bus = None
        self.fed = []

    def ticks_ms(self) -> int:
        return (WRAP - 100 + self.now_ms) % WRAP

    def uptime_ms(self) -> int:
        return self.now_ms

    def sleep_ms(self, duration_ms: int) -> None:
        self.now_ms += duration_ms

    def idle(self) -> None:
        self.idled += 1

    def uart(self, tx_pin: int, rx_pin: int, baud: int) -> object:
        self.pins += [tx_pin, rx_pin, baud]
        return self.line

    def output(self, pin: int, rest: int) -> object:
        self.pins.append(pin)
        return Feed(self.line.told if self.line else self.fed)

    def switch(self, pin: int) -> object:
        self.pins.append(pin)
        return Feed(self.fed)

    def i2c(self, clock_pin: int, data_pin: int) -> object:
        self.pins += [clock_pin, data_pin]
        return self.bus

    def analog(self, pin: int) -> object:
        return Volts(pin)


class Feed:
    """A pin that drives something, and notes it down."""

    def __init__(self, told: list) -> None:
        self.told = told

    def value(self, level: int) -> None:
        self.told.append(level)


class Uart:
    """A serial line on which an answer comes in pieces, one a look; what was there before is noise."""

    def __init__(self, pieces: list, noise: bytes = b"") -> None:
        self.pieces = list(pieces)
        self.noise = noise
        self.told = []
        self.is_asked = False

    def read(self) -> bytes | None:
        if not self.is_asked:
            noise, self.noise = self.noise, b""
            return noise or None
        return self.pieces.pop(0) if self.pieces else None

    def write(self, frame: bytes) -> None:
        self.told.append(bytes(frame))
        self.is_asked = True

    def flush(self) -> None:
        self.told.append("flushed")


class Volts:
    """An analog pin at one voltage."""

    def __init__(self, millivolts: int) -> None:
        self.millivolts = millivolts

    def read_uv(self) -> int:
        return self.millivolts * 1000


class Counted:
    """A counter that a case sets."""

    def __init__(self) -> None:
        self.count = 0

    def value(self) -> int:
        return self.count


def refusal(read: object) -> str:
    """Return what a reading is refused with, nothing where it is not."""
    try:
        read()
    except (OSError, ValueError) as error:
        return str(error)
    return ""
