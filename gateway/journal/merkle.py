"""The tree of hashes over entries: one entry is proved to stand in the book without the others.

Leaves and nodes are told apart by their first byte, so that no node passes for a leaf. A proof is a list
of hashes, lowest first; the empty list is a proof where nothing beside what is given is needed.

Source:
    RFC 9162, section 2.1: the tree 2.1.1, inclusion 2.1.3, consistency 2.1.4.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final

_LEAF: Final = b"\x00"
_NODE: Final = b"\x01"


def leaf_hash(content: bytes) -> bytes:
    """Return the hash of a leaf [32 bytes]."""
    return hashlib.sha256(_LEAF + content).digest()


def root(contents: Sequence[bytes]) -> bytes:
    """Return the root of the tree over what the leaves hold [32 bytes]; of no leaves the hash of nothing.

    Level by level instead of the recursion of the source: an odd one at the end rises as it is, which gives
    the same tree.
    """
    level = [leaf_hash(one) for one in contents]
    if not level:
        return hashlib.sha256(b"").digest()
    while len(level) > 1:
        level = _next_level(level)
    return level[0]


def inclusion_proof(contents: Sequence[bytes], index: int) -> list[bytes]:
    """Return what proves that a leaf stands in the tree.

    Args:
        contents: What the leaves hold.
        index: Of the leaf, from 0.

    Raises:
        ValueError: There is no such leaf.
    """
    if not 0 <= index < len(contents):
        raise ValueError(f"no leaf {index} among {len(contents)}")
    level, path = [leaf_hash(one) for one in contents], []
    while len(level) > 1:
        beside = index ^ 1
        if beside < len(level):
            path.append(level[beside])
        level, index = _next_level(level), index // 2
    return path


def inclusion_proofs(contents: Sequence[bytes], indices: Iterable[int]) -> list[list[bytes]]:
    """Return what proves that several leaves stand in the tree, one proof each, in the order of the indices.

    Args:
        contents: What the leaves hold.
        indices: Of the leaves, from 0.

    Raises:
        ValueError: There is no such leaf.
    """
    levels = [[leaf_hash(one) for one in contents]]
    while len(levels[-1]) > 1:
        levels.append(_next_level(levels[-1]))
    found = []
    for index in indices:
        if not 0 <= index < len(contents):
            raise ValueError(f"no leaf {index} among {len(contents)}")
        beside = [(level, (index >> height) ^ 1) for height, level in enumerate(levels[:-1])]
        found.append([level[place] for level, place in beside if place < len(level)])
    return found


def is_included(content: bytes, *, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Tell whether a proof shows that a leaf stands in the tree of a root.

    Args:
        content: What the leaf holds.
        index: Of the leaf, from 0.
        size: How many leaves the tree has.
        proof: As of `inclusion_proof`.
        root: Of the tree.
    """
    if not 0 <= index < size:
        return False
    found, last, rest = leaf_hash(content), size - 1, list(proof)
    while last:
        if index % 2 or index < last:
            if not rest:
                return False
            beside = rest.pop(0)
            found = _node(beside, found) if index % 2 else _node(found, beside)
        index, last = index // 2, last // 2
    return not rest and found == root


def consistency_proof(contents: Sequence[bytes], size: int) -> list[bytes]:
    """Return what proves that the tree over the first leaves is the beginning of the whole tree.

    Args:
        contents: What the leaves hold.
        size: How many of them the earlier tree had.

    Raises:
        ValueError: The earlier tree was empty or larger.
    """
    if not 0 < size <= len(contents):
        raise ValueError(f"no earlier tree of {size} among {len(contents)}")
    return _consistency(contents, size, is_whole=True)


def is_consistent(*, earlier: tuple[int, bytes], later: tuple[int, bytes], proof: Sequence[bytes]) -> bool:
    """Tell whether a proof shows that an earlier tree is the beginning of a later one.

    Args:
        earlier: Size and root.
        later: Size and root.
        proof: As of `consistency_proof`.
    """
    (size, old_root), (now_size, new_root) = earlier, later
    if not 0 < size <= now_size:
        return False
    if size == now_size:
        return not proof and old_root == new_root
    place, last, rest = size - 1, now_size - 1, list(proof)
    while place % 2:
        place, last = place // 2, last // 2
    if place:
        if not rest:
            return False
        old = new = rest.pop(0)
    else:
        old = new = old_root
    return _climbs(place, last, rest, (old, new)) == (old_root, new_root)


def _climbs(
    place: int, last: int, rest: list[bytes], reached: tuple[bytes, bytes]
) -> tuple[bytes, bytes] | None:
    old, new = reached
    while last:
        if place % 2 or place < last:
            if not rest:
                return None
            beside = rest.pop(0)
            if place % 2:
                old, new = _node(beside, old), _node(beside, new)
            else:
                new = _node(new, beside)
        place, last = place // 2, last // 2
    return None if rest else (old, new)


def _consistency(contents: Sequence[bytes], size: int, *, is_whole: bool) -> list[bytes]:
    if size == len(contents):
        return [] if is_whole else [root(contents)]
    split = 1 << (len(contents) - 1).bit_length() - 1
    if size <= split:
        return [*_consistency(contents[:split], size, is_whole=is_whole), root(contents[split:])]
    return [*_consistency(contents[split:], size - split, is_whole=False), root(contents[:split])]


def _next_level(level: Sequence[bytes]) -> list[bytes]:
    rising = [_node(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
    return [*rising, level[-1]] if len(level) % 2 else rising


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(_NODE + left + right).digest()
