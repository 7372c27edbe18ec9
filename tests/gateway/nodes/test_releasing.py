"""Which number a program bears that goes onto a board by cable: nothing older may take its place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gateway.nodes.bundle import Bundle, bundled
from gateway.nodes.releasing import Before, released, standing

PROGRAM = {"node/wake.mpy": b"M\x06one"}
OTHER = {"node/wake.mpy": b"M\x06two"}


def sign(_said: bytes) -> bytes:
    return bytes(256)


def a_version(version: int, files: dict[str, bytes]) -> Bundle:
    return bundled(files, version=version, name="0.2.0", sign=sign)


def test_a_station_that_offered_nothing_flashes_the_version_zero() -> None:
    assert standing(PROGRAM, Before((), frozenset(), frozenset())) == 0


def test_a_program_that_was_offered_bears_its_own_number() -> None:
    before = Before((a_version(3, PROGRAM), a_version(5, OTHER)), frozenset({3, 5}), frozenset())

    assert standing(PROGRAM, before) == 3


@given(st.lists(st.integers(1, 99), max_size=5), st.lists(st.integers(1, 99), max_size=3))
def test_a_program_that_never_was_a_version_stands_above_all_of_them_and_below_the_next(
    taken: list[int], kept: list[int]
) -> None:
    before = Before(tuple(a_version(one, OTHER) for one in kept), frozenset(taken), frozenset())

    number = standing(PROGRAM, before)

    assert all(one <= number for one in [*taken, *kept])
    assert released(PROGRAM, "0.3.0", sign, before=before).manifest.version == number + 1
