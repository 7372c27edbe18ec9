"""Every paper as it comes out of the printer."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from printed import (
    ON_PAGES,
    PAPERS,
    PICTURES,
    SECRET,
    SHOWN,
    a_paper,
    a_station,
    fonts_of,
    page_count,
    pixels,
    size_of,
    text_of,
    words_of,
)

from dashboard.printed import press
from dashboard.production.base import Wanted
from dashboard.visit.given import Station

LONGEST_S = 3.0
A4, A4_ACROSS, A3 = (210, 297), (297, 210), (297, 420)
GREY = 2
"""By so much two colours of a grey pixel may differ, from 0 to 255."""


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    with a_station(Path(tmp_path_factory.mktemp("station"))) as station:
        yield station


@pytest.fixture(scope="module")
def documents(station: Station) -> dict[str, bytes]:
    return {name: press.pdf(a_paper(station, name)) for name in PAPERS}


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_has_its_pages_its_size_and_its_fonts(documents: dict[str, bytes], name: str) -> None:
    sizes = {"afiche-a3": A3} | {one: A4_ACROSS for one in PAPERS if one.startswith("planilla")}

    assert page_count(documents[name]) == ON_PAGES[name]
    assert size_of(documents[name]) == sizes.get(name, A4)
    assert all(fonts_of(documents[name]).values())
    assert any("Roboto" in one for one in fonts_of(documents[name]))


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("name", ["informe", "acta", "afiche-a3", "planilla-alimento"])
def test_a_paper_is_made_in_under_three_seconds(station: Station, name: str, language: str) -> None:
    press._pressed.cache_clear()
    began = time.process_time()

    press.pdf(a_paper(station, name, language=language))

    assert time.process_time() - began < LONGEST_S


@pytest.mark.parametrize("name", PAPERS)
def test_no_paper_names_a_person_a_store_a_telephone_or_cash(
    station: Station, documents: dict[str, bytes], name: str
) -> None:
    text = text_of(documents[name]) + " ".join(words_of(a_paper(station, name)))
    people = [one.name for one in station.people.everybody()]
    stores = [one.name for one in station.production.registers().warehouses.values()]
    assert set(SECRET[:1]) <= set(people)
    assert set(SECRET[1:2]) <= set(stores)

    wrong = [one for one in (*people, *stores, SECRET[2], "Caja de", "caja:") if one in text]

    assert wrong == []


def test_a_report_tells_no_balance_of_cash(station: Station, documents: dict[str, bytes]) -> None:
    cash = station.production.balances(Wanted(), account="caja:")
    written = {f"{one.amount:,.0f} {one.good.item}".replace(",", ".") for one in cash}

    assert written
    assert not [one for one in written if one in text_of(documents["informe"])]


def test_what_a_proposal_said_of_a_person_is_struck_out(documents: dict[str, bytes]) -> None:
    assert "Que […] cuide el […], teléfono […]" in text_of(documents["acta-borrador"])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("informe", ("Producción por unidad", "Qué pasó", "Contraloría", "Límites", "Híbrido cachamoto, kg")),
        ("acta", ("Quórum", "hacían falta 4 vocerías de 6; estuvieron 5", "fuente: acta 2", "Caño Seco")),
        ("afiche-a3", ("¿A dónde fue?", "El Samán", "No prueba que lo anotado sea verdad", "Casa comunal")),
        ("planilla-alimento", ("¿Qué les dio?", "¿Cuántos peces muertos?")),
    ],
)
def test_accents_and_what_must_be_said_stand_on_it(
    documents: dict[str, bytes], name: str, words: tuple[str, ...]
) -> None:
    text = text_of(documents[name])

    assert [one for one in words if one not in text] == []


def test_the_report_has_its_fourteen_blocks_in_their_order(documents: dict[str, bytes]) -> None:
    text = text_of(documents["informe"])

    places = [text.index(f"{number}. ") for number in range(1, 15)]

    assert places == sorted(places)


@pytest.mark.parametrize("name", SHOWN)
def test_a_paper_is_the_same_on_a_printer_of_one_colour(station: Station, name: str) -> None:
    for picture in press.pictures(a_paper(station, name), ppi=24):
        colours = pixels(picture)[..., :3].astype(int)

        assert np.max(np.ptp(colours, axis=2)) <= GREY
        assert np.min(colours) < 110
        assert np.max(colours) == 255


@pytest.mark.parametrize("name", SHOWN)
def test_the_pictures_of_the_documents_are_of_these_papers(name: str) -> None:
    """`python tests/printed.py` makes them anew."""
    found = sorted(PICTURES.glob(f"{name}-?.png"))

    assert len(found) == ON_PAGES[name]
    assert all(len(one.read_bytes()) < 150_000 for one in found)


def test_the_figure_of_the_large_poster_is_read_from_three_metres(documents: dict[str, bytes]) -> None:
    """A figure of 104 pt and labels of 26 pt; small print says only how a number is known."""
    sizes = _sizes(documents["afiche-a3"])

    assert max(sizes.values()) >= 104
    assert {word: size for word, size in sizes.items() if word in ("La Ceiba", "Venta")} == {
        "La Ceiba": 26,
        "Venta": 26,
    }


def _sizes(pdf: bytes) -> dict[str, float]:
    import io

    from pypdf import PdfReader

    sizes: dict[str, float] = {}

    def seen(text: str, _user: object, matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            sizes[text.strip()] = max(sizes.get(text.strip(), 0.0), round(size * abs(matrix[3] or 1)))

    PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=seen)
    return sizes
