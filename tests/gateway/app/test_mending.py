"""A station whose files are damaged starts all the same; what people said is never replaced."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from station import POND, settings_of_a_commune

from gateway.app.mending import LENT, Reopening
from gateway.app.station import open_station
from gateway.config import Config, load
from gateway.domain.errors import DamagedError
from gateway.journal import CommuneJournal
from gateway.store.sqlite import orders

NOW = 1_772_323_200


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """Return the settings of a station that was opened once, with two ponds and fifty orders."""
    head = settings_of_a_commune(1)
    path = tmp_path / "conuco.toml"
    path.write_text(head + POND.format(n=1) + POND.format(n=2), encoding="utf-8")
    with open_station(load(path)):
        pass
    return load(path)


def bend_journal(config: Config) -> bytes:
    """Damage the end of commune.db, as it lies in its file, and return what it is then."""
    path = Path(config.storage.folder) / "commune.db"
    with CommuneJournal(path, commune="la-ceiba") as journal, journal.reading() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    body = bytearray(path.read_bytes())
    body[-4096:] = bytes(4096)
    path.write_bytes(body)
    return bytes(body)


def test_a_damaged_commune_db_stays_where_it_is_and_the_station_knows_what_can_be_proved(
    config: Config,
) -> None:
    path = Path(config.storage.folder) / "commune.db"
    damaged = bend_journal(config)

    with open_station(config) as station:
        assert {one.slug for one in station.judge.knowledge.registers.places} == {"estanque-1", "estanque-2"}

    assert path.read_bytes() == damaged
    assert (path.parent / LENT / "commune.db").exists()


def test_once_it_is_restored_what_was_lent_is_put_aside_and_not_lost(config: Config) -> None:
    path = Path(config.storage.folder) / "commune.db"
    whole = path.read_bytes()
    bend_journal(config)
    with open_station(config):
        pass
    for part in ("-wal", "-shm"):
        path.with_name(path.name + part).unlink(missing_ok=True)
    path.write_bytes(whole)

    with open_station(config) as station:
        assert station.journal.head("station")[0] > 0

    assert not (path.parent / LENT).exists()
    assert list((path.parent / "apartado").glob("*-prestado/commune.db"))


def opening(faults: int) -> tuple[list[bool], Callable[[bool], None]]:
    seen: list[bool] = []

    def open_it(is_suspect: bool) -> None:
        seen.append(is_suspect)
        if len(seen) <= faults:
            raise DamagedError("database disk image is malformed")

    return seen, open_it


def test_a_file_found_damaged_while_it_is_open_is_looked_at_whole_at_once() -> None:
    seen, open_it = opening(faults=1)

    Reopening(open_it, lambda: False).run()

    assert seen == [False, True]


def test_who_is_told_to_stop_opens_nothing_again() -> None:
    seen, open_it = opening(faults=9)

    Reopening(open_it, lambda: True).run()

    assert seen == [False]


def test_a_journal_that_is_shorter_than_it_was_is_followed_from_its_end(config: Config) -> None:
    with open_station(config) as station, station.writer.transaction() as readings:
        orders.follow(readings, "station", 10_000)

    with open_station(config) as station:
        assert orders.followed(station.writer.readings, "station") == station.journal.head("station")[0]
