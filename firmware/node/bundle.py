"""Opens a new version: proves who made it, puts it into the other slot, reads it back from the flash.

The bundle: `CONUCO1` and a line's end; the manifest's length, four bytes, the lowest first; the manifest
{version, name, mpy, files: [[path, size, SHA-256], ...]}, paths rising; its signature; the files one after
another. It is read in pieces: nothing larger than a chunk ever stands in the heap.

Source:
    RFC 8017, PKCS #1 2.2, section 8.2.2: the whole expected block is compared, nothing is parsed.
"""

import json
import os
import sys
from binascii import hexlify
from hashlib import sha256

from node import const

_HEAD = const(12)
_SIGNATURE = const(256)
_CHUNK = const(512)
_LARGEST = const(102_400)
_LETTERS = const("abcdefghijklmnopqrstuvwxyz0123456789_/.")
_IS_FOLDER = const(0x4000)
_SHA256 = const("3031300d060960864801650304020105000420")


class SpoiltError(ValueError):
    """The bundle is not what was offered: what came over the air is to be fetched again."""


class Bundle:
    """A bundle in flash, on its way into a slot."""

    def __init__(self, path: str, folder: str, offer: dict, idle) -> None:
        """Remember everything; nothing is read yet.

        Args:
            path: The bundle's file.
            folder: The slot that does not run.
            offer: {version, name, size, sha256} as the station offered it.
            idle: Called again and again meanwhile.
        """
        self._path = path
        self._folder = folder
        self._offer = offer
        self._idle = idle
        self._end = self._total = self._at = 0
        self._before = ""

    def install(self) -> None:
        """Put what it holds into the folder, in the place of what is there.

        Raises:
            SpoiltError: The bytes are not those that were offered.
            ValueError: It is not what a station of ours made for this board; the slot is as it was, or it
                holds what may not run.
            OSError: The flash cannot be read or written.
        """
        size = self._offer["size"]
        if os.stat(self._path)[6] != size or self._digest(self._path, 0, size) != self._offer["sha256"]:
            raise SpoiltError("other bytes than were offered")
        self._check_signature(size)
        self._at = self._end + _SIGNATURE
        self._each(self._check)
        if not 0 < self._total <= _LARGEST or self._at + self._total != size:
            raise ValueError("sizes that do not add up")
        remove(self._folder)
        os.mkdir(self._folder)
        self._each(self._unpack)
        self._each(self._read_back)

    def _check_signature(self, size: int) -> None:
        with open("update.pub", "rb") as file:
            modulus = file.read(_SIGNATURE + 1)
        with open(self._path, "rb") as file:
            head = file.read(_HEAD)
            self._end = _HEAD + int.from_bytes(head[8:], "little")
            if head[:8] != b"CONUCO1\n" or self._end + _SIGNATURE > size:
                raise ValueError("not a bundle")
            file.seek(self._end)
            signature = file.read(_SIGNATURE)
        if not is_signed(self._digest(self._path, _HEAD, self._end - _HEAD), signature, modulus):
            raise ValueError("not signed by this station")

    def _each(self, act) -> None:
        """Call with what stands before it, path, size and digest of each file of the manifest."""
        rest, left = b"", self._end - _HEAD
        with open(self._path, "rb") as file:
            file.seek(_HEAD)
            while left or b"]" in rest:
                at = rest.find(b"]") + 1
                if at:
                    start = rest.rfind(b"[", 0, at)
                    if start >= 0:
                        act(rest[:start], json.loads(rest[start:at].decode()))
                    rest = rest[at:]
                    continue
                if len(rest) > _CHUNK:
                    raise ValueError("not a manifest")
                chunk = file.read(min(256, left))
                left -= len(chunk)
                rest += chunk

    def _check(self, before: bytes, entry: list) -> None:
        if not self._before:
            head, offer = json.loads((before + b"]}").decode()), self._offer
            if head.get("version") != offer["version"] or head.get("name") != offer["name"]:
                raise ValueError("another version than was offered")
            if head.get("mpy") != getattr(sys.implementation, "_mpy", 6) & 0xFF:
                raise ValueError("compiled for another MicroPython")
        path, size = entry[0], entry[1]
        if not (self._before < path and size >= 0 and _is_path(path)):
            raise ValueError("a file that may not be: " + path[:40])
        self._before = path
        self._total += size

    def _unpack(self, _: bytes, entry: list) -> None:
        path, left = self._folder + "/" + entry[0], entry[1]
        _make_folders(path)
        with open(self._path, "rb") as source, open(path, "wb") as file:
            source.seek(self._at)
            self._at += left
            while left:
                chunk = source.read(min(_CHUNK, left))
                file.write(chunk)
                left -= len(chunk)
                self._idle()

    def _read_back(self, _: bytes, entry: list) -> None:
        path = self._folder + "/" + entry[0]
        if os.stat(path)[6] != entry[1] or self._digest(path, 0, entry[1]) != entry[2]:
            raise ValueError("not as its digest: " + entry[0])

    def _digest(self, path: str, start: int, length: int) -> str:
        """Return the SHA-256 of a part of a file, in hexadecimal digits."""
        found = sha256()
        with open(path, "rb") as file:
            file.seek(start)
            while length > 0:
                found.update(file.read(min(_CHUNK, length)))
                length -= _CHUNK
                self._idle()
        return hexlify(found.digest()).decode()


def remove(folder: str) -> None:
    """Remove a folder with everything in it, where there is one."""
    if folder not in os.listdir(".") and "/" not in folder:
        return
    for name in os.listdir(folder):
        path = folder + "/" + name
        if os.stat(path)[0] & _IS_FOLDER:
            remove(path)
        else:
            os.remove(path)
    os.rmdir(folder)


def is_signed(digest: str, signature: bytes, modulus: bytes) -> bool:
    """Tell whether a signature is that of a digest [hexadecimal] by the key with this modulus and 65537."""
    whole, number = int.from_bytes(modulus, "big"), int.from_bytes(signature, "big")
    if len(modulus) != _SIGNATURE or number >= whole:
        return False
    block = hexlify(pow(number, 65537, whole).to_bytes(_SIGNATURE, "big")).decode()
    return block == "0001" + "ff" * 202 + "00" + _SHA256 + digest


def _is_path(path: str) -> bool:
    """Tell whether a path leads to a file of the application, and nowhere else."""
    strange = [one for one in path if one not in _LETTERS]
    return not strange and len(path) <= 64 and path[:5] == "node/" and "/." not in path and "//" not in path


def _make_folders(path: str) -> None:
    at = path.find("/", 2)
    while at > 0:
        parent, _, name = path[:at].rpartition("/")
        if name not in os.listdir(parent):
            os.mkdir(path[:at])
        at = path.find("/", at + 1)
