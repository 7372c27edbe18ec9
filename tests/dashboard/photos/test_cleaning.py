"""What is left of a photograph, and what is not taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from snapshots import (
    CLEAN_JPEG,
    CLEAN_PNG,
    CLEAN_WEBP,
    a_jpeg,
    a_png,
    a_webp,
    chunk,
    frame,
    header,
    lossy,
    part,
    riff,
    segment,
)

from dashboard.photos.cleaning import MOST_BYTES, clean
from dashboard.photos.refused import PhotoRefusedError

ZIP = b"PK\x03\x04<script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("sent", "left", "extension"),
    [
        (a_jpeg(), CLEAN_JPEG, "jpg"),
        (a_jpeg(after=ZIP), CLEAN_JPEG, "jpg"),
        (a_jpeg(extra=segment(0xE2, b"MPF\0" + ZIP)), CLEAN_JPEG, "jpg"),
        (a_jpeg(extra=segment(0xE0, b"JFXX\0" + ZIP)), CLEAN_JPEG, "jpg"),
        (a_jpeg(extra=segment(0xE0, b"JFIF\0" + ZIP)), CLEAN_JPEG, "jpg"),
        (a_png(), CLEAN_PNG, "png"),
        (a_png(after=ZIP), CLEAN_PNG, "png"),
        (a_webp(), CLEAN_WEBP, "webp"),
        (a_webp(after=ZIP), CLEAN_WEBP, "webp"),
        (riff(lossy()), riff(lossy()), "webp"),
    ],
)
def test_only_the_picture_is_left(sent: bytes, left: bytes, extension: str) -> None:
    photo = clean(sent)

    assert (photo.content, photo.extension) == (left, extension)


@pytest.mark.parametrize("content", [CLEAN_JPEG, CLEAN_PNG, CLEAN_WEBP])
def test_what_is_clean_stays_as_it_is(content: bytes) -> None:
    assert clean(content).content == content


@pytest.mark.parametrize("sent", [b"", SVG, b"GIF89a" + bytes(40), b"%PDF-1.7", ZIP + a_jpeg(), b"RIFF"])
def test_what_is_no_photograph_is_refused_whatever_it_is_called(sent: bytes) -> None:
    with pytest.raises(PhotoRefusedError, match="no es una foto"):
        clean(sent)


@pytest.mark.parametrize(
    "sent",
    [
        a_jpeg()[:-2],
        a_jpeg()[:40],
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8\xff" + SVG,
        b"\xff\xd8" + frame() + b"\xff\xd9",
        b"\xff\xd8\xff\xe1\xff\xff" + b"x",
        b"\xff\xd8\xff\xe1\x00\x00",
        a_jpeg(size=frame(0, 480)),
        a_png()[:-4],
        a_png(first=chunk(b"IHDR", b"short")),
        a_png(first=header(0, 2)),
        b"\x89PNG\r\n\x1a\n" + chunk(b"IEND", b""),
        b"\x89PNG\r\n\x1a\n" + header() + chunk(b"IEND", b""),
        a_png().replace(b"IDAT", b"IDAX"),
        a_webp()[:-10],
        riff(part(b"EXIF", b"x")),
        riff(part(b"ANIM", bytes(6)), part(b"ANMF", lossy())),
        riff(part(b"VP8 ", b"no picture")),
        riff(part(b"VP8L", b"\x2e\0\0\0\0")),
        riff(part(b"VP8X", b"\x10")),
    ],
)
def test_what_only_begins_like_a_photograph_is_refused(sent: bytes) -> None:
    with pytest.raises(PhotoRefusedError, match="incompleta o dañada"):
        clean(sent)


@pytest.mark.parametrize(
    "sent",
    [
        a_jpeg(size=frame(65_500, 65_500)),
        a_png(first=header(2**31 - 1, 2**31 - 1)),
        a_webp(picture=lossy(16_000, 16_000)),
        riff(part(b"VP8X", b"\x10" + b"\0" * 3 + b"\xff\xff\xff" * 2), lossy()),
    ],
)
def test_a_small_file_that_unpacks_into_a_huge_picture_is_refused(sent: bytes) -> None:
    with pytest.raises(PhotoRefusedError, match="demasiado grande"):
        clean(sent)


def test_a_photograph_of_more_than_four_megabytes_is_refused() -> None:
    with pytest.raises(PhotoRefusedError, match="más de 4 MB"):
        clean(a_jpeg(after=bytes(MOST_BYTES)))


@given(st.sampled_from([a_jpeg(), a_png(), a_webp()]), st.data())
def test_a_damaged_photograph_is_refused_or_cleaned_and_nothing_else(
    whole: bytes, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(whole) - 1))
    bytes_there = data.draw(st.binary(min_size=0, max_size=8))
    sent = whole[:at] + bytes_there + whole[at + len(bytes_there) :]

    try:
        left = clean(sent).content
    except PhotoRefusedError:
        return

    assert len(left) <= len(sent)
    assert clean(left).content == left
