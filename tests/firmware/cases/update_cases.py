"""What a node takes of an offer, when it fetches, when a trial ends; under CPython and MicroPython."""
# ruff: noqa: PTH102, PTH109, PTH123 - MicroPython has neither pytest nor pathlib

import os

import slots
from fake_board import Board
from node import message
from node.update import Updates

DIGEST = "0123456789abcdef" * 4
HOUR_MS = 3_600_000


class Reset(Exception):  # noqa: N818 - it is no error
    """The board begins again."""


class Updating(Board):
    """A board, its session and its outbox at once."""

    queue = "0000abcd"
    has_answered = False
    volts = None
    dbm = -60

    def __init__(self) -> None:
        Board.__init__(self)
        self.next_number = self.newest = 10
        self.asked = []

    def idle(self) -> None:
        pass

    def growth(self) -> int:
        return 0

    def signal_dbm(self) -> int:
        return self.dbm

    def battery_v(self) -> object:
        return self.volts

    def ask_part(self, body: bytes) -> None:
        self.asked.append(body)

    def begin_again(self) -> None:
        raise Reset


def an_offer(**changes: object) -> dict:
    content = {"version": 4, "name": "0.2.0", "size": 2000, "sha256": DIGEST}
    content.update(changes)
    return {"id": "u-4", "update": content}


class In:
    """A flash of its own: the folder of a case, with a slot file and a public key."""

    def __init__(self, folder: str, found: slots.Slots | None = None) -> None:
        self.folder, self.found = folder, found or slots.Slots(3)

    def __enter__(self) -> "Updating":
        self.before = os.getcwd()
        os.chdir(self.folder)
        slots.write(self.found)
        with open("update.pub", "wb") as file:
            file.write(b"\1" * 256)
        return Updating()

    def __exit__(self, *_: object) -> None:
        os.chdir(self.before)


def updates(board: Updating) -> Updates:
    return Updates({"kind": "pond"}, board, board, outbox=board, battery_v=board.battery_v)


def refusal(found: Updates, order: dict) -> str:
    try:
        found.take(order)
    except ValueError as error:
        return str(error)
    return ""


def case_a_slot_file_that_cannot_be_written_keeps_no_acknowledgement_from_being_heard(folder: str) -> None:
    found = slots.Slots(3)
    found.bad = 2
    with In(folder, found) as board:
        known = updates(board)
        os.mkdir("slot.new")  # whoever writes it meets an error of the flash

        known.acknowledged(board.queue, 10)
        known.rest()
        known.turn(2 * HOUR_MS)


def case_an_offer_that_is_none_or_not_above_what_ran_is_refused(folder: str) -> None:
    with In(folder) as board:
        found = updates(board)
        for order in (
            {},
            {"update": 7},
            an_offer(version="4"),
            an_offer(version=0),
            an_offer(size=0),
            an_offer(size=200_000),
            an_offer(sha256="0123"),
            an_offer(version=2),
        ):
            assert refusal(found, order), order
        assert found.state == "none"


def case_what_runs_already_is_done_and_not_fetched(folder: str) -> None:
    with In(folder) as board:
        found = updates(board)

        assert found.take(an_offer(version=3)) == {}
        assert not found.is_busy


def case_parts_are_asked_one_by_one_and_only_the_right_one_is_kept(folder: str) -> None:
    with In(folder) as board:
        found = updates(board)
        found.take(an_offer())
        found.turn(board.now_ms)
        found.hear(message.part_leaf(DIGEST, 512), b"x" * 512)
        found.hear(message.part_leaf(DIGEST, 0), b"x" * 1025)
        found.hear(message.part_leaf(DIGEST, 0), b"")
        assert found.at == 0
        found.hear(message.part_leaf(DIGEST, 0), b"x" * 1024)
        found.hear(message.part_leaf(DIGEST, 1024), b"x" * 976)

        assert found.at == 1024, "a part that was not asked for is not taken"
        assert found.status()["of"] == 2000
        assert updates(board).at == 1024, "a restart goes on from there"


def case_after_three_questions_without_an_answer_it_rests(folder: str) -> None:
    with In(folder) as board:
        found = updates(board)
        found.take(an_offer())
        for _ in range(100):
            found.turn(board.now_ms)
            board.now_ms += 500

        assert len(board.asked) == 3
        board.now_ms += 60_000
        found.turn(board.now_ms)
        assert len(board.asked) == 4


def case_a_weak_battery_or_a_weak_signal_waits(folder: str) -> None:
    with In(folder) as board:
        found = updates(board)
        found.take(an_offer())
        for volts, dbm, is_busy in (
            (3.4, -60, False),
            (3.6, -60, True),
            (None, -90, False),
            (None, -70, True),
        ):
            board.volts, board.dbm = volts, dbm
            assert found.is_busy is is_busy, (volts, dbm)


def case_an_offer_taken_back_is_not_fetched(folder: str) -> None:
    with In(folder) as board:
        found = updates(board)
        found.take(an_offer())
        found.is_offered = False

        found.turn(board.now_ms)

        assert not board.asked


def on_trial() -> slots.Slots:
    found = slots.Slots(3)
    found.arm(4)
    return found


def case_a_trial_is_confirmed_by_a_record_of_its_own_only(folder: str) -> None:
    with In(folder, on_trial()) as board:
        found = updates(board)
        assert not refusal(found, an_offer(version=9)), "another one is fetched afterwards"
        found.acknowledged("0000abcd", 9)
        found.acknowledged("ffffffff", 12)
        found.turn(board.now_ms)
        assert slots.read().is_trial
        assert not board.asked, "nothing is fetched during a trial"

        found.acknowledged("0000abcd", 10)
        found.turn(board.now_ms)

        assert (slots.read().highest, found.status()["version"]) == (4, 4)
        found.turn(board.now_ms)
        assert len(board.asked) == 1


def case_a_trial_of_which_the_station_takes_nothing_is_given_up(folder: str) -> None:
    with In(folder, on_trial()) as board:
        found = updates(board)
        board.has_answered = True
        try:
            found.turn(board.now_ms + HOUR_MS // 3)
        except Reset:
            assert slots.read().outcome == slots.UNACKNOWLEDGED
        else:
            raise AssertionError("it goes on")
        failed = updates(board)
        assert failed.status()["why"] == "the station acknowledged nothing of it"
        assert refusal(failed, an_offer(version=4)), "what failed is not fetched again"


def case_a_trial_without_a_station_begins_again_each_hour(folder: str) -> None:
    with In(folder, on_trial()) as board:
        found = updates(board)
        found.turn(board.now_ms + HOUR_MS)
        try:
            found.turn(board.now_ms + HOUR_MS + 1)
        except Reset:
            assert slots.read().is_trial
        else:
            raise AssertionError("it goes on")


def case_what_works_for_an_hour_forgets_its_bad_ends(folder: str) -> None:
    state = slots.Slots(3)
    state.bad = 4
    with In(folder, state) as board:
        found = updates(board)
        found.turn(board.now_ms + HOUR_MS)
        assert slots.read().bad == 4
        found.turn(board.now_ms + HOUR_MS + 1)
        assert slots.read().bad == 0


def case_what_is_kept_of_an_offer_and_is_none_is_forgotten(folder: str) -> None:
    for at, kept in enumerate(("[]", "7", '{"version":4}', '{"version":4,"size":20,"sha256":7}', "{")):
        os.mkdir(f"{folder}/{at}")
        with In(f"{folder}/{at}") as board:
            with open("update.json", "w") as file:
                file.write(kept)
            found = updates(board)
            assert (found.state, found.take(an_offer())) == ("none", {})
            found.turn(0)


def case_an_installation_that_finds_no_memory_is_not_tried_for_ever(folder: str) -> None:
    with In(folder) as board:
        with open("update.bin", "wb") as file:
            file.write(b"x" * 2000)
        board.idle = no_memory
        found = updates(board)
        found.take(an_offer())
        found.at = 2000
        with open("update.bin", "wb") as file:
            file.write(b"x" * 2000)
        found.turn(0)

        assert found.state == "failed"
        assert found.status()["why"]


def no_memory() -> None:
    raise MemoryError("memory allocation failed")
