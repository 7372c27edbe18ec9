"""The first page says how the mirror stands, where there is one, and what to do when it does not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from gateway.config.services import Mirror
from gateway.store.sqlite import mirror
from gateway.store.sqlite.mirror import MirrorState
from gateway.store.sqlite.writer import SqliteWriter

WELL = MirrorState("s", stage="follow", at=5, kept=12_345, there=12_345)


@pytest.fixture
def mirrored(pages, tmp_path: Path):
    station = pages.client.app.state.station
    config = msgspec.structs.replace(station.config, mirror=Mirror(url="http://127.0.0.1:1"))
    pages.client.app.state.station = replace(station, config=config)
    return pages


def stands(folder: Path, state: MirrorState) -> None:
    with (
        SqliteWriter(folder, lambda _: {}, utc_offset_hours=-4) as writer,
        writer.transaction() as readings,
    ):
        mirror.save(readings, state)


def test_where_there_is_no_mirror_nothing_is_said_of_one(pages, tmp_path: Path) -> None:
    stands(tmp_path, WELL)

    assert "Espejo" not in pages.text("/")


def test_a_mirror_that_nobody_has_tried_yet_is_not_spoken_of(mirrored) -> None:
    assert "Espejo" not in mirrored.text("/")


def test_a_mirror_that_has_everything_says_how_much(mirrored, tmp_path: Path) -> None:
    stands(tmp_path, WELL)

    page = mirrored.text("/")

    assert "Espejo: 12.345 de 12.345 lecturas." in page
    assert "poniendo al día" not in page


def test_a_mirror_that_lacks_something_says_that_it_is_catching_up(mirrored, tmp_path: Path) -> None:
    stands(tmp_path, replace(WELL, there=12_000))

    assert "Espejo: 12.000 de 12.345 lecturas. Se está poniendo al día." in mirrored.text("/")


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (replace(WELL, is_well=False, said="x"), "El espejo no se deja escribir."),
        (replace(WELL, is_well=False, stage="held"), "El espejo tiene lecturas que la estación perdió."),
    ],
)
def test_what_is_wrong_with_the_mirror_is_said_with_the_command_that_helps(
    mirrored, tmp_path: Path, state: MirrorState, sentence: str
) -> None:
    stands(tmp_path, state)

    page = mirrored.text("/")

    assert sentence in page
    assert "conuco mirror status" in page
