"""Packs a file of the corridor: the same content is the same bytes on every machine, and nothing else is.

Members are stored, not compressed: two versions of a compressor would give two files, and what is not
compressed cannot swell. What was packed otherwise, or has one byte more, is not a file of the corridor.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Final

from dashboard.corridor.manifest import MANIFEST, SIGNATURE
from dashboard.corridor.refusals import CorridorError
from gateway.domain.speech import both

MOST_BYTES: Final = 8 * 1024 * 1024
"""The largest file [B]; three years of single entries of twenty units are a tenth of this."""
MOST_MEMBERS: Final = 10
_NAME: Final = re.compile(r"[a-z]{1,20}\.(csv|json|ed25519)")


def packed(members: Mapping[str, bytes]) -> bytes:
    """Return an archive of its members, the manifest and the signature first, the others rising by name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(members, key=lambda one: (one != MANIFEST, one != SIGNATURE, one)):
            about = zipfile.ZipInfo(name)
            about.create_system = 3
            about.external_attr = 0o644 << 16
            archive.writestr(about, members[name])
    return file.getvalue()


def unpacked(body: bytes) -> dict[str, bytes]:
    """Return the members of an archive by name.

    Raises:
        CorridorError: It is no archive as `packed` makes it.
    """
    if len(body) > MOST_BYTES:
        raise CorridorError(TOO_LARGE, most=MOST_BYTES // 1024**2)
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            _check(archive.infolist())
            found = {one.filename: archive.read(one) for one in archive.infolist()}
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, RuntimeError, OSError) as error:
        raise CorridorError(DAMAGED) from error
    if MANIFEST not in found or SIGNATURE not in found:
        raise CorridorError(LACKING, name=MANIFEST if MANIFEST not in found else SIGNATURE)
    if packed(found) != body:
        raise CorridorError(DAMAGED)
    return found


def _check(members: list[zipfile.ZipInfo]) -> None:
    """Look at what an archive says of itself before anything in it is read."""
    names = [one.filename for one in members]
    if len(members) > MOST_MEMBERS or sum(one.file_size for one in members) > MOST_BYTES:
        raise CorridorError(SWOLLEN)
    strange = next((one for one in names if not _NAME.fullmatch(one)), None)
    if strange is not None:
        raise CorridorError(STRANGE_NAME, name=strange[:60])
    if len(set(names)) != len(names):
        raise CorridorError(TWICE)
    if any(one.compress_type != zipfile.ZIP_STORED or one.compress_size != one.file_size for one in members):
        raise CorridorError(REPACKED)


TOO_LARGE: Final = both("Pesa más de %(most)s MB: no es un archivo del corredor. No se abrió.")
DAMAGED: Final = both("El archivo está dañado o incompleto. Cópielo otra vez, o pídalo de nuevo.")
SWOLLEN: Final = both(
    "Dice traer más de lo que cabe en un archivo del corredor. No se abrió: pídalo de nuevo."
)
STRANGE_NAME: Final = both(
    "Trae adentro un archivo con nombre extraño (%(name)s). No se abrió: pídalo de nuevo."
)
TWICE: Final = both("Trae adentro dos archivos con el mismo nombre. Pídalo de nuevo.")
REPACKED: Final = both(
    "Fue comprimido otra vez por otro programa. Pida el archivo como salió de la estación."
)
LACKING: Final = both("Le falta %(name)s. Pida el archivo como salió de la estación.")
