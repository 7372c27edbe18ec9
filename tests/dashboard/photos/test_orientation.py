"""A photograph stays the right way up, and nothing else of what the telephone wrote about it is kept."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from snapshots import CLEAN_JPEG, a_jpeg, segment

from dashboard.photos.cleaning import clean
from dashboard.photos.orientation import only_orientation, orientation

WHERE = b"10.06.5N 69.12.3W"
"""Where the telephone stood: the one thing that must never stay."""
Order = Literal["little", "big"]


def an_exif(turned: int, order: Order = "big", *, tag: int = 0x0112) -> bytes:
    """Return an APP1 segment with a camera, an orientation and a place."""

    def word(value: int, size: int) -> bytes:
        return value.to_bytes(size, order)

    head = (b"II*\0" if order == "little" else b"MM\0*") + word(8, 4)
    camera = word(0x010F, 2) + word(2, 2) + word(4, 4) + b"Fono"
    turn = word(tag, 2) + word(3, 2) + word(1, 4) + word(turned, 2) + b"\0\0"
    place = word(0x8825, 2) + word(4, 2) + word(1, 4) + word(50, 4)
    return segment(0xE1, b"Exif\0\0" + head + word(3, 2) + camera + turn + place + bytes(4) + WHERE)


@pytest.mark.parametrize("order", ["little", "big"])
@pytest.mark.parametrize("turned", range(2, 9))
def test_which_way_up_it_was_held_is_kept_and_where_it_stood_is_not(turned: int, order: Order) -> None:
    left = clean(a_jpeg(extra=an_exif(turned, order))).content

    assert orientation(only_orientation(turned)[2:]) == turned
    assert only_orientation(turned) in left
    assert WHERE not in left
    assert b"Fono" not in left
    assert clean(left).content == left


@pytest.mark.parametrize("turned", [0, 1, 9, 65_535])
def test_an_orientation_that_says_nothing_is_left_out(turned: int) -> None:
    assert clean(a_jpeg(extra=an_exif(turned))).content == CLEAN_JPEG


def test_another_word_of_the_telephone_is_no_orientation() -> None:
    assert clean(a_jpeg(extra=an_exif(6, tag=0x0113))).content == CLEAN_JPEG


@given(st.binary(max_size=80))
def test_no_broken_word_of_a_telephone_stops_a_photograph(broken: bytes) -> None:
    left = clean(a_jpeg(extra=segment(0xE1, b"Exif\0\0" + broken))).content

    assert len(left) - len(CLEAN_JPEG) in (0, len(only_orientation(6)))
