"""A memory, a pin and the clocks of a board, as cases turn them."""

from node.memory import Memory

WRAP = 1 << 30


class Store:
    """RTC memory."""

    def __init__(self) -> None:
        self.content = b""
        self.is_full = False  # whether the heap has no room for what is to be kept

    def __call__(self, content: bytes | None = None) -> bytes:
        if content is not None and self.is_full:
            raise MemoryError
        self.content = self.content if content is None else content
        return self.content


class Pin:
    """A pin that a case sets, and that remembers what it was told."""

    def __init__(self, level: int = 1) -> None:
        self.level = level
        self.told = []

    def value(self, level: int | None = None) -> int:
        if level is not None:
            self.level = level
            self.told.append(level)
        return self.level


class Board:
    """Clocks that a case turns; the counter wraps ten seconds after the beginning."""

    def __init__(self) -> None:
        self.now_ms = 1_000
        self.store = Store()
        self.memory = Memory(self.store)
        self.meanwhile = None

    def uptime_ms(self) -> int:
        return self.now_ms

    def ticks_ms(self) -> int:
        return (WRAP - 10_000 + self.now_ms) % WRAP
