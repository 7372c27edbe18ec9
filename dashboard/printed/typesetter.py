"""The only door of Typst, as a process of its own: one paper on its input, its pages on its output.

Typst takes some 40 MB while it works, and a template that never ends could take all there is. In a process
of its own both are over with it. What is printed comes as data and is never a part of the program of a page.
"""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct
from msgspec.json import decode

TEMPLATES: Final = Path(__file__).parent / "templates"
FONTS: Final = (Path("/usr/share/fonts/truetype/roboto"),)
"""Where Debian's fonts-roboto-unhinted puts them; where they are missing Typst's own are taken."""

MOST_BYTES: Final = 1536 * 1024**2
"""Of addresses that the process may ask for; what it really takes is a small part of that."""

Format = Literal["pdf", "png"]


class Order(Struct, frozen=True):
    """What is to be set.

    Attributes:
        template: The name of a file in TEMPLATES.
        paper: What stands on it, as JSON.
        format: A document, or a picture of each of its pages.
        ppi: Of pictures [pixels per inch].
        fonts: Folders with fonts beside Typst's own.
    """

    template: str
    paper: str
    format: Format = "pdf"
    ppi: float = 72.0
    fonts: tuple[str, ...] = tuple(str(one) for one in FONTS)


def main() -> None:
    """Set one paper; nothing is ever printed but its pages, one after another."""
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    sys.stdout.buffer.write(_set(decode(sys.stdin.buffer.read(), type=Order)))


def _set(order: Order) -> bytes:
    import typst

    found = typst.compile(
        TEMPLATES / order.template,
        root=TEMPLATES,
        font_paths=[Path(one) for one in order.fonts if Path(one).is_dir()],
        ignore_system_fonts=True,
        format=order.format,
        ppi=order.ppi,
        sys_inputs={"paper": order.paper},
    )
    # One page is bytes, several are a list of them; the stubs know only the first.
    return b"".join([found] if isinstance(found, bytes) else found or [])


if __name__ == "__main__":
    main()
