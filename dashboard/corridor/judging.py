"""What would become of files if they were taken: said before anything is done, and done as it was said."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final, Literal

import msgspec

from dashboard.corridor.manifest import MANIFEST, Manifest
from dashboard.corridor.opening import Opened, opened
from dashboard.corridor.packing import unpacked
from dashboard.corridor.refusals import CorridorError, shown
from dashboard.corridor.standing import Refused, Standing, Taken, sha256_of
from gateway.domain.speech import both

Fate = Literal["new", "newer", "again", "refused"]
"""Taken; taken in the place of an older version; here already; not taken."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What would become of one file.

    Attributes:
        name: Of the file.
        opened: What stands in it, None where it could not be opened.
        refused: Why it is not taken, None where it is.
    """

    name: str
    fate: Fate
    opened: Opened | None = None
    refused: Refused | None = None


def judge(files: Mapping[str, bytes], standing: Standing, *, now: int) -> list[Verdict]:
    """Return what would become of each file, in their order; one counts for those after it.

    Args:
        files: By name.
        standing: What there is.
        now: When [s UTC].
    """
    found = []
    for name, body in files.items():
        verdict = _judged(name, body, standing, now)
        found.append(verdict)
        if verdict.fate in ("new", "newer") and verdict.opened is not None:
            standing = replace(standing, taken=_with(standing.taken, _taken(verdict.opened, now)))
    return found


def _judged(name: str, body: bytes, standing: Standing, now: int) -> Verdict:
    sha256 = sha256_of(body)
    found: Opened | None = None
    try:
        found = opened(body)
        return Verdict(name, _fate(found, standing), found)
    except CorridorError as error:
        commune = found.manifest.commune if found is not None else _claimed(body)
        return Verdict(name, "refused", found, Refused(sha256, name, commune, error, now))


def _fate(found: Opened, standing: Standing) -> Fate:
    """Return what becomes of a file that agrees with itself.

    Raises:
        CorridorError: It is not taken.
    """
    said = found.manifest
    words = standing.words_of(said.commune)
    if words != found.words:
        raise CorridorError(UNKNOWN_KEY if words is None else OTHER_KEY, name=said.name, words=found.words)
    own = [one for one in standing.taken if one.commune == said.commune and _is_of(one, said)]
    if any(one.sha256 == found.sha256 for one in own):
        return "again"
    same = [one for one in own if one.scope == " ".join(said.scope)]
    _check_version(found, same)
    overlapping = next((one for one in own if one not in same and _share_a_product(one, said)), None)
    if overlapping is not None:
        raise CorridorError(OTHER_SCOPE, name=said.name, scope=overlapping.scope or "*")
    return "newer" if same else "new"


def _check_version(found: Opened, same: list[Taken]) -> None:
    said = found.manifest
    newest = same[-1] if same else None
    if newest is None:
        return
    if said.version < newest.version:
        raise CorridorError(OLDER_VERSION, version=said.version, newest=newest.version)
    if said.version == newest.version:
        raise CorridorError(OTHER_SAME_VERSION, version=said.version, name=said.name)
    if said.version == newest.version + 1 and said.replaces != newest.sha256:
        raise CorridorError(REPLACES_ANOTHER, version=said.version, name=said.name)


def _is_of(one: Taken, said: Manifest) -> bool:
    return (one.since, one.until) == (said.span.since, said.span.until)


def _share_a_product(one: Taken, said: Manifest) -> bool:
    """Tell whether two scopes have a product in common: it would be counted twice."""
    return not one.scope or not said.scope or bool(set(one.scope.split()) & set(said.scope))


def _taken(found: Opened, now: int) -> Taken:
    said = found.manifest
    scope = " ".join(said.scope)
    return Taken(
        found.sha256, said.commune, said.span.since, said.span.until, scope, said.version, now, found.body
    )


def _with(taken: tuple[Taken, ...], one: Taken) -> tuple[Taken, ...]:
    return tuple(sorted((*taken, one), key=lambda it: (it.commune, it.since, it.until, it.scope, it.version)))


def _claimed(body: bytes) -> str:
    """Return which commune a file says it is of, empty where that cannot be read; nothing proves it."""
    with suppress(CorridorError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        said = msgspec.json.decode(unpacked(body)[MANIFEST])
        found = said.get("comuna") if isinstance(said, dict) else None
        return shown(found[:32]) if isinstance(found, str) else ""
    return ""


UNKNOWN_KEY: Final = both(
    "La llave de %(name)s no se conoce aquí. Sus palabras son: %(words)s. Compárelas con el acta de esa "
    "comuna; si son las mismas: conuco corridor trust ARCHIVO"
)
OTHER_KEY: Final = both(
    "Lo firma otra llave que la que se conoce de %(name)s; sus palabras son: %(words)s. Puede ser falso. "
    "Pregunte a su vocería; si cambió de llave, su acta lo dice."
)
OLDER_VERSION: Final = both(
    "Es la versión %(version)s y aquí ya está la %(newest)s, que la reemplaza. No hay nada que hacer."
)
OTHER_SAME_VERSION: Final = both(
    "Aquí hay otro archivo de %(name)s con la misma versión %(version)s y otras cifras. Pregunte a "
    "su vocería cuál vale y pida una versión nueva."
)
REPLACES_ANOTHER: Final = both(
    "La versión %(version)s de %(name)s dice reemplazar otro archivo que el que está aquí. Pregunte a su "
    "vocería qué versiones hizo."
)
OTHER_SCOPE: Final = both(
    "De %(name)s ya hay un archivo del mismo periodo con otro alcance (%(scope)s): se contaría dos veces. "
    "Pida uno que lo reemplace, con el mismo alcance."
)
