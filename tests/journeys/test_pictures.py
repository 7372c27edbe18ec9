"""The pictures of the README, of every page and of every piece; `CONUCO_PICTURES=1` draws them anew."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from browser import PHONE, Chromium, Size, shown
from field_states import five_fields, moved, shown_in_front
from fielded import TODAY
from served import Served, served_from
from small_commune import NOW
from station import ROOT

pytestmark = pytest.mark.browser

FOLDER = ROOT / "docs" / "pictures"
IS_DRAWING = os.environ.get("CONUCO_PICTURES") == "1"
WIDE = Size(1100, 900, 1.0)


@dataclass(frozen=True)
class Picture:
    """A page as the README shows it, and the words without which it would show something else."""

    path: str
    size: Size
    theme: str
    words: tuple[str, ...]
    whole: bool = False


PICTURES = {
    "pond-3am": Picture(
        "/estanques/estanque-1", PHONE, "oscura", ("Peligro", "mg/L", "Encienda el aireador", "3:12")
    ),
    "field": Picture(
        "/campos/lote-3",
        Size(1100, 1240),
        "clara",
        ("REGAR", "25-30", "Agua en la raíz", "20 cm", "45 cm", "75 cm", "Seguridad media"),
    ),
    "cycle": Picture(
        "/ciclos/ciclo-1-4", WIDE, "clara", ("kg cosechados", "Horas bajo 3 mg/L", "Cobertura"), whole=True
    ),
}

PIECES = {
    "/estilo": (
        "tarjeta",
        "numero",
        "escala",
        "lugares",
        "fichas",
        "alarmas",
        "graficas",
        "tabla",
        "limites",
    ),
    "/estilo/formularios": ("avisos", "pasos", "formulario", "eco", "recibo", "botones", "vacio"),
}
PAGES = {
    "inicio": "/",
    "estanque": "/estanques/estanque-1",
    "lote": "/campos/lote-3",
    "lotes": "/campos",
    "ciclo": "/ciclos/ciclo-1-4",
    "anotar": "/anotar",
    "recibo": "/recibo/cosecha-maiz-3-2",
    "mas": "/mas",
}
LOOKS = {
    "telefono-oscura": (Size(360, 740), "oscura"),
    "telefono-contraste": (Size(360, 740), "contraste"),
    "computadora-clara": (Size(1366, 768), "clara"),
}
PROJECTED = {"inicio": "/", "estanque": "/estanques/estanque-1", "ciclo": "/ciclos/ciclo-1-4#p-paso"}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served_from(tmp_path_factory.mktemp("commune")) as found:
        today = datetime.fromtimestamp(NOW, UTC).date()
        shown_in_front(found.app, [moved(one, (today - TODAY).days) for one in five_fields()])
        yield found


@pytest.mark.parametrize("name", PICTURES)
def test_the_picture_is_there_and_its_page_still_says_what_it_shows(
    served: Served, chromium: Chromium, name: str
) -> None:
    picture = PICTURES[name]

    with chromium.page(served.address, picture.size, theme=picture.theme) as page:
        page.goto(picture.path)
        told = shown(page, "body")
        if IS_DRAWING:
            FOLDER.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=FOLDER / f"{name}.png", full_page=picture.whole)

    assert [word for word in picture.words if word not in told] == []
    assert (FOLDER / f"{name}.png").stat().st_size > 10_000


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("path", PIECES)
def test_every_piece_has_its_place_and_its_picture(
    served: Served, chromium: Chromium, path: str, look: str
) -> None:
    size, theme = LOOKS[look]

    with chromium.page(served.address, size, theme=theme) as page:
        page.goto(path)
        found = [page.locator(f"#{name}").bounding_box() for name in PIECES[path]]
        for name in PIECES[path] if IS_DRAWING else ():
            (FOLDER / "piezas").mkdir(parents=True, exist_ok=True)
            page.locator(f"#{name}").screenshot(path=FOLDER / "piezas" / f"{name}-{look}.png")

    assert all(box is not None and box["height"] > 80 for box in found)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.skipif(not IS_DRAWING, reason="draws pictures")
def test_every_page_is_drawn(served: Served, chromium: Chromium, look: str) -> None:
    size, theme = LOOKS[look]
    (FOLDER / "paginas").mkdir(parents=True, exist_ok=True)

    for name, path in PAGES.items():
        with chromium.page(served.address, size, theme=theme) as page:
            page.goto(path)
            page.screenshot(path=FOLDER / "paginas" / f"{name}-{look}.png")
    for name, path in PROJECTED.items():
        with chromium.page(served.address, Size(1024, 768), theme="proyector") as page:
            page.goto(path)
            page.screenshot(path=FOLDER / "paginas" / f"{name}-proyector.png")

    assert len(list((FOLDER / "paginas").glob(f"*-{look}.png"))) == len(PAGES)
