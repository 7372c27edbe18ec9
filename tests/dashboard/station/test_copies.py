"""The first page says how old the last copy is, and complains when it is old or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from gateway.backup.last import LastBackup, remember

DAY_S = 86_400


def made(pages, folder: Path, days: int, *, is_same_disk: bool = False) -> None:
    wall = pages.client.app.state.station.wall
    remember(folder, LastBackup(int(wall.now()) - days * DAY_S - 60, is_same_disk=is_same_disk))


def test_a_station_that_was_never_copied_says_so_and_what_to_do(pages) -> None:
    page = pages.text("/")

    assert "Nunca se ha hecho una copia de respaldo." in page
    assert "conuco backup" in page


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (0, "Última copia de respaldo: hoy."),
        (1, "Última copia de respaldo: hace 1 día."),
        (6, "Última copia de respaldo: hace 6 días."),
        (7, "La última copia de respaldo es de hace 7 días."),
    ],
)
def test_the_age_of_the_last_copy_is_said_and_from_a_week_on_complained_about(
    pages, tmp_path: Path, days: int, sentence: str
) -> None:
    made(pages, tmp_path, days)

    page = pages.text("/")

    assert sentence in page
    assert ("Enchufe la memoria" in page) == (days >= 7)


def test_a_copy_on_the_same_disk_is_told_to_help_little(pages, tmp_path: Path) -> None:
    made(pages, tmp_path, 0, is_same_disk=True)

    assert "mismo disco" in pages.text("/")
