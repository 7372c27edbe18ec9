"""One number of 64 bits in a file of its own, which a power cut leaves as it was or as it is to be."""

import os
import struct
from binascii import crc32


def write(path: str, value: int) -> None:
    """Replace the number; when this returns it stands in flash.

    Raises:
        OSError: It could not be written.
    """
    content = struct.pack("<Q", value)
    with open(path + ".new", "wb") as file:
        file.write(content + struct.pack("<I", crc32(content)))
        file.flush()
    os.rename(path + ".new", path)


def read(path: str) -> int | None:
    """Return the number, None where the file is absent or damaged.

    Raises:
        OSError: The flash cannot be read.
    """
    folder, name = path.rsplit("/", 1)
    if name not in os.listdir(folder):
        return None
    with open(path, "rb") as file:
        content = file.read(12)
    if len(content) < 12 or struct.unpack("<I", content[8:])[0] != crc32(content[:8]):
        return None
    return struct.unpack("<Q", content[:8])[0]
