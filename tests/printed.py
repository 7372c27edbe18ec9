"""Papers as a test looks at them: their text, fonts and pages, and their pictures pixel by pixel.

`python tests/printed.py` makes the pictures of docs/pictures/papers.
"""

from __future__ import annotations

import io
import sys
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
from pypdf import PdfReader

ROOT: Final = Path(__file__).parent.parent
sys.path[:0] = [one for one in (str(ROOT), str(ROOT / "tests")) if one not in sys.path]

from assembled import OPEN, assemble, write  # noqa: E402
from fakes import FixedClock, MemoryWarnings  # noqa: E402
from small_commune import NOW, a_config, a_journal, readings  # noqa: E402

from dashboard.app import create_app  # noqa: E402
from dashboard.printed.honest import Paper, plain  # noqa: E402
from dashboard.printed.shelf import Asked, paper_of  # noqa: E402
from dashboard.visit.given import Station, Visit  # noqa: E402
from dashboard.words.language import languages  # noqa: E402
from gateway.domain.entries import Proposed, WarehouseRegistered  # noqa: E402
from gateway.people import People, Person  # noqa: E402

PICTURES: Final = ROOT / "docs" / "pictures" / "papers"
PAGES: Final = "http://10.20.0.5:8000"
SECRET: Final = ("Eufrosina Tovar", "Galpón del cerro", "04145551234")
"""A person, a store and a telephone that no paper may name."""

PAPERS: Final[Mapping[str, Asked]] = {
    "informe": Asked("informe"),
    "acta": Asked("acta-11"),
    "acta-borrador": Asked("acta-12"),
    "afiche-a3": Asked("afiche-a3", period="todo", product="kg:hibrido-cachamoto"),
    "afiche-a4": Asked("afiche-a4", period="todo", product="kg:maiz-blanco@14/2"),
    "planilla-cosecha": Asked("planilla-cosecha", pages=PAGES),
    "planilla-entrega": Asked("planilla-entrega", pages=PAGES),
    "planilla-alimento": Asked("planilla-alimento", pages=PAGES),
    "planilla-trabajo": Asked("planilla-trabajo", pages=PAGES),
    "planilla-riego": Asked("planilla-riego", pages=PAGES, unit="parcela-2", number="7"),
}
"""Every paper that there is, by the name of its picture."""

SHOWN: Final = ("informe", "acta", "afiche-a3", "afiche-a4", "planilla-cosecha", "planilla-alimento")
ON_PAGES: Final = {name: 1 for name in PAPERS} | {"acta": 3, "acta-borrador": 2}


@contextmanager
def a_station(folder: Path) -> Iterator[Station]:
    """Give the station of the small commune with its parliament, and with what no paper may name."""
    with a_journal(folder) as journal:
        assemble(journal)
        person, store, telephone = SECRET
        People(journal).add(Person("persona-de-mas", person, telephone))
        write(journal, "almacen", WarehouseRegistered("cerro", "maiceros", store), NOW - 3600)
        text = f"Que {person} cuide el {store}, teléfono {telephone}"
        write(journal, "propuesta-12-mas", Proposed(OPEN, "other", "assembly", ""), NOW - 1800, note=text)
        app = create_app(
            a_config(folder),
            store=readings(),
            journal=journal,
            clock=FixedClock(NOW),
            warnings=MemoryWarnings(),
        )
        yield app.state.station


def a_visit(station: Station, *, language: str = "es") -> Visit:
    """Return the visit of somebody who has not signed in."""
    return Visit(station, languages()[language], "light", "/", NOW)


def a_paper(station: Station, name: str, *, language: str = "es") -> Paper:
    found = paper_of(a_visit(station, language=language), PAPERS[name])
    assert found is not None
    return found


def words_of(paper: Paper) -> list[str]:
    """Return every word that stands on a paper, drawings left out."""
    return [one for one in _leaves(plain(paper.data)) if not one.startswith("<svg")]


def text_of(pdf: bytes) -> str:
    found = " ".join(one.extract_text() for one in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(found.replace("\u00a0", " ").split())


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Return the fonts of a document, each with whether it is in it."""
    found: dict[str, bool] = {}
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            one = font.get_object()
            inner = one["/DescendantFonts"][0].get_object() if "/DescendantFonts" in one else one
            described = inner["/FontDescriptor"].get_object()
            found[str(one["/BaseFont"])] = any(key.startswith("/FontFile") for key in described)
    return found


def size_of(pdf: bytes) -> tuple[int, int]:
    """Return how wide and high the first page is [mm]."""
    box = PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    return round(Decimal(box.width) * 254 / 720), round(Decimal(box.height) * 254 / 720)


def page_count(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


def pixels(png: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Return the pixels of a picture, row by row: red, green, blue, clear."""
    width, height = int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
    channels = {2: 3, 6: 4, 0: 1}[png[25]]
    raw, place = b"", 8
    while place < len(png):
        length = int.from_bytes(png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            raw += png[place + 8 : place + 8 + length]
        place += 12 + length
    lines = np.frombuffer(zlib.decompress(raw), dtype=np.uint8).reshape(height, 1 + width * channels)
    rows = np.zeros((height + 1, width * channels), dtype=np.uint8)
    for number, line in enumerate(lines):
        rows[number + 1] = _unfiltered(int(line[0]), line[1:], rows[number], channels)
    return rows[1:].reshape(height, width, channels)


def _unfiltered(
    sort: int, line: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], above: np.ndarray, step: int
) -> list[int]:
    """Return a row without its filter. Source: PNG, third edition, section 9."""
    row = [0] * step
    left_up = [0] * step + above.tolist()
    for place, value in enumerate(line.tolist()):
        left, up, corner = row[place], left_up[place + step], left_up[place]
        row.append((value + _guessed(sort, left, up, corner)) & 255)
    return row[step:]


def _guessed(sort: int, left: int, up: int, corner: int) -> int:
    if sort < 4:
        return (0, left, up, (left + up) // 2)[sort]
    guess = left + up - corner
    return min((left, up, corner), key=lambda one: abs(guess - one))


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one)


def main() -> None:
    from dashboard.printed import press

    PICTURES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as name, a_station(Path(name)) as station:
        for paper in SHOWN:
            ppi = 40 if paper == "afiche-a3" else 60
            for number, picture in enumerate(press.pictures(a_paper(station, paper), ppi=ppi), 1):
                (PICTURES / f"{paper}-{number}.png").write_bytes(picture)


if __name__ == "__main__":
    main()
