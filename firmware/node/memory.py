"""What a node remembers through deep sleep and watchdog resets, never through a power cut."""

import json
import struct
from binascii import crc32


class Memory:
    """Named values in the board's RTC memory of 2 KB, held whole by a CRC.

    Attributes:
        is_fresh: Whether nothing was remembered, as after a power cut.
    """

    def __init__(self, store) -> None:
        """Read what is remembered.

        Args:
            store: Called without an argument it gives the bytes, with one it keeps them.
        """
        self._store = store
        content = store()
        self._values = {}
        self.is_fresh = len(content) < 4 or crc32(content[4:]) != struct.unpack("<I", content[:4])[0]
        if not self.is_fresh:
            self._values = json.loads(content[4:].decode())

    def get(self, name: str, default: int) -> int:
        """Return a remembered number."""
        return self._values.get(name, default)

    def set(self, **changes) -> None:
        """Remember numbers; other names stay as they are."""
        values = dict(self._values, **changes)
        content = json.dumps(values, separators=(",", ":")).encode()
        self._store(struct.pack("<I", crc32(content)) + content)
        self._values = values

    def clear(self) -> None:
        """Forget everything."""
        self._values = {}
        self.set()
