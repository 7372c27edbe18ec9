"""Which number a version of the nodes' program bears."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gateway.domain.errors import UpdateError
from gateway.domain.speech import told
from gateway.nodes.bundle import Bundle, bundled

_NAME: Final = re.compile(r'^VERSION = "([!-~]{1,24})"$', re.MULTILINE)


def program_name(firmware: Path) -> str:
    """Return how the program in the firmware's folder calls itself.

    Raises:
        UpdateError: It does not.
    """
    path = firmware / "node" / "__init__.py"
    found = _NAME.search(path.read_text(encoding="utf-8")) if path.is_file() else None
    if found is None:
        raise UpdateError(told("En %(path)s falta la línea VERSION del programa de los nodos.", path=path))
    return found[1]


@dataclass(frozen=True, slots=True)
class Before:
    """What there was before a version is made.

    Attributes:
        kept: The bundles that the station has.
        taken: The numbers that were offered, or that a node has spoken of.
        failed: Those of them that failed at a node.
    """

    kept: tuple[Bundle, ...]
    taken: frozenset[int]
    failed: frozenset[int]


def standing(files: Mapping[str, bytes], before: Before) -> int:
    """Return the number that a program bears which goes onto a board by cable.

    Its own, where it was made a version already; otherwise the highest there ever was, so that nothing older
    that is still offered takes its place. Whatever is offered next stands above both.

    Args:
        files: The application, compiled.
        before: What there was before.
    """
    own = [one.manifest.version for one in before.kept if one.files == files]
    return max(own, default=_highest(before))


def _highest(before: Before) -> int:
    return max((0, *before.taken, *(one.manifest.version for one in before.kept)))


def released(
    files: Mapping[str, bytes],
    name: str,
    sign: Callable[[bytes], bytes],
    *,
    before: Before,
) -> Bundle:
    """Return compiled files as a version: the number they have already, or one above all that were.

    A number that failed anywhere is not used again: nodes remember it, and refuse.

    Args:
        files: The application, compiled.
        name: How the program calls itself.
        sign: Signs a manifest.
        before: What there was before.
    """
    for one in sorted(before.kept, key=lambda bundle: -bundle.manifest.version):
        if one.files == files and one.manifest.name == name and one.manifest.version not in before.failed:
            again = bundled(files, version=one.manifest.version, name=name, sign=sign)
            if again.body == one.body:  # otherwise the station has another key since
                return again
    return bundled(files, version=_highest(before) + 1, name=name, sign=sign)
