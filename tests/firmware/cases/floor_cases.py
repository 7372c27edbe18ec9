"""Where the calendar of a cold board begins; the same under CPython and MicroPython."""
# ruff: noqa: PTH102, PTH208 - MicroPython has no pathlib

import os

from fake_board import Board
from node import BUILT, floor

DAY_S = 86_400


class Calendar(Board):
    """A board whose calendar begins in 2000."""

    def __init__(self, utc_s: int = 946_684_800) -> None:
        Board.__init__(self)
        self.utc_s = utc_s

    def utc_ms(self) -> int:
        return self.utc_s * 1000

    def raise_utc_ms(self, utc_ms: int) -> None:
        self.utc_s = utc_ms // 1000


def in_folder(folder: str, *steps: object) -> None:
    before = os.getcwd()  # noqa: PTH109 - the flash is where a board is
    os.chdir(folder)
    if "outbox" not in os.listdir("."):
        os.mkdir("outbox")
    try:
        for step in steps:
            step()
    finally:
        os.chdir(before)


def case_a_cold_board_is_no_earlier_than_its_program_or_its_settings(folder: str) -> None:
    for written, utc_s in ((0, BUILT), (BUILT + 5, BUILT + 5), (BUILT - 5, BUILT)):
        board = Calendar()

        in_folder(folder, lambda: floor.raise_calendar(board, written))  # noqa: B023 - called at once

        assert board.utc_s == utc_s


def case_it_is_no_earlier_than_what_the_station_said_before_the_power_went(folder: str) -> None:
    said, cold = Calendar(), Calendar()
    later = BUILT + 40 * DAY_S

    in_folder(folder, lambda: floor.remember(said, later), lambda: floor.raise_calendar(cold, 0))

    assert cold.utc_s == later


def case_a_calendar_that_is_ahead_stays(folder: str) -> None:
    board = Calendar(BUILT + 9)

    in_folder(folder, lambda: floor.raise_calendar(board, 0))

    assert board.utc_s == BUILT + 9


def case_the_flash_is_written_once_a_day_only(folder: str) -> None:
    board, cold = Calendar(), Calendar()
    said = [BUILT, BUILT + 60, BUILT + DAY_S - 1]

    in_folder(
        folder,
        *[lambda one=one: floor.remember(board, one) for one in said],
        lambda: floor.raise_calendar(cold, 0),
    )

    assert cold.utc_s == BUILT
    in_folder(folder, lambda: floor.remember(board, BUILT + DAY_S), lambda: floor.raise_calendar(cold, 0))
    assert cold.utc_s == BUILT + DAY_S


def case_a_time_that_cannot_be_kept_or_is_a_mistake_is_no_floor(folder: str) -> None:
    board = Calendar()
    floor.remember(board, BUILT)  # there is no folder here

    assert floor.floor_s(0, None) == BUILT
    assert floor.floor_s(0, BUILT + 400 * 365 * DAY_S) == BUILT


def case_a_station_that_was_years_ahead_by_mistake_leaves_no_floor_when_it_is_right_again(
    folder: str,
) -> None:
    board, cold = Calendar(), Calendar()
    said = [BUILT + 5 * 365 * DAY_S, BUILT + 60]

    in_folder(
        folder,
        *[lambda one=one: floor.remember(board, one) for one in said],
        lambda: floor.raise_calendar(cold, 0),
    )

    assert cold.utc_s == BUILT + 60
