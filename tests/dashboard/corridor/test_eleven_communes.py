"""Eleven communes of a corridor on one machine, and the three whose files are not right."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from corridor_communes import NOW, SLUGS, named
from corridor_files import SUMMARY, a_file, a_key, another_key, signed_again, with_format, with_table
from typer.testing import CliRunner

from dashboard.corridor.command import app
from dashboard.corridor.file import CorridorFile
from dashboard.corridor.opening import opened
from dashboard.corridor.packing import unpacked
from dashboard.corridor.standing import read
from dashboard.corridor.totals import Together, periods, together

DAMAGED, FORGED, OLDER = SLUGS[2], SLUGS[5], SLUGS[9]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a station of the corridor that expects eleven communes and knows the words of their keys."""
    folder: Path = tmp_path_factory.mktemp("corredor")
    (folder / "datos").mkdir()
    (folder / "conuco.toml").write_text(
        '[commune]\nslug = "corredor"\nname = "Corredor"\nlatitude = 9.5\nlongitude = -69.2\n'
        '[storage]\nfolder = "datos"\n',
        encoding="utf-8",
    )
    for slug in SLUGS:
        said(folder, "expect", slug, named(slug))
        path = folder / f"{slug}.zip"
        path.write_bytes(a_file(slug, scale=1 + SLUGS.index(slug)))
        said(folder, "trust", str(path), "--words", opened(path.read_bytes()).words)
    return folder


@pytest.fixture
def station(prepared: Path, tmp_path: Path) -> Path:
    """Give that station to one test."""
    return shutil.copytree(prepared, tmp_path / "estacion")


def said(folder: Path, *words: str, code: int = 0, typed: str = "") -> str:
    """Return what the command says, in one line."""
    ended = CliRunner().invoke(
        app, [*words, "--config", str(folder / "conuco.toml")], input=typed, env={"COLUMNS": "400"}
    )
    assert ended.exit_code == code, ended.output + str(ended.exception)
    return " ".join(ended.output.split())


def files(station: Path) -> list[str]:
    return [str(station / f"{slug}.zip") for slug in SLUGS]


def spoil_three(station: Path) -> None:
    """Damage one file, forge the total of another, and let the third be of an older format."""
    path = station / f"{DAMAGED}.zip"
    path.write_bytes(path.read_bytes()[:-40])
    body = (station / f"{FORGED}.zip").read_bytes()
    table = unpacked(body)[SUMMARY].replace(b"201", b"901").replace(b"cosechado,,kg,", b"cosechado,,kg,", 1)
    (station / f"{FORGED}.zip").write_bytes(with_table(body, table, another_key(station / "otra")))
    path = station / f"{OLDER}.zip"
    path.write_bytes(with_format(path.read_bytes(), "conuco-export/0"))


def found(station: Path) -> Together:
    with CorridorFile(station / "datos") as file:
        standing = read(file)
    return together(standing, periods(standing)[0])


def test_eight_of_eleven_are_totalled_and_each_refusal_says_its_reason(station: Path) -> None:
    spoil_three(station)

    told = said(station, "import", *files(station), "--yes", code=1)
    shown = said(station, "show")

    assert "Tomados: 8. No tomados: 3." in told
    assert "8 de 11 comunas" in shown
    assert "híbrido cachamoto [hibrido-cachamoto] │ cosechado │ 56.424 │ kg │ 8" in shown
    for text in (told, shown):
        assert "El archivo está dañado o incompleto" in text
        assert f"La firma no es de la llave que dice: alguien cambió el archivo de {named(FORGED)}" in text
        assert "Es de un formato viejo (conuco-export/0)" in text
    assert f"{named(OLDER)} │ rechazada: Es de un formato viejo" in shown
    assert f"{named(DAMAGED)} │ falta: no ha llegado nada" in shown


def test_the_total_is_the_sum_of_the_eight_each_product_base_and_currency_for_itself(station: Path) -> None:
    spoil_three(station)
    said(station, "import", *files(station), "--yes", code=1)

    lines = {(str(one.total.good), one.concept): one for one in found(station).lines}

    scales = [1 + SLUGS.index(one) for one in SLUGS if one not in (DAMAGED, FORGED, OLDER)]
    fish = lines["kg:hibrido-cachamoto", "cosechado"]
    assert fish.total.amount == sum(1200 * one + 3 for one in scales)
    assert len(fish.communes) == 8
    assert lines["money:USD", "ingreso"].total.amount == sum(200 * one + 1 for one in scales)
    assert {good for good, _concept in lines} == {
        "kg:hibrido-cachamoto",
        "kg:maiz-blanco@14/2",
        "kg:cafe",
        "money:USD",
    }


def test_twice_is_once(station: Path) -> None:
    said(station, "import", *files(station), "--yes")
    once = found(station)

    told = said(station, "import", *files(station), *files(station)[:3], "--yes")

    assert "Tomados: 0. No tomados: 0." in told
    assert told.count("Nada: ya está aquí, igual.") == 11
    assert [one.total for one in found(station).lines] == [one.total for one in once.lines]


def test_it_is_said_before_it_is_done_and_nothing_is_done_without_a_yes(station: Path) -> None:
    told = said(station, "import", *files(station), code=1, typed="n\n")

    assert told.count("Se toma.") == 11
    assert "¿Tomar 11?" in told
    assert "0 de 11 comunas" in said(station, "show")


def test_a_dry_run_takes_nothing(station: Path) -> None:
    told = said(station, "import", *files(station), "--dry-run")

    assert told.count("Se toma.") == 11
    assert "0 de 11 comunas" in said(station, "show")


def test_a_total_that_was_signed_and_is_none_is_noticed(station: Path) -> None:
    path = station / f"{SLUGS[0]}.zip"
    body, key = path.read_bytes(), a_key(SLUGS[0])
    totals = opened(body).manifest.totals
    raised = [*totals[:-1], type(totals[-1])("money:USD", "ingreso", Decimal(9999))]
    path.write_bytes(signed_again(body, key, totals=raised))

    told = said(station, "import", str(path), "--yes", code=1)

    assert "Las filas no suman lo que dice el manifiesto: money:USD, ingreso: dice 9999 y suman 201" in told
    assert "10 de 11" not in said(station, "show")


def test_a_file_signed_with_another_key_is_named_with_its_words(station: Path) -> None:
    path, thief = station / f"{SLUGS[0]}.zip", another_key(station / "otra")
    path.write_bytes(signed_again(path.read_bytes(), thief, key=thief.public))

    told = said(station, "import", str(path), "--yes", code=1)

    assert f"Lo firma otra llave que la que se conoce de {named(SLUGS[0])}" in told


def test_a_withdrawn_commune_stays_listed_with_its_reason(station: Path) -> None:
    said(station, "import", *files(station), "--yes")

    said(station, "withdraw", SLUGS[3], "--reason", "acta 9 de esa comuna")

    shown = said(station, "show")
    assert "10 de 11 comunas" in shown
    assert f"{named(SLUGS[3])} │ retirada: acta 9 de esa comuna" in shown
    assert NOW


def test_both_sides_of_an_exchange_are_looked_for(station: Path, tmp_path: Path) -> None:
    path = tmp_path / "detallado.zip"
    path.write_bytes(a_file("la-vega", detailed=True))
    said(station, "trust", str(path), "--words", opened(path.read_bytes()).words)

    said(station, "import", str(path), "--yes")

    assert "Intercambio T-17: solo lo anotó la-vega." in said(station, "show")
