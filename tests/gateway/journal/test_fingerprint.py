"""What a closing's fingerprint binds can be reckoned by anybody, with nothing of ours."""

from __future__ import annotations

import base64
import json
import struct
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest

from gateway.domain.entries import BookClosed
from gateway.journal.fingerprint import checkpoint, fingerprint, in_groups
from gateway.journal.spoken import twelve_words

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "closing_vectors.json").read_text(encoding="utf-8")
)["closings"]
FIELDS = "commune closing sort session at count last root previous"


def reckoned(closing: dict[str, Any]) -> str:
    """Hash a vector as fingerprint.py documents it."""
    digest = sha256(b"conuco/closing/1")
    for field in FIELDS.split():
        value = closing[field]
        if value is None:
            digest.update(struct.pack(">Q", 2**64 - 1))
            continue
        content = str(value).encode()
        digest.update(struct.pack(">Q", len(content)) + content)
    return digest.hexdigest()


def as_closing(vector: dict[str, Any]) -> BookClosed:
    return msgspec.convert({field: vector[field] for field in BookClosed.__struct_fields__}, BookClosed)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: str(one["closing"]))
def test_an_independent_reckoning_finds_the_fingerprints_of_the_vectors(vector: dict[str, Any]) -> None:
    assert reckoned(vector) == vector["fingerprint"]
    assert fingerprint(as_closing(vector), commune=vector["commune"]) == vector["fingerprint"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: str(one["closing"]))
def test_what_goes_on_paper_is_that_of_the_vectors(vector: dict[str, Any]) -> None:
    assert " ".join(twelve_words(vector["fingerprint"])) == vector["words"]
    assert " ".join(in_groups(vector["fingerprint"])) == vector["base32"]
    assert checkpoint(as_closing(vector), commune=vector["commune"]) == vector["checkpoint"]


@pytest.mark.parametrize("field", FIELDS.split())
def test_every_field_is_bound(field: str) -> None:
    vector = VECTORS[1]
    other = {
        "commune": "el-rincon", "closing": 3, "sort": "weekly", "session": None, "at": 1, "count": 2,
    }  # fmt: skip
    changed = vector | {field: other.get(field, "e" * 64)}

    assert fingerprint(as_closing(changed), commune=changed["commune"]) != vector["fingerprint"]


def test_base32_has_thirteen_groups_that_hold_the_whole_fingerprint() -> None:
    whole = VECTORS[2]["fingerprint"]

    groups = in_groups(whole)

    assert [len(one) for one in groups] == [4] * 13
    assert base64.b32decode("".join(groups) + "====").hex() == whole


def test_the_checkpoint_has_origin_size_and_root_first() -> None:
    origin, size, root, *ours = checkpoint(as_closing(VECTORS[1]), commune="la-ceiba").splitlines()

    assert (origin, size) == ("conuco/la-ceiba/libro", "1")
    assert base64.b64decode(root).hex() == VECTORS[1]["root"]
    assert all(ours)
