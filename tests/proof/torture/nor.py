"""A NOR flash in memory whose power can be cut in the middle of an operation."""

import random

BLOCK = 4096
_DEAD = -5


class Nor:
    """Programs by AND, erases to ones; a cut tears the operation under way, then nothing answers.

    Attributes:
        left: Programs and erases until the power is cut; -1 for never.
        is_dead: Whether the power is cut.
    """

    def __init__(self, blocks: int) -> None:
        self._blocks = [bytearray(b"\xff" * BLOCK) for _ in range(blocks)]
        self.left = -1
        self.is_dead = False

    def power_on(self, left: int) -> None:
        self.is_dead = False
        self.left = left

    def readblocks(self, number: int, buffer, offset: int = 0) -> int:
        if self.is_dead:
            return _DEAD
        buffer[:] = memoryview(self._blocks[number])[offset : offset + len(buffer)]
        return 0

    def writeblocks(self, number: int, buffer, offset: int = 0) -> int:
        if self.is_dead:
            return _DEAD
        block, wanted = self._blocks[number], bytes(buffer)
        if self._is_cut():
            wanted = _torn(wanted)
        end = offset + len(wanted)
        block[offset:end] = _programmed(block[offset:end], wanted)
        return _DEAD if self.is_dead else 0

    def ioctl(self, operation: int, argument: int) -> int:
        if operation == 4:
            return len(self._blocks)
        if operation == 5:
            return BLOCK
        if operation == 6:
            return self._erase(argument)
        return 0

    def _erase(self, number: int) -> int:
        if self.is_dead:
            return _DEAD
        block, end = self._blocks[number], BLOCK
        if self._is_cut():
            end = random.choice((0, BLOCK, random.randrange(BLOCK)))
        block[:end] = b"\xff" * end
        return _DEAD if self.is_dead else 0

    def _is_cut(self) -> bool:
        if self.left > 0:
            self.left -= 1
            self.is_dead = self.left == 0
        return self.is_dead


def _programmed(standing: bytearray, wanted: bytes) -> bytes:
    """Return what stands after a program: a bit that is zero stays zero."""
    if standing == b"\xff" * len(wanted):
        return wanted
    both = int.from_bytes(standing, "big") & int.from_bytes(wanted, "big")
    return both.to_bytes(len(wanted), "big")


def _torn(wanted: bytes) -> bytes:
    """Return what of a program was done: a prefix, some bytes, some bits, or all, unacknowledged."""
    how = random.randrange(4)
    if how == 0:
        return wanted[: random.randrange(len(wanted) + 1)]
    if how == 1:
        return bytes([one if random.getrandbits(1) else 0xFF for one in wanted])
    if how == 2:
        return bytes([one | random.getrandbits(8) for one in wanted])
    return wanted
