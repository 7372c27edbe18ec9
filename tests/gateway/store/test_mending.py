"""A damaged database is put aside, what can be read goes on, and nothing is stored twice or altered."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from bent import BENDS, NOW, PAGES, WHOLE, bend, everything, fill, opened, send

from gateway.domain.errors import DamagedError
from gateway.store.sqlite import cursors, mending, rederiving
from gateway.store.sqlite.blocks import DAY
from gateway.store.sqlite.connection import OLD_PAGE_SIZES, PAGE_SIZES, as_our_errors
from gateway.store.sqlite.soundness import fault_of
from gateway.store.sqlite.writer import SqliteWriter


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    fill(folder)
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    found = tmp_path / "store"
    shutil.copytree(whole, found)
    return found


def test_what_is_whole_is_left_as_it_is(folder: Path) -> None:
    with opened(folder, is_suspect=True) as writer:
        assert everything(writer) == WHOLE
        assert writer.readings.execute("SELECT count(*) FROM set_aside").fetchone() == (0,)
    assert not (folder / mending.ASIDE).exists()


CASES = [(name, how, seed) for name in PAGES for how in BENDS for seed in range(2 if how in BENDS[:3] else 1)]


@pytest.mark.parametrize(("name", "how", "seed"), CASES)
def test_a_bent_file_is_put_aside_and_nothing_is_altered_or_there_twice(
    folder: Path, name: str, how: str, seed: int
) -> None:
    bend(folder, name, how, seed=seed)
    damaged, is_found = (folder / f"{name}.db").read_bytes(), fault_of(folder / f"{name}.db", is_suspect=True)

    with opened(folder, is_suspect=True) as writer:
        found = everything(writer)
        told = writer.readings.execute("SELECT file, reason FROM set_aside").fetchall()
        assert len(set(found)) == len(found)
        assert set(found) <= set(WHOLE)
        # Nodes send again what they were not acknowledged; here: everything they ever measured.
        send(writer)
        writer.seal(now=NOW + 2 * DAY)
        again = everything(writer)

    if name == "readings":
        assert again == WHOLE
    assert len(set(again)) == len(again)
    assert set(again) <= set(WHOLE)
    assert bool(told) == (is_found is not None)
    for file, reason in told:
        assert reason
        assert (folder / file).read_bytes() == damaged


@pytest.mark.parametrize("how", ["head", "shorter"])
def test_a_file_of_larger_pages_of_an_earlier_version_is_mended_too(
    tmp_path: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(PAGE_SIZES, "readings", OLD_PAGE_SIZES["readings"][0])
        fill(tmp_path)
    path = tmp_path / "readings.db"
    if how == "head":
        bend(tmp_path, "readings", how, seed=1)
    else:
        with path.open("r+b") as file:
            file.truncate(path.stat().st_size - 5000)

    with opened(tmp_path) as writer:
        assert how != "head" or everything(writer) == WHOLE
        assert writer.readings.execute("SELECT saved > 0 FROM set_aside").fetchone() == (1,)
        send(writer)
        assert everything(writer) == WHOLE


def test_a_number_that_was_committed_is_not_lost_where_its_arrival_is(folder: Path) -> None:
    """A cursor that is too high would acknowledge what nobody has."""
    with closing(sqlite3.connect(folder / "readings.db", isolation_level=None)) as readings:
        readings.execute("DELETE FROM arrivals WHERE number = ?", (len(WHOLE) // 2 - 5,))
    with (folder / "readings.db").open("r+b") as file:
        file.truncate((folder / "readings.db").stat().st_size - PAGES["readings"])

    with opened(folder) as writer:
        assert writer.readings.execute("SELECT saved > 0 FROM set_aside").fetchone() == (1,)
        send(writer)

        assert everything(writer) == WHOLE
        assert {one.dropped for one in cursors.everything(writer.readings)} == {0}


def test_a_page_that_turns_out_damaged_is_an_error_of_its_own_and_is_mended_on_the_next_look(
    folder: Path,
) -> None:
    body = bytearray((folder / "archive.db").read_bytes())
    for page in range(3, len(body) // PAGES["archive"]):
        body[page * 16384 : page * 16384 + 200] = bytes(200)
    (folder / "archive.db").write_bytes(body)

    with pytest.raises(DamagedError), SqliteWriter(folder, lambda _: {}, utc_offset_hours=-4) as writer:
        read_all(writer)
    with opened(folder, is_suspect=True) as writer:
        read_all(writer)
        assert set(everything(writer)) <= set(WHOLE)
        # What was derived and is lost comes again, of what is left to derive it from.
        assert rederiving.first(writer.readings) is not None


def read_all(writer: SqliteWriter) -> None:
    with as_our_errors():
        for table in ("blocks", "hour_rollups", "day_rollups"):
            writer.archive.connection.execute(f"SELECT * FROM {table}").fetchall()


@pytest.mark.parametrize("step", range(6))
def test_a_crash_while_it_is_mended_changes_nothing_of_it(
    folder: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    bend(folder, "readings", "head", seed=1)
    done = [0]

    def flush(path: Path) -> None:
        done[0] += 1
        if done[0] > step:
            raise KeyboardInterrupt

    monkeypatch.setattr(mending, "_flush", flush)
    with pytest.raises(KeyboardInterrupt), opened(folder):
        pass
    monkeypatch.undo()

    with opened(folder) as writer:
        send(writer)
        assert everything(writer) == WHOLE
        assert writer.readings.execute("SELECT count(*) > 0 FROM set_aside").fetchone() == (1,)


def test_of_a_file_whose_head_is_gone_all_the_rest_is_read(folder: Path) -> None:
    bend(folder, "archive", "head", seed=1)

    with opened(folder) as writer:
        assert everything(writer) == WHOLE


def test_the_log_of_a_file_that_was_put_aside_is_never_read_into_the_fresh_one(folder: Path) -> None:
    with sqlite3.connect(folder / "readings.db") as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM cursors").fetchone()
        with opened(folder) as writer, writer.transaction() as readings:
            readings.execute("INSERT OR REPLACE INTO station VALUES ('alive', 4711)")
        wal = (folder / "readings.db-wal").read_bytes()
        other.execute("COMMIT")
    assert wal
    bend(folder, "readings", "foreign", seed=0)
    (folder / "readings.db-wal").write_bytes(wal)

    with opened(folder) as writer:
        assert writer.readings.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        aside = next((folder / mending.ASIDE).iterdir())
        assert (aside / "readings.db-wal").read_bytes() == wal
