"""Files of the corridor, and what somebody may do to one on its way."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import msgspec
from corridor_communes import GRANT, SLUGS, a_commune

from dashboard.corridor.manifest import MANIFEST, SIGNATURE, Manifest, read_manifest, written
from dashboard.corridor.packing import packed, unpacked
from dashboard.corridor.signing import Signer, signer
from gateway.domain.entries import Grant

SUMMARY: Final = "resumen.csv"
ALL_OF_IT: Final = msgspec.structs.replace(GRANT, level="entries", agreed=["laguna-1", "laguna-2"])


@cache
def a_file(slug: str = SLUGS[0], *, scale: int = 1, detailed: bool = False) -> bytes:
    """Return what a commune made; the same commune has the same station, made once for all tests."""
    return _made(slug, ALL_OF_IT if detailed else GRANT, scale)[0]


@cache
def a_key(slug: str = SLUGS[0], *, scale: int = 1, detailed: bool = False) -> Signer:
    """Return the key that signed it, as only who breaks into that station could have it."""
    return _made(slug, ALL_OF_IT if detailed else GRANT, scale)[1]


_KNOWN: dict[tuple[str, str, int], tuple[bytes, Signer]] = {}


def _made(slug: str, grant: Grant, scale: int) -> tuple[bytes, Signer]:
    key = (slug, grant.level, scale)
    if key not in _KNOWN:
        with TemporaryDirectory() as name, a_commune(Path(name), slug, grant=grant, scale=scale) as commune:
            _KNOWN[key] = commune.make().body, signer(Path(name))
    return _KNOWN[key]


def another_key(folder: Path) -> Signer:
    folder.mkdir(parents=True, exist_ok=True)
    return signer(folder)


def manifest_of(body: bytes) -> Manifest:
    return read_manifest(unpacked(body)[MANIFEST])


def with_members(body: bytes, **changed: bytes) -> bytes:
    """Return a file with other members, named with `_` for the dot, and nothing else put right."""
    return packed(unpacked(body) | {name.replace("_", ".", 1): one for name, one in changed.items()})


def signed_again(body: bytes, by: Signer, **changed: object) -> bytes:
    """Return a file whose manifest says something else, signed with a key."""
    members = unpacked(body)
    said = written(msgspec.structs.replace(read_manifest(members[MANIFEST]), **changed))
    return packed(members | {MANIFEST: said, SIGNATURE: by.sign(said)})


def with_table(body: bytes, table: bytes, key: Signer | None = None) -> bytes:
    """Return a file with another summary, its hash put right; signed again where there is a key."""
    members = unpacked(body)
    manifest = read_manifest(members[MANIFEST])
    digest = hashlib.sha256(table).hexdigest()
    files = [
        msgspec.structs.replace(one, sha256=digest) if one.name == SUMMARY else one for one in manifest.files
    ]
    said = written(msgspec.structs.replace(manifest, files=files))
    signature = members[SIGNATURE] if key is None else key.sign(said)
    return packed(members | {SUMMARY: table, MANIFEST: said, SIGNATURE: signature})


def with_format(body: bytes, name: str) -> bytes:
    members = unpacked(body)
    return packed(members | {MANIFEST: members[MANIFEST].replace(b"conuco-export/1", name.encode())})


def zipped(
    members: Mapping[str, bytes] | list[tuple[str, bytes]], *, compression: int = zipfile.ZIP_STORED
) -> bytes:
    """Return any archive, also one that no station makes."""
    file = io.BytesIO()
    pairs = members if isinstance(members, list) else list(members.items())
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, body in pairs:
            archive.writestr(zipfile.ZipInfo(name), body, compress_type=compression)
    return file.getvalue()
