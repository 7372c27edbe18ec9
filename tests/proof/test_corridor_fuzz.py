"""Every byte of a file of the corridor, each changed in turn; and whatever else may come in an archive."""

from __future__ import annotations

import os
import random
from typing import Final

import pytest
from corridor_files import a_file, a_key, manifest_of, signed_again
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.corridor.manifest import MANIFEST, SIGNATURE
from dashboard.corridor.opening import opened
from dashboard.corridor.packing import packed, unpacked
from dashboard.corridor.refusals import CorridorError

pytestmark = pytest.mark.proof

FILE: Final = a_file(detailed=True)
IS_SHORT: Final = os.environ.get("CONUCO_PROOF") == "ci"
STEP: Final = 7 if IS_SHORT else 1


def taken(body: bytes) -> bool:
    """Tell whether a file is taken; what is refused must be refused by a sentence, never by a crash."""
    try:
        opened(body)
    except CorridorError:
        return False
    return True


@pytest.mark.parametrize("flipped", [0x01, 0x80, 0xFF])
def test_every_byte_that_is_changed_is_noticed(flipped: int) -> None:
    kept = [
        place
        for place in range(0, len(FILE), STEP)
        if taken(FILE[:place] + bytes([FILE[place] ^ flipped]) + FILE[place + 1 :])
    ]

    assert kept == []


def test_every_end_that_is_cut_off_is_noticed() -> None:
    assert [size for size in range(0, len(FILE), STEP) if taken(FILE[:size])] == []


@given(
    st.dictionaries(
        st.sampled_from([MANIFEST, SIGNATURE, "resumen.csv", "ciclos.csv", "x.csv", "../x.csv"]),
        st.binary(max_size=300),
        max_size=6,
    )
)
@settings(max_examples=300 if IS_SHORT else 5_000, deadline=None)
def test_an_archive_of_anything_is_refused_by_a_sentence(members: dict[str, bytes]) -> None:
    assert not taken(packed(members))
    assert not taken(packed(unpacked(FILE) | members)) or not members


@given(st.integers(0, 2**32))
@settings(max_examples=60 if IS_SHORT else 2_000, deadline=None)
def test_whoever_has_the_key_cannot_sign_a_total_that_is_none(seed: int) -> None:
    chance = random.Random(seed)
    totals = list(manifest_of(FILE).totals)
    place = chance.randrange(len(totals))
    raised = totals[place].amount + chance.randint(1, 10**6)
    totals[place] = type(totals[place])(totals[place].good, totals[place].concept, raised)

    assert not taken(signed_again(FILE, a_key(detailed=True), totals=totals))
