"""The servers beside which we test: found, or built once, or a sentence says what is missing."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
import server_programs
from server_programs import PROGRAMS, found, main


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with nothing on its PATH but what a test puts into this folder, and nothing built yet."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def a_program(path: Path, said: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho {said}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_an_influxd_on_the_path_comes_before_the_one_that_was_built(bare: Path) -> None:
    built = a_program(PROGRAMS["influxd"].kept)
    assert found("influxd") == built

    own = a_program(bare / "influxd")

    assert found("influxd") == own


def test_without_go_or_cargo_a_sentence_says_what_to_install(
    bare: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["influxd"]) == 1

    said = capsys.readouterr().err
    assert "Go 1.23.0 or newer" in said
    assert "cargo" in said
    assert "make influxd" in said


def test_an_older_go_does_not_do(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("cargo", "cc", "pkg-config"):
        a_program(bare / name)
    a_program(bare / "go", "go1.22.12")

    assert main(["influxd"]) == 1

    assert "this is go1.22.12" in capsys.readouterr().err


def test_a_build_that_fails_says_why_and_leaves_nothing_behind(
    bare: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = 'if [ "$1" = build ]; then echo no network; exit 1; fi; printf "go1.99\\n\\n\\n"'
    a_program(bare / "go").write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")

    assert main(["telegraf"]) == 1

    assert "no network" in capsys.readouterr().err
    assert [one.name for one in PROGRAMS["telegraf"].kept.parent.iterdir()] == ["building.lock"]


def test_the_pinned_sources_are_those_of_the_versions_that_are_named() -> None:
    for program in PROGRAMS.values():
        pinned = (server_programs.SOURCES / program.name / "go.mod").read_text(encoding="utf-8")
        assert f" v{program.version}\n" in pinned
