"""A copy is of one moment, whole or not there; a restored station says what the copy says."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from copied import (
    COMMUNE,
    NOW,
    a_journal,
    a_station,
    add_note,
    dumped,
    lose_everything,
    rows,
    written_meanwhile,
)

from gateway.backup.last import LastBackup, last_backup, remember
from gateway.backup.making import Source, copies, make_copy, make_room
from gateway.backup.manifest import NAME, SUMS, check_files, read_manifest
from gateway.backup.media import check_medium, check_room, disk_of
from gateway.backup.restoring import restore
from gateway.domain.errors import DiskError, StoreError


def quiet(_what: str, _done: int, _total: int) -> None:
    """Tell nobody."""


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    found = tmp_path / "usb"
    found.mkdir()
    return found


@pytest.fixture
def station(tmp_path: Path) -> Path:
    return a_station(tmp_path / "station")


def copied(station: Path, stick: Path, *, now: int = NOW) -> Path:
    return make_copy(Source(station, COMMUNE), stick, now=now, tell=quiet)


def put_back(copy: Path, folder: Path, *, commune: str = COMMUNE, set_aside: bool = False) -> None:
    restore(copy, folder, commune=commune, now=NOW, set_aside=set_aside, tell=quiet)


def test_a_restored_station_has_the_rows_texts_photographs_and_heads_of_the_copy(
    station: Path, stick: Path
) -> None:
    before = {path.name: dumped(path) for path in station.glob("*.db")}
    copy = copied(station, stick)
    lose_everything(station)

    put_back(copy, station)

    assert {path.name: dumped(path) for path in station.glob("*.db")} == before
    assert next((station / "photos").iterdir()).read_bytes() == b"a paper of the scale"
    with a_journal(station) as journal:
        journal.verify("book")
        assert journal.entries("book")[-1].number == 5


def test_a_copy_under_writing_is_of_one_moment_and_stops_nobody(station: Path, stick: Path) -> None:
    with written_meanwhile(station) as kept:
        made = [copied(station, stick, now=NOW + number) for number in range(5)]
        written = len(kept)

    assert written > 5
    for copy in made:
        manifest = read_manifest(copy)
        check_files(copy, manifest)
        said = {one.name: one.rows for one in manifest.files if one.name.endswith(".db")}
        assert rows(copy) == said
        assert said["commune.db"]["text"] == manifest.journals["book"].number


def test_the_derived_tables_are_not_copied(station: Path, stick: Path) -> None:
    (station / "production.db").write_bytes(b"made again at any time")

    copy = copied(station, stick)

    assert not (copy / "production.db").exists()


def test_each_file_can_be_checked_by_hand_with_sha256sum(station: Path, stick: Path) -> None:
    copy = copied(station, stick)

    for line in (copy / SUMS).read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((copy / name).read_bytes()).hexdigest() == digest


def flip(path: Path, at: int) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)
        file.seek(at)
        file.write(bytes([byte[0] ^ 1]))


def shorten(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


DAMAGES: dict[str, Callable[[Path], None]] = {
    "one bit of the journal": lambda copy: flip(copy / "commune.db", 5000),
    "one bit of the archive": lambda copy: flip(copy / "archive.db", 100),
    "the last byte of the readings": lambda copy: shorten(copy / "readings.db"),
    "a missing photograph": lambda copy: next((copy / "photos").iterdir()).unlink(),
    "a missing database": lambda copy: (copy / "commune.db").unlink(),
    "a manifest with another count": lambda copy: (copy / NAME).write_text(
        (copy / NAME).read_text().replace('"number": 5', '"number": 4')
    ),
    "no sums": lambda copy: (copy / SUMS).unlink(),
    "no manifest": lambda copy: (copy / NAME).unlink(),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_copy_is_refused_with_the_reason_and_the_station_stays_empty(
    station: Path, stick: Path, tmp_path: Path, damage: str
) -> None:
    copy = copied(station, stick)
    DAMAGES[damage](copy)

    with pytest.raises(StoreError, match=r"dañada|no es una copia"):
        put_back(copy, tmp_path / "empty")

    assert list((tmp_path / "empty").glob("*.db")) == []


def resum(copy: Path) -> None:
    """Make the sums fit again, as somebody would who alters a copy on purpose."""
    manifest = json.loads((copy / NAME).read_text())
    for one in manifest["files"]:
        content = (copy / one["name"]).read_bytes()
        one |= {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
    text = json.dumps(manifest).encode()
    (copy / NAME).write_bytes(text)
    lines = [f"{one['sha256']}  {one['name']}\n" for one in manifest["files"]]
    (copy / SUMS).write_text("".join([*lines, f"{hashlib.sha256(text).hexdigest()}  {NAME}\n"]))


def test_an_entry_changed_in_the_copy_is_found_though_all_sums_fit(
    station: Path, stick: Path, tmp_path: Path
) -> None:
    copy = copied(station, stick)
    with closing(sqlite3.connect(copy / "commune.db", isolation_level=None)) as changed:
        for (trigger,) in changed.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            changed.execute(f"DROP TRIGGER {trigger}")
        changed.execute("UPDATE entry SET happened = happened + 1 WHERE uid = 'note-2'")
    resum(copy)

    with pytest.raises(StoreError, match="nº 3"):
        put_back(copy, tmp_path / "empty")


def test_entries_cut_off_the_end_of_the_copy_are_missed_though_all_sums_fit(
    station: Path, stick: Path, tmp_path: Path
) -> None:
    copy = copied(station, stick)
    with closing(sqlite3.connect(copy / "commune.db", isolation_level=None)) as changed:
        for (trigger,) in changed.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            changed.execute(f"DROP TRIGGER {trigger}")
        changed.execute("DELETE FROM entry WHERE uid = 'note-4'")
    resum(copy)

    with pytest.raises(StoreError, match="filas"):
        put_back(copy, tmp_path / "empty")


def test_a_copy_of_another_commune_is_refused(station: Path, stick: Path, tmp_path: Path) -> None:
    copy = copied(station, stick)

    with pytest.raises(StoreError, match="los-samanes"):
        put_back(copy, tmp_path / "empty", commune="la-ceiba")


def test_a_station_that_is_there_is_not_overwritten_and_can_be_set_aside(station: Path, stick: Path) -> None:
    copy = copied(station, stick)
    with a_journal(station) as journal:
        add_note(journal, 99)

    with pytest.raises(StoreError, match="--set-aside"):
        put_back(copy, station)
    put_back(copy, station, set_aside=True)

    aside = next(station.glob("antes-*"))
    assert len(dumped(aside / "commune.db")) > len(dumped(station / "commune.db"))


def test_a_copy_that_was_cut_off_is_no_copy_and_the_next_one_clears_it_away(
    station: Path, stick: Path
) -> None:
    first = copied(station, stick)
    unfinished = stick / ".unfinished-conuco-los-samanes-20260101T000000Z"
    unfinished.mkdir()
    (unfinished / "commune.db").write_bytes(b"half")

    assert copies(stick, COMMUNE) == {NOW: first}
    copied(station, stick, now=NOW + 60)

    assert not unfinished.exists()
    assert len(copies(stick, COMMUNE)) == 2


def test_old_copies_make_room_and_a_damaged_one_is_left_to_a_person(station: Path, stick: Path) -> None:
    made = [copied(station, stick, now=NOW - 3600 * hour) for hour in range(3)]
    (made[1] / NAME).unlink()

    gone = make_room(stick, COMMUNE)

    assert gone == [made[2]]
    assert made[0].exists()
    assert made[1].exists()


def test_the_copy_of_a_station_that_woke_in_1970_does_not_make_room_for_the_older_ones(
    station: Path, stick: Path
) -> None:
    before = [copied(station, stick, now=NOW - 31 * 86_400 * month) for month in range(26)]
    woke = copied(station, stick, now=5000)

    gone = make_room(stick, COMMUNE, made=woke)

    assert woke.exists()
    assert woke not in gone
    assert before[0].exists()


def test_a_folder_on_the_disk_of_the_station_is_refused_unless_told(station: Path, stick: Path) -> None:
    with pytest.raises(DiskError, match="mismo disco"):
        check_medium(stick, station, may_be_same=False)

    check_medium(stick, station, may_be_same=True)


def test_memory_is_another_disk() -> None:
    assert disk_of(Path("/dev/shm")) != disk_of(Path("/"))


def test_a_medium_that_is_not_there_or_full_is_said(station: Path, tmp_path: Path) -> None:
    with pytest.raises(DiskError, match="no está"):
        check_medium(tmp_path / "no", station, may_be_same=True)
    with pytest.raises(DiskError, match="MB"):
        check_room(tmp_path, 10**18)


def test_nothing_to_copy_is_said(tmp_path: Path, stick: Path) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(StoreError, match="nada que copiar"):
        copied(tmp_path / "empty", stick)


def test_the_last_copy_is_remembered_and_a_broken_note_is_none(station: Path) -> None:
    assert last_backup(station) is None
    remember(station, LastBackup(NOW))
    assert last_backup(station) == LastBackup(NOW)
    (station / "last-backup.json").write_text("{")
    assert last_backup(station) is None


def test_the_files_of_old_days_are_copied_and_put_back(station: Path, stick: Path) -> None:
    path = station / "archivo" / "pond-1-2026-03.csv.gz"
    path.parent.mkdir()
    path.write_bytes(b"old days")
    (station / "archivo" / ".new-pond-1-2026-04.csv.gz").write_bytes(b"not finished")

    copy = copied(station, stick)
    lose_everything(station)
    put_back(copy, station)

    assert path.read_bytes() == b"old days"
    assert [one.name for one in (copy / "archivo").iterdir()] == [path.name]
