"""Single entries are proved to stand in the book that the commune closed."""

from __future__ import annotations

import hashlib

import msgspec
import pytest
from corridor_files import a_file, a_key
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dashboard.corridor.manifest import MANIFEST, SIGNATURE, read_manifest, written
from dashboard.corridor.opening import opened
from dashboard.corridor.packing import packed, unpacked
from dashboard.corridor.proofs import PROOFS, Proof
from dashboard.corridor.refusals import CorridorError
from gateway.journal.merkle import inclusion_proof, inclusion_proofs

FILE = a_file(detailed=True)
GIVEN = msgspec.json.decode(unpacked(FILE)[PROOFS], type=list[Proof])


def with_proofs(found: list[Proof]) -> bytes:
    """Return the file with other proofs, signed as only its own station can."""
    members = unpacked(FILE)
    body, manifest = msgspec.json.encode(found), read_manifest(members[MANIFEST])
    digest = hashlib.sha256(body).hexdigest()
    files = [
        replace(one, sha256=digest, rows=len(found)) if one.name == PROOFS else one for one in manifest.files
    ]
    said = written(replace(manifest, files=files))
    return packed(members | {PROOFS: body, MANIFEST: said, SIGNATURE: a_key(detailed=True).sign(said)})


def test_every_entry_that_goes_along_is_proved() -> None:
    found = opened(FILE)

    assert [one.number for one in GIVEN] == sorted({one.number for one in found.entries})
    assert found.entries


def test_a_proof_that_leads_elsewhere_is_noticed() -> None:
    bent = replace(GIVEN[0], path=["00" * 32, *GIVEN[0].path[1:]])

    with pytest.raises(CorridorError, match=f"El asiento nº {GIVEN[0].number} no está en el libro"):
        opened(with_proofs([bent, *GIVEN[1:]]))


def test_an_entry_without_its_proof_is_noticed() -> None:
    with pytest.raises(CorridorError, match=r"pruebas.json no es como dice"):
        opened(with_proofs(GIVEN[1:]))


@given(st.lists(st.binary(max_size=4), min_size=1, max_size=40), st.data())
def test_proofs_made_together_are_those_made_one_by_one(leaves: list[bytes], data: st.DataObject) -> None:
    wanted = data.draw(st.lists(st.integers(0, len(leaves) - 1), max_size=8))

    assert inclusion_proofs(leaves, wanted) == [inclusion_proof(leaves, one) for one in wanted]
