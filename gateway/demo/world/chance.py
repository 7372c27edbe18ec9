"""Chance that can be asked again: the same seed and moment give the same number."""

from __future__ import annotations

import hashlib

import numpy as np

from gateway.domain.columns import Floats, Ints

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)


def stream(seed: int, *names: object) -> int:
    """Return a number of 64 bits that stands for a source of chance."""
    text = "/".join(str(one) for one in (seed, *names))
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def generator(seed: int, *names: object) -> np.random.Generator:
    """Return a fresh generator of a source of chance."""
    return np.random.Generator(np.random.PCG64(stream(seed, *names)))


def noise(source: int, steps: Ints) -> Floats:
    """Return nearly normal noise of mean 0 and deviation 1, a function of the step alone."""
    total = np.zeros(len(steps))
    for turn in range(4):
        total += _uniform(source + turn * 7919, steps)
    # Four uniform numbers have a variance of 4/12.
    centred: Floats = (total - 2.0) * np.sqrt(3.0)
    return centred


def _uniform(source: int, steps: Ints) -> Floats:
    """Return uniform numbers in [0, 1).

    Source:
        The finaliser of SplitMix64, Steele, Lea and Flood 2014, OOPSLA.
    """
    mixed = steps.astype(np.uint64) * _GOLDEN + np.uint64(source % 2**64)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(11)).astype(np.float64) / 2.0**53
