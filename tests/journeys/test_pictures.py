"""The three pictures of the README; `CONUCO_PICTURES=1` draws them anew."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from browser import PHONE, Chromium, Size, shown
from served import Served, served_from
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
        "/campos/lote-3", WIDE, "clara", ("Hace falta agua", "20 cm", "45 cm", "75 cm", "Lluvia"), whole=True
    ),
    "cycle": Picture(
        "/ciclos/ciclo-1-4", WIDE, "clara", ("kg cosechados", "Horas bajo 3 mg/L", "Cobertura"), whole=True
    ),
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served_from(tmp_path_factory.mktemp("commune")) as found:
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
