"""The label of a node: its name, and a code that opens its page."""

from __future__ import annotations

import io
from pathlib import Path

import segno

from gateway.domain.errors import ProvisionError
from gateway.domain.speech import told


def content(node: str, pages: str) -> str:
    """Return what the code of a node says: the address of its page, which names it; nothing secret."""
    return f"{pages.rstrip('/')}/nodos/{node}"


def drawn(node: str, pages: str) -> str:
    """Return the code in signs for a terminal."""
    out = io.StringIO()
    segno.make(content(node, pages), error="m", micro=False).terminal(out, compact=True)
    return out.getvalue()


def write_label(path: Path, node: str, pages: str) -> None:
    """Write the code as a picture, SVG or PNG by the file's name.

    Raises:
        ProvisionError: It cannot be written there.
    """
    code = segno.make(content(node, pages), error="m", micro=False)
    try:
        code.save(str(path), scale=8, border=4)
    except (OSError, ValueError) as error:
        raise ProvisionError(
            told("%(path)s: no se puede escribir la etiqueta. Dé un archivo .svg o .png.", path=path)
        ) from error
