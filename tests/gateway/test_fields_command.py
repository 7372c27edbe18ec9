"""`conuco fields backtest`: a table for people, JSON for programs, a drawing, sentences for bad files."""

from __future__ import annotations

import json
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from gateway.cli import app

SAMPLES = Path(__file__).parents[1] / "samples" / "fields"
MAIZE, COTTON = SAMPLES / "maize_lirf_2023", SAMPLES / "cotton_maricopa_2018"


def run(*arguments: object) -> Result:
    words = ["fields", "backtest", *(str(one) for one in arguments)]
    return CliRunner().invoke(app, words, env={"COLUMNS": "140"})


def report_of(*arguments: object) -> dict[str, Any]:
    found = run(*arguments, "--json")
    assert found.exit_code == 0, found.output
    return json.loads(found.stdout)  # type: ignore[no-any-return]


@pytest.fixture
def maize(tmp_path: Path) -> Path:
    folder = tmp_path / "lote_lirf"
    shutil.copytree(MAIZE, folder)
    return folder


@pytest.fixture
def two_plots(tmp_path: Path) -> Path:
    """Return the cotton of two plots, in a folder whose name says nothing."""
    folder = tmp_path / "prueba"
    folder.mkdir()
    shutil.copy(COTTON / "weather.csv", folder)
    for name in ("irrigation.csv", "soil_limits_survey.csv", "swc_neutron.csv"):
        header, *lines = (COTTON / name).read_text().splitlines()
        kept = [one for one in lines if "p01-1" in one or "p08-4" in one]
        (folder / name).write_text("\n".join([header, *kept, ""]))
    return folder


def changed(folder: Path, name: str, change: Callable[[str], str]) -> Path:
    path = folder / name
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


def refusal(*arguments: object) -> str:
    found = run(*arguments)
    assert found.exit_code == 1, found.output
    return " ".join(found.output.split())


def test_a_season_of_one_plot_gives_one_row_and_says_on_what_it_stands() -> None:
    found = run(MAIZE)

    assert found.exit_code == 0
    for word in ("meta.json", "del archivo del suelo", "de la mañana", "balance solo", "todas"):
        assert word in found.stdout


def test_plots_without_a_name_of_place_or_crop_are_judged_each_and_together(two_plots: Path) -> None:
    found = run(two_plots)

    assert found.exit_code == 0
    for word in ("nadie dijo qué cultivo", "--latitude", "aprendida", "p01-1", "p08-4"):
        assert word in found.stdout


def test_the_json_holds_every_profile_of_every_plot(two_plots: Path) -> None:
    found = report_of(two_plots, "--crop", "cotton", "--latitude", "33.07")

    assert found["crop_from"] == "said"
    assert found["capacity"] == "learnt"
    assert [one["plot"] for one in found["plots"]] == ["p01-1", "p08-4"]
    assert [len(one["profiles"]) for one in found["plots"]] == [16, 15]
    assert found["all_plots"]["profiles"] == 31


def test_the_drawing_has_a_panel_a_plot_and_a_circle_a_profile(two_plots: Path, tmp_path: Path) -> None:
    run(two_plots, "--picture", tmp_path / "lotes.svg")

    drawn = ET.parse(tmp_path / "lotes.svg").getroot()
    assert len([one for one in drawn.iter() if one.get("class") == "measured"]) == 31
    assert len([one for one in drawn.iter() if one.get("class") == "filter"]) == 2


def test_with_every_second_profile_heard_half_of_them_judge() -> None:
    assert report_of(MAIZE, "--every", "2")["all_plots"]["profiles"] == 17


def test_a_said_crop_takes_the_tables_and_not_the_parameters_of_the_folder() -> None:
    assert report_of(MAIZE)["crop_from"] == "params"
    assert report_of(MAIZE, "--crop", "maize")["crop_from"] == "said"


def test_the_capacity_can_be_taken_as_given_or_learnt(two_plots: Path) -> None:
    given, taught = report_of(two_plots, "--capacity", "given"), report_of(two_plots)

    assert given["all_plots"]["open"]["bias_mm"] > taught["all_plots"]["open"]["bias_mm"]


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("weather.csv", "tmax_c", "maximo", "falta la columna `tmax_c`"),
        ("weather.csv", "2023-05-04,", "2023-05-05,", "después del 2023-05-03 viene el 2023-05-05"),
        ("weather.csv", "2023-05-04,", "4/5/2023,", "línea 4: `4/5/2023` no es un día"),
        ("weather.csv", "2023-05-04,23.59", "2023-05-04,74.46", "La temperatura va en °C"),
        ("weather.csv", "2023-05-04,23.59", "2023-05-04,3.59", "no está bajo la máxima"),
        ("weather.csv", "2023-05-04,23.59", "2023-05-04,nan", "`tmax_c` no es un número: nan"),
        ("weather.csv", ",2.64,0.25,", ",2.64,-0.25,", "`rain_mm` es -0.25"),
        ("weather.csv", ",19.39,2.64", ",224.4,2.64", "La radiación va en MJ/m2"),
        ("weather.csv", ",82.0,22.0,", ",22.0,82.0,", "la humedad mínima, 82.0, está sobre la máxima"),
        ("irrigation.csv", "2023-06-29,33.0", "2023-06-29,-33.0", "irrigation.csv, línea 3: `depth_mm`"),
        ("soil.csv", "15,0.257,0.129", "15,0.129,0.257", "no está bajo la capacidad de campo"),
        ("soil.csv", "45,0.212", "15,0.212", "`bottom_cm` tiene que crecer"),
        ("swc_neutron_tdr.csv", "2023-06-05,15,0.285", "2023-06-05,15,28.5", "0,25 y no 25"),
        ("swc_neutron_tdr.csv", "2023-06-05,45,", "2023-06-05,15,", "ya se dijo de ese día"),
        ("swc_neutron_tdr.csv", "2023-06-05,15,0.285", "2023-06-05,15,", "falta `vwc`"),
        ("meta.json", '"latitude": 40.4487', '"latitude": 140', "meta.json: no se entiende"),
    ],
)
def test_a_fault_is_told_with_its_file_and_what_is_expected(
    maize: Path, name: str, old: str, new: str, said: str
) -> None:
    assert old in (maize / name).read_text()

    assert said in refusal(changed(maize, name, lambda text: text.replace(old, new, 1)))


def test_humidity_as_a_fraction_is_refused_and_not_taken_for_a_desert(maize: Path) -> None:
    def as_fractions(text: str) -> str:
        header, *lines = text.splitlines()
        cells = [one.split(",") for one in lines]
        rows = [[*one[:3], *(str(float(two) / 100) for two in one[3:5]), *one[5:]] for one in cells]
        return "\n".join([header, *(",".join(one) for one in rows)])

    assert "la humedad parece una fracción (0.96)" in refusal(changed(maize, "weather.csv", as_fractions))


def test_a_plot_of_which_no_soil_is_known_is_refused(two_plots: Path) -> None:
    changed(two_plots, "irrigation.csv", lambda text: text + "2018-05-01,p99-1,20.0\n")

    assert "irrigation.csv: la parcela p99-1 no está en soil_limits_survey.csv" in refusal(two_plots)


@pytest.mark.parametrize("name", ["weather.csv", "irrigation.csv", "soil.csv", "swc_neutron_tdr.csv"])
def test_a_missing_file_is_named(maize: Path, name: str) -> None:
    (maize / name).unlink()

    assert name in refusal(maize)


@pytest.mark.parametrize("name", ["weather.csv", "irrigation.csv", "soil.csv", "swc_neutron_tdr.csv"])
def test_an_empty_file_and_one_in_another_coding_are_refused(maize: Path, name: str) -> None:
    assert "no tiene ni una línea de datos" in refusal(changed(maize, name, lambda _: ""))

    (maize / name).write_bytes("fecha,año\n2023,ñ\n".encode("latin-1"))
    assert "UTF-8" in refusal(maize)


def test_a_folder_that_is_none_and_a_picture_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    assert "no es una carpeta" in refusal(tmp_path / "nada")
    assert "no se puede escribir" in refusal(MAIZE, "--picture", tmp_path / "nada" / "lotes.svg")


def test_a_season_with_five_profiles_teaches_and_cannot_be_judged(maize: Path) -> None:
    changed(maize, "swc_neutron_tdr.csv", lambda text: "\n".join(text.splitlines()[:36]))

    assert "más de 5 perfiles" in refusal(maize)


def test_profiles_of_no_plot_are_refused_where_the_soil_is_told_by_plot(two_plots: Path) -> None:
    def of_one(text: str) -> str:
        lines = [one for one in text.splitlines() if "p08-4" not in one]
        return "\n".join(lines).replace("plot", "parcela", 1)

    said = refusal(changed(two_plots, "swc_neutron.csv", of_one))

    assert "soil_limits_survey.csv es por parcela" in said
    assert "`plot`" in said
