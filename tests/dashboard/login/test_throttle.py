"""How often somebody may try, and who is never locked out by others."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dashboard.login.file import LoginFile
from dashboard.login.throttle import DAY_S, MOST_UNKNOWN, UNKNOWN, Caller, Locked, Throttle, Ticket

NOW = 1_800_000_000
PHONE = Caller("device:telefono", is_known=True, is_safe=False)
SCREEN = Caller("screen", is_known=True, is_safe=True)
MINUTE_S = 60
HOUR_S = 3600


def address(number: int) -> Caller:
    return Caller(f"address:10.0.0.{number}", is_known=False, is_safe=False)


@pytest.fixture
def throttle(tmp_path: Path) -> Iterator[Throttle]:
    file = LoginFile(tmp_path)
    yield Throttle(file)
    file.close()


def fail(throttle: Throttle, caller: Caller, *, times: int, at: int = NOW, who: str = "rosa") -> int:
    """Try so often; return how many of them were tried at all."""
    outcomes = [throttle.count(who, caller, now=at) for _ in range(times)]
    return sum(isinstance(one, Ticket) for one in outcomes)


def test_five_wrong_ones_lock_a_person_on_a_device_for_a_quarter_of_an_hour(throttle: Throttle) -> None:
    assert fail(throttle, PHONE, times=9) == 5

    assert throttle.count("rosa", PHONE, now=NOW + 15 * MINUTE_S - 1) == Locked(NOW + 15 * MINUTE_S)
    assert isinstance(throttle.count("rosa", PHONE, now=NOW + 15 * MINUTE_S), Ticket)


def test_each_lock_is_longer_and_the_third_stands_for_a_day(throttle: Throttle) -> None:
    at, locks = NOW, []
    for _ in range(4):
        fail(throttle, PHONE, times=5, at=at)
        found = throttle.lock("rosa", PHONE, now=at)
        assert found is not None
        locks.append(found.until - at)
        at = found.until

    assert locks[:3] == [15 * MINUTE_S, HOUR_S, DAY_S]


def test_others_on_that_device_and_the_person_on_another_go_on(throttle: Throttle) -> None:
    fail(throttle, PHONE, times=5)

    assert isinstance(throttle.count("eulogio", PHONE, now=NOW), Ticket)
    assert isinstance(throttle.count("rosa", SCREEN, now=NOW), Ticket)


def test_a_right_one_begins_the_count_anew(throttle: Throttle) -> None:
    for _ in range(6):
        fail(throttle, PHONE, times=3)
        ticket = throttle.count("rosa", PHONE, now=NOW)
        assert isinstance(ticket, Ticket)
        throttle.succeed("rosa", PHONE, ticket)

    assert throttle.lock("rosa", PHONE, now=NOW) is None


def test_a_day_without_a_wrong_one_forgets_the_earlier_locks(throttle: Throttle) -> None:
    fail(throttle, PHONE, times=5)
    ticket = throttle.count("rosa", PHONE, now=NOW + DAY_S // 2)
    assert isinstance(ticket, Ticket)
    throttle.succeed("rosa", PHONE, ticket)

    fail(throttle, PHONE, times=5, at=NOW + DAY_S)

    assert throttle.lock("rosa", PHONE, now=NOW + DAY_S) == Locked(NOW + DAY_S + 15 * MINUTE_S)


def test_a_hundred_wrong_ones_in_a_day_close_every_unknown_address_for_that_person(
    throttle: Throttle,
) -> None:
    tried = sum(fail(throttle, address(number), times=5) for number in range(30))

    assert tried == 100
    assert throttle.count("rosa", address(99), now=NOW) == Locked(NOW + DAY_S, is_everywhere=True)
    assert isinstance(throttle.count("rosa", PHONE, now=NOW), Ticket)
    assert isinstance(throttle.count("rosa", SCREEN, now=NOW), Ticket)
    assert isinstance(throttle.count("eulogio", address(99), now=NOW), Ticket)


def test_who_has_patience_gets_three_hundred_in_a_month(throttle: Throttle) -> None:
    tried = sum(
        fail(throttle, address(number), times=5, at=NOW + day * (DAY_S + 1))
        for day in range(10)
        for number in range(20)
    )

    assert tried == 300


def test_a_lifted_lock_is_gone_everywhere(throttle: Throttle) -> None:
    fail(throttle, PHONE, times=5)
    for number in range(20):
        fail(throttle, address(number), times=5)

    throttle.lift("rosa")

    assert isinstance(throttle.count("rosa", PHONE, now=NOW), Ticket)
    assert isinstance(throttle.count("rosa", address(1), now=NOW), Ticket)
    assert throttle.locks(now=NOW) == []


def test_who_is_locked_out_can_be_listed_without_what_others_typed(throttle: Throttle) -> None:
    fail(throttle, PHONE, times=5)
    fail(throttle, PHONE, times=5, who=f"{UNKNOWN}abc")

    assert [(one.who, one.device) for one in throttle.locks(now=NOW)] == [("rosa", PHONE.device)]


def test_many_at_once_do_not_overtake_the_count(throttle: Throttle) -> None:
    with ThreadPoolExecutor(20) as crowd:
        tried = sum(crowd.map(lambda _: fail(throttle, PHONE, times=1), range(60)))

    assert tried == 5


def test_a_flood_of_invented_names_does_not_fill_the_card(tmp_path: Path) -> None:
    file = LoginFile(tmp_path)
    with file.transaction() as connection:
        connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
            " INSERT INTO failure (who, at) SELECT '?' || i, ? FROM n",
            (2 * MOST_UNKNOWN, NOW),
        )

    fail(Throttle(file), address(1), times=1, who=f"{UNKNOWN}otro")

    with file.reading() as connection:
        assert connection.execute("SELECT count(*) FROM failure").fetchone()[0] <= MOST_UNKNOWN + 1
    file.close()


def test_a_broken_file_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "login.db").write_bytes(b"esto no es una base de datos" * 100)

    file = LoginFile(tmp_path)

    assert fail(Throttle(file), PHONE, times=9) == 5
    file.close()


@pytest.mark.parametrize("woke", [5000, NOW - 6 * HOUR_S])
def test_a_lock_lasts_no_longer_because_the_stations_clock_went_back(throttle: Throttle, woke: int) -> None:
    fail(throttle, PHONE, times=5)

    assert throttle.count("rosa", PHONE, now=woke) == Locked(woke + 15 * MINUTE_S)
    assert isinstance(throttle.count("rosa", PHONE, now=woke + 15 * MINUTE_S), Ticket)


def test_wrong_ones_of_a_clock_that_was_ahead_count_from_now_and_not_for_years(throttle: Throttle) -> None:
    for number in range(25):
        fail(throttle, address(number), times=4)
    woke = NOW - 20_000 * DAY_S

    assert throttle.count("rosa", address(99), now=woke) == Locked(woke + DAY_S, is_everywhere=True)
    assert isinstance(throttle.count("rosa", address(99), now=woke + DAY_S), Ticket)
