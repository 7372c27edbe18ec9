from __future__ import annotations

import hashlib
from itertools import pairwise

import pytest

from gateway.journal.merkle import (
    consistency_proof,
    inclusion_proof,
    is_consistent,
    is_included,
    leaf_hash,
    root,
)

LEAVES = [bytes.fromhex(one) for one in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
"""The leaves of the tests of Certificate Transparency (google/certificate-transparency, merkletree)."""
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
SIZES = range(71)


def tree(contents: list[bytes]) -> bytes:
    """Return the root by the recursion of RFC 9162, section 2.1.1, word by word."""
    if not contents:
        return hashlib.sha256().digest()
    if len(contents) == 1:
        return hashlib.sha256(b"\x00" + contents[0]).digest()
    split = 1
    while split * 2 < len(contents):
        split *= 2
    return hashlib.sha256(b"\x01" + tree(contents[:split]) + tree(contents[split:])).digest()


def path(index: int, contents: list[bytes]) -> list[bytes]:
    """Return the proof by the recursion of RFC 9162, section 2.1.3.1, word by word."""
    if len(contents) <= 1:
        return []
    split = 1
    while split * 2 < len(contents):
        split *= 2
    if index < split:
        return [*path(index, contents[:split]), tree(contents[split:])]
    return [*path(index - split, contents[split:]), tree(contents[:split])]


def some(size: int) -> list[bytes]:
    return [hashlib.sha256(f"leaf {one}".encode()).digest() for one in range(size)]


@pytest.mark.parametrize("size", range(len(LEAVES) + 1))
def test_roots_are_those_of_certificate_transparency(size: int) -> None:
    assert root(LEAVES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize("size", SIZES)
def test_roots_are_those_of_the_recursion_of_the_standard(size: int) -> None:
    assert root(some(size)) == tree(some(size))


@pytest.mark.parametrize("size", SIZES)
def test_each_leaf_has_the_proof_of_the_standard_and_it_holds(size: int) -> None:
    leaves = some(size)
    for index, leaf in enumerate(leaves):
        proof = inclusion_proof(leaves, index)

        assert proof == path(index, leaves)
        assert is_included(leaf, index=index, size=size, proof=proof, root=root(leaves))


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 33])
def test_a_proof_holds_for_its_own_leaf_place_and_size_alone(size: int) -> None:
    leaves = some(size)
    for index, leaf in enumerate(leaves):
        proof, top = inclusion_proof(leaves, index), root(leaves)

        assert not is_included(leaf + b"x", index=index, size=size, proof=proof, root=top)
        assert not is_included(leaf, index=index, size=size, proof=[*proof, leaf], root=top)
        assert not is_included(leaf, index=size, size=size, proof=proof, root=top)
        others = [one for one in range(size) if one != index]
        assert not any(is_included(leaf, index=one, size=size, proof=proof, root=top) for one in others)
        if proof:
            assert not is_included(leaf, index=index, size=size, proof=proof[:-1], root=top)


def test_a_node_does_not_pass_for_a_leaf() -> None:
    leaves = some(2)
    inner = leaf_hash(leaves[0]) + leaf_hash(leaves[1])

    assert not is_included(inner, index=0, size=1, proof=[], root=root(leaves))


@pytest.mark.parametrize("size", SIZES)
def test_each_earlier_tree_is_the_beginning_of_a_later_one(size: int) -> None:
    leaves = some(size)
    for earlier in range(1, size + 1):
        proof = consistency_proof(leaves, earlier)
        before, now = (earlier, tree(leaves[:earlier])), (size, tree(leaves))

        assert is_consistent(earlier=before, later=now, proof=proof)
        assert not is_consistent(earlier=(earlier, bytes(32)), later=now, proof=proof)
        assert not is_consistent(earlier=before, later=(size, bytes(32)), proof=proof)


def test_a_tree_whose_beginning_was_changed_is_not_consistent() -> None:
    leaves = some(13)
    changed = [leaves[0], bytes(32), *leaves[2:]]

    for earlier, _ in pairwise(range(2, 14)):
        proof = consistency_proof(changed, earlier)
        assert not is_consistent(
            earlier=(earlier, root(leaves[:earlier])), later=(13, root(changed)), proof=proof
        )


def test_there_is_no_proof_of_what_is_not_there() -> None:
    with pytest.raises(ValueError, match="no leaf 3"):
        inclusion_proof(some(3), 3)
    with pytest.raises(ValueError, match="no earlier tree"):
        consistency_proof(some(3), 4)
