"""Which of the two applications on a board runs: the file `slot`, replaced as a whole by a rename.

Never updated over the air: every version to come finds it as it is.

The file: format, whether slot b is active, whether the other one is on trial, bad ends in a row, boots
left to the trial, what became of the last trial, the highest version ever confirmed, the version tried
last; CRC-32. A bad end is a start that neither a power-on, nor deep sleep, nor a farewell explains.
"""

import os
import struct
from binascii import crc32

FILE = "slot"
NAMES = ("a", "b")
TRIES = 3
CRASHES = 5
BOOTS = 20
NOTHING, CONFIRMED, CRASHED, UNCONFIRMED, UNACKNOWLEDGED = 0, 1, 2, 3, 4
_FORMAT = 0x10
_ACTIVE, _PENDING, _FAREWELL = 1, 2, 4
_LAYOUT = "<BBBBII"


class Slots:
    """What the file says.

    Attributes:
        active: 0 or 1, the slot that is confirmed.
        is_trial: Whether the other one runs for a trial.
        is_farewell: Whether the last run ended on purpose.
        bad: Bad ends in a row of what runs.
        left: Boots left to the trial; in the rescue program how often it tried.
        outcome: What became of the last trial.
        highest: The highest version ever confirmed.
        tried: The version on trial, or tried last.
    """

    def __init__(self, version: int = 0) -> None:
        """Begin with a version in the first slot."""
        self.active = self.bad = self.left = self.outcome = 0
        self.is_trial = self.is_farewell = False
        self.highest = version
        self.tried = 0

    @property
    def running(self) -> int:
        """The slot that runs, 0 or 1."""
        return 1 - self.active if self.is_trial else self.active

    @property
    def version(self) -> int:
        """The version that runs."""
        return self.tried if self.is_trial else self.highest

    def begin(self, *, is_power_on: bool, is_wake: bool) -> str | None:
        """Count this start; return the folder of what is to run, None for the rescue program.

        Args:
            is_power_on: Whether the power came on: somebody may have mended something.
            is_wake: Whether deep sleep ended.
        """
        if not (is_power_on or is_wake or self.is_farewell):
            self.bad += 1
        self.is_farewell = False
        if self.is_trial:
            self.left -= 1
            if self.bad >= TRIES:
                self.end_trial(CRASHED)
            elif self.left < 0:
                self.end_trial(UNCONFIRMED)
        if self.is_trial or self.bad < CRASHES:
            return NAMES[self.running]
        if is_power_on:
            self.give_chance()
            return NAMES[self.active]
        self.bad = CRASHES
        return None

    def arm(self, version: int, boots: int = BOOTS) -> None:
        """Let the other slot run from the next start on, for a trial of so many."""
        self.is_trial, self.tried, self.bad, self.left = True, version, 0, min(boots, 250)
        self.outcome = NOTHING
        self.is_farewell = True

    def confirm(self) -> None:
        """Let what is on trial stay."""
        self.active, self.is_trial = 1 - self.active, False
        self.highest, self.outcome, self.bad, self.left = self.tried, CONFIRMED, 0, 0

    def end_trial(self, outcome: int) -> None:
        """Go back to what was before."""
        self.is_trial, self.outcome, self.bad, self.left = False, outcome, 0, 0

    def give_chance(self) -> None:
        """Let the application run once more; one more bad end brings the rescue program back."""
        self.bad, self.left = CRASHES - 1, 0

    def encode(self) -> bytes:
        """Return the file's content."""
        flags = _FORMAT | self.active * _ACTIVE | self.is_trial * _PENDING | self.is_farewell * _FAREWELL
        content = struct.pack(
            _LAYOUT, flags, self.bad, max(self.left, 0), self.outcome, self.highest, self.tried
        )
        return content + struct.pack("<I", crc32(content))


def decode(content: bytes) -> Slots | None:
    """Return what a file says, None where it is damaged."""
    if len(content) != 16 or struct.unpack("<I", content[12:])[0] != crc32(content[:12]):
        return None
    found = Slots()
    flags, found.bad, found.left, found.outcome, found.highest, found.tried = struct.unpack(
        _LAYOUT, content[:12]
    )
    found.active = flags & _ACTIVE
    found.is_trial, found.is_farewell = bool(flags & _PENDING), bool(flags & _FAREWELL)
    return found if flags & 0xF0 == _FORMAT else None


def exists(path: str) -> bool:
    """Tell whether there is a file or folder."""
    try:
        os.stat(path)
    except OSError:
        return False
    return True


def read() -> Slots | None:
    """Return what the board's file says, None where there is none or it is damaged."""
    if not exists(FILE):
        return None
    with open(FILE, "rb") as file:
        return decode(file.read(32))


def write(found: Slots) -> None:
    """Replace the file as a whole; after a cut it says either what it said or this.

    Raises:
        OSError: The flash cannot be written.
    """
    with open(FILE + ".new", "wb") as file:
        file.write(found.encode())
        file.flush()
    os.rename(FILE + ".new", FILE)


def farewell() -> None:
    """Take note that the start to come is wanted; without slots there is nothing to note."""
    found = read()
    if found is not None and not found.is_farewell:
        found.is_farewell = True
        write(found)


def well() -> None:
    """Take note that the application does its work; what is on trial is confirmed, not well."""
    found = read()
    if found is not None and found.bad and not found.is_trial:
        found.bad = 0
        write(found)
