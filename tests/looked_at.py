"""Which pages are looked at where not all of them can be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zlib import crc32

from every_page import FORMS


def some_of(names: Iterable[str]) -> Sequence[str]:
    """Return every page by its name, but of each form one state alone, each form another.

    All forms are asked, told back, refused and picked from by the same templates: each of these is
    there with a part of the forms, each form with one of these.
    """
    of_each: dict[str, list[str]] = {}
    for name in names:
        form = name.partition(", ")[0]
        of_each.setdefault(form if form in FORMS else name, []).append(name)
    return [found[nth_of(form, len(found))] for form, found in of_each.items()]


def nth_of(name: str, count: int) -> int:
    """Return which of so many falls to a name: always the same, whatever pages come beside it."""
    return crc32(name.encode()) % count
