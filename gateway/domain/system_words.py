"""What the operating system refused, in the language of the reader."""

from __future__ import annotations

import errno
from typing import Final

from gateway.domain.speech import both, in_words

SENTENCES: Final = {
    errno.ENOENT: both("no existe"),
    errno.EACCES: both("no hay permiso"),
    errno.EPERM: both("no hay permiso"),
    errno.ENOSPC: both("no queda sitio en el disco"),
    errno.EROFS: both("el disco no deja escribir"),
    errno.EIO: both("el disco falla"),
    errno.EISDIR: both("es una carpeta"),
    errno.ENOTDIR: both("una parte del camino no es una carpeta"),
    errno.EEXIST: both("ya existe"),
    errno.ENODEV: both("el aparato no está"),
    errno.ENXIO: both("el aparato no está"),
    errno.EADDRINUSE: both("otro programa ya lo usa"),
    errno.EADDRNOTAVAIL: both("esta máquina no tiene esa dirección"),
    errno.ECONNREFUSED: both("ahí nadie atiende"),
    errno.ETIMEDOUT: both("nadie contestó a tiempo"),
}
"""The reasons that people meet; the others keep the system's English words. Source: POSIX.1-2017, 2.3."""


def refused(error: OSError) -> str:
    """Return why the operating system refused something, to stand within a sentence."""
    sentence = SENTENCES.get(error.errno or 0)
    return in_words(sentence) if sentence else str(error.strerror or error)
