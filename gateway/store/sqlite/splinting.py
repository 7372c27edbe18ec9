"""A damaged file that SQLite refuses as a whole, copied with its head or its length put right."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path
from typing import Final

from gateway.store.sqlite.connection import OLD_PAGE_SIZES

MAGIC: Final = b"SQLite format 3\x00"
_HEAD: Final = 100
_KINDS: Final = frozenset([b"\x02", b"\x05", b"\x0a", b"\x0d"])


def splinted(path: Path, fresh: Path, scratch: Path) -> Path:
    """Return a file that can be opened: this one where it can be, else a copy of it that was put right.

    What stands in its pages is not touched.

    Args:
        path: The damaged file; it stays as it is.
        fresh: A whole one of the same kind, for the head.
        scratch: A folder for the copy.

    Source:
        SQLite documentation, "Database File Format", section 1.3: the head of 100 bytes; section 1.6: the
        first byte of a page of a table or an index is 2, 5, 10 or 13.
    """
    head, size = _head(path), path.stat().st_size
    sizes = (_page_size(_head(fresh)), *OLD_PAGE_SIZES.get(path.stem, ()))
    is_ours = head[:16] == MAGIC and _page_size(head) in sizes
    page = _page_size(head) if is_ours else _likely_size(path, sizes)
    pages = struct.unpack(">I", head[28:32])[0] if is_ours else 0
    if size < page or (is_ours and pages * page <= size):
        return path
    scratch.mkdir(exist_ok=True)
    copy = scratch / path.name
    shutil.copyfile(path, copy)
    wal = path.with_name(path.name + "-wal")
    if wal.exists():
        shutil.copyfile(wal, scratch / wal.name)
    with copy.open("r+b") as file:
        if not is_ours:
            pages = size // page
            file.write(_head_of(_head(fresh), page=page, pages=pages))
        # Pages that are gone read as nothing; those before them can be read again.
        file.truncate(max(pages, size // page) * page)
    return copy


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD).ljust(_HEAD, b"\x00")


def _page_size(head: bytes) -> int:
    return int(struct.unpack(">H", head[16:18])[0])


def _likely_size(path: Path, sizes: tuple[int, ...]) -> int:
    """Return the first page size at whose steps most of a file looks like the beginning of a page."""
    for page in sizes:
        with path.open("rb") as file:
            firsts = [file.read(page)[:1] for _ in range(page, path.stat().st_size, page)][1:]
        if sum(one in _KINDS for one in firsts) * 2 > len(firsts):
            return page
    return sizes[0]


def _head_of(fresh: bytes, *, page: int, pages: int) -> bytes:
    """Return a head like that of a fresh file, for so many pages, of which none is free."""
    head = bytearray(fresh)
    head[16:18] = struct.pack(">H", page)
    head[28:32] = struct.pack(">I", pages)
    head[32:40] = bytes(8)
    head[92:96] = head[24:28]  # else the number of pages is not believed
    return bytes(head)
