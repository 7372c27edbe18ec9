"""`conuco update`: who is offered what is said before it is done, and one tries it first."""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass
from pathlib import Path

import pytest
from builders import a_draft
from typer.testing import CliRunner

from gateway.cli import app
from gateway.commands.update import offering
from gateway.derivation import derive
from gateway.domain.entries import Entry, NodePlaced, NodeRegistered, PlaceRegistered, UpdateOffered
from gateway.domain.message import Status
from gateway.domain.node_updates import UpdateState
from gateway.domain.rollout import NodeUpdate
from gateway.journal import CommuneJournal
from gateway.nodes.bundle import opened
from gateway.store.sqlite import node_updates, statuses
from gateway.store.sqlite.writer import SqliteWriter

SETTINGS = """
[commune]
slug = "la-ceiba"
name = "La Ceiba"
latitude = 9.5
longitude = -69.2
[siren]
nodes = ["siren-1"]
[storage]
folder = "data"
"""
NODES = ("pond-1", "pond-3")


@dataclass
class Offering:
    """A station with two ponds, a field and a siren, and a program of three small files."""

    folder: Path

    def __post_init__(self) -> None:
        self.data = self.folder / "data"
        self.data.mkdir()
        (self.folder / "conuco.toml").write_text(SETTINGS, encoding="utf-8")
        self.program("0.2.0")
        with self.journal() as journal:
            bodies = [
                PlaceRegistered("estanque-1", "pond", 1, "Uno"),
                PlaceRegistered("lote-1", "field", 1, "Lote"),
                NodePlaced("pond-1", "estanque-1"),
                NodePlaced("soil-1", "lote-1"),
                NodeRegistered("pond-3", "pond", "estanque", {"sonda": ["oxygen"]}),
            ]
            for number, body in enumerate(bodies):
                journal.append(a_draft(body, uid=f"b-{number}", happened=0), now=1)

    def program(self, name: str, *, text: str = "x = 1") -> None:
        """Write the sources that are compiled."""
        (self.folder / "firmware" / "node").mkdir(parents=True, exist_ok=True)
        node = self.folder / "firmware" / "node"
        (node / "__init__.py").write_text(f'"""A node."""\n\nVERSION = "{name}"\n', encoding="utf-8")
        (node / "wake.py").write_text(f"{text}\n", encoding="utf-8")

    def journal(self) -> CommuneJournal:
        return CommuneJournal(self.data / "commune.db", commune="la-ceiba")

    def run(self, *words: str) -> str:
        code, said = self.tried(*words)
        assert code == 0, said
        return said

    def tried(self, *words: str) -> tuple[int, str]:
        settings = str(self.folder / "conuco.toml")
        found = CliRunner().invoke(app, ["update", *words, "--config", settings], env={"COLUMNS": "160"})
        return found.exit_code, re.sub(r"\s+", " ", found.output)

    def entries(self) -> list[Entry]:
        with self.journal() as journal:
            return journal.entries("station", kinds={"update_offer", "update_withdrawn"})

    def offers(self) -> list[UpdateOffered]:
        return [one.body for one in self.entries() if isinstance(one.body, UpdateOffered)]

    def hears(self, node: str, update: UpdateState, *stands: NodeUpdate) -> None:
        with (
            SqliteWriter(
                self.data, lambda rows: derive(rows, calibrations=[], altitude_m=0.0), utc_offset_hours=-4
            ) as writer,
            writer.transaction() as readings,
        ):
            statuses.save(readings, node, Status("online", update=update), at=100)
            node_updates.save(readings, stands)


@pytest.fixture
def station(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Offering:
    made = Offering(tmp_path)
    monkeypatch.setattr(offering, "firmware_folder", lambda: tmp_path / "firmware")
    return made


def test_a_group_is_offered_a_signed_version_with_its_canary_first(station: Offering) -> None:
    said = station.run("offer", "--group", "ponds", "--canary", "pond-3")

    [offer] = station.offers()
    [file] = (station.data / "programas").iterdir()
    assert (offer.version, offer.name, offer.nodes, offer.canary) == (1, "0.2.0", list(NODES), "pond-3")
    assert opened(file.read_bytes()).offer.sha256 == offer.sha256
    assert "1. Lo prueba primero pond-3" in said
    assert "ande bien 60 minutos, pasa a: pond-1." in said
    assert "todavía no han dicho qué versión llevan: pond-1, pond-3" in said


def test_the_key_is_made_beside_the_settings_for_its_owner_alone(station: Offering) -> None:
    station.run("offer", "--node", "pond-1")

    assert stat.S_IMODE((station.folder / "update.key").stat().st_mode) == 0o600
    assert not list(station.data.rglob("*.key"))


def test_a_dry_run_says_what_it_would_do_and_leaves_nothing_behind(station: Offering) -> None:
    said = station.run("offer", "--group", "all", "--canary", "pond-3", "--dry-run")

    assert "pond-1, siren-1, soil-1" in said
    assert "No se ofreció nada" in said
    assert station.entries() == []
    assert not (station.folder / "update.key").exists()
    assert not (station.data / "programas").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--group", "ponds", "--canary", "soil-1"], "soil-1 no está entre los que reciben el programa"),
        (["--group", "ponds"], "Diga cuál lo prueba primero, con --canary: uno de pond-1, pond-3"),
        (["--group", "goats", "--canary", "pond-1"], "No hay un grupo goats"),
        (
            ["--node", "pond-9"],
            "No conoce estos nodos: pond-9. Los que conoce: pond-1, pond-3, siren-1, soil-1",
        ),
        ([], "Diga a quiénes"),
        (["--group", "all", "--node", "pond-1"], "Diga a quiénes"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_offered(
    station: Offering, words: list[str], said: str
) -> None:
    code, output = station.tried("offer", *words)

    assert (code, said in output) == (1, True), output
    assert station.entries() == []


def test_the_same_program_keeps_its_number_and_another_gets_a_higher_one(station: Offering) -> None:
    station.run("offer", "--group", "ponds", "--canary", "pond-3")
    station.run("offer", "--group", "sirens")
    station.program("0.2.1", text="x = 2")
    station.run("offer", "--group", "ponds", "--canary", "pond-3")

    assert [(one.version, one.canary) for one in station.offers()] == [
        (1, "pond-3"),
        (1, "siren-1"),
        (2, "pond-3"),
    ]


def test_a_number_that_failed_or_that_a_node_runs_is_not_used_again(station: Offering) -> None:
    station.run("offer", "--node", "pond-3")
    [entry] = station.entries()
    failed = NodeUpdate(entry.uid, "pond-3", "failed", 100, "it crashed")
    station.hears("pond-1", UpdateState("0.1.0", 8, "a", "none"), failed)
    station.run("offer", "--node", "pond-3")

    assert [one.version for one in station.offers()] == [1, 9]


def test_a_station_with_another_key_gives_the_same_program_another_number(station: Offering) -> None:
    station.run("offer", "--node", "pond-3")
    (station.folder / "update.key").unlink()
    station.run("offer", "--node", "pond-3")

    assert [one.version for one in station.offers()] == [1, 2]


def test_the_list_says_how_each_node_stands(station: Offering) -> None:
    station.run("offer", "--group", "ponds", "--canary", "pond-3")
    [entry] = station.entries()
    fetching = UpdateState("0.1.0", 0, "a", "fetching", target=1, at=500, of=1000)
    station.hears("pond-3", fetching, NodeUpdate(entry.uid, "pond-3", "fetching", 100))

    said = station.run("list")

    assert "Programa 0.2.0, versión 1" in said
    assert "lo está bajando: 50 %" in said
    assert "espera a pond-3" in said
    assert "0.1.0 (0)" in said


def test_a_canary_that_failed_is_said_with_what_to_do(station: Offering) -> None:
    station.run("offer", "--group", "ponds", "--canary", "pond-3")
    [entry] = station.entries()
    failed = UpdateState("0.1.0", 0, "a", "failed", target=1, why="it crashed")
    station.hears("pond-3", failed, NodeUpdate(entry.uid, "pond-3", "failed", 100, "it crashed"))

    said = station.run("list")

    assert "falló: se cayó tres veces" in said
    assert "Parado: falló en pond-3" in said


def test_what_is_withdrawn_is_offered_no_more(station: Offering) -> None:
    station.run("offer", "--node", "pond-3")

    assert "La versión 1 ya no se ofrece" in station.run("withdraw")
    assert "No se ofrece ningún programa" in station.run("list")
    code, said = station.tried("withdraw", "1")
    assert (code, "no hay nada que retirar" in said) == (1, True)


def test_a_version_that_is_not_offered_is_not_withdrawn(station: Offering) -> None:
    station.run("offer", "--node", "pond-3")

    code, said = station.tried("withdraw", "9")

    assert (code, "Esa versión no se está ofreciendo. Las que sí: 1." in said) == (1, True)


def test_a_station_that_never_ran_is_said(tmp_path: Path) -> None:
    (tmp_path / "conuco.toml").write_text(SETTINGS, encoding="utf-8")

    found = CliRunner().invoke(app, ["update", "list", "--config", str(tmp_path / "conuco.toml")])

    assert found.exit_code == 1
    assert "no hay una estación todavía" in re.sub(r"\s+", " ", found.output)
