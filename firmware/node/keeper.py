"""Keeps records in flash while there is one that works, else in memory, and says so.

The board's own `_boot.py` mounts the flash before any file of ours runs. Where that fails and the flash is
not blank it prints "The filesystem appears to be corrupted" every three seconds, for ever: nothing of ours
can help then. So the command that flashes a board must write the whole flash anew, read every file back
against its hash, begin the board again by its reset line and wait for the node's own first words: only a
mount that has held through a restart is one. What ends here is a flash that is mounted and cannot be
written or read.
"""

from node import const, message, segment

_TRY_EVERY = const(16)


class Keeper:
    """The outbox in flash, or in its place one in memory; everything else is asked of it.

    Attributes:
        rescue: Why records are kept in memory, None while they are kept in flash.
    """

    def __init__(self, flash, board) -> None:
        """Remember both.

        Args:
            flash: The outbox in flash.
            board: Its memory outlives deep sleep, where records in ours do not.
        """
        self._flash = flash
        self._at = flash
        self._board = board
        self._tries = 0
        self.rescue = None

    def __getattr__(self, name: str):
        return getattr(self._at, name)

    def open(self, *, is_power_on: bool, next_number: int | None = None) -> None:
        """Open the flash, or take shelter; what was held in memory goes into a flash that works again."""
        memory = self._board.memory
        held = memory.get("held", 0)
        if is_power_on:
            memory.set(uncounted=1)
        try:
            self._enter(next_number, held[-1] if held else [])
        except (OSError, ValueError) as error:
            self._take_shelter(error, held)

    def reserve(self) -> int:
        """Return a number that no record of the queue has; now and then the flash is tried again first."""
        if self.rescue is not None:
            self._tries += 1
            if self._tries % _TRY_EVERY == 0:
                self._leave_shelter()
        try:
            return self._at.reserve()
        except OSError as error:
            self._take_shelter(error)
            return self._at.reserve()

    def put(self, number: int, content: bytes) -> None:
        """Keep a record.

        Raises:
            OSError: It is too large.
        """
        try:
            self._at.put(number, content)
        except OSError as error:
            if len(content) > segment.LARGEST_CONTENT:
                raise
            self._take_shelter(error)
            self._at.put(number, content)

    def read(self, after: int, *, up_to: int, room: int) -> list[tuple[int, bytes]]:
        """Return the next records, as an outbox does.

        Raises:
            OSError: The flash cannot be read; from now on records are kept in memory.
        """
        try:
            return self._at.read(after, up_to=up_to, room=room)
        except OSError as error:
            self._take_shelter(error)
            raise

    def acknowledge(self, number: int) -> None:
        """Let go of everything up to a number; where the flash cannot, it will be sent again some day."""
        try:
            self._at.acknowledge(number)
        except OSError as error:
            self._take_shelter(error)

    def depth(self) -> int:
        """Return how many records wait; where the flash does not tell, how many numbers."""
        try:
            return self._at.depth()
        except OSError:
            return self._at.newest - self._at.gone

    def hold(self) -> None:
        """Hold through deep sleep what is kept in memory, as much of it as there is room for."""
        if self.rescue is not None:
            self._board.memory.set(held=self._at.held())

    def _take_shelter(self, error: Exception, held: object = 0) -> None:
        from node.shelter import Shelter  # a node whose flash works keeps its memory

        self.rescue = f"flash: {error}"
        print("records are kept in memory,", self.rescue)
        flash = self._flash
        self._at = Shelter(flash.next_number, boot=max(flash.boot, 1), held=held)

    def _leave_shelter(self) -> None:
        try:
            self._enter(None, self._at.records())
        except (OSError, ValueError) as error:
            print("the flash still does not work:", error)
            return
        self.rescue, self._at = None, self._flash

    def _enter(self, next_number: int | None, records: list) -> None:
        """Take up the flash, and put into it, under its queue, what was kept in memory."""
        memory = self._board.memory
        self._flash.open(is_power_on=bool(memory.get("uncounted", 0)), next_number=next_number)
        if memory.get("uncounted", 0):
            memory.set(uncounted=0)
        for record in records:
            number = self._flash.reserve()
            content = message.renumbered(record, number, self._flash.boot)
            self._flash.put(number, content)
            self._board.kept(self._flash.queue, number, content)
        if memory.get("held", 0):
            memory.set(held=0)
