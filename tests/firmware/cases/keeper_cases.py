"""A flash that fails: where records go then, and how they come back; the same on both interpreters."""

import json

from fake_board import Board
from node import message
from node.delivery import Delivery
from node.keeper import Keeper
from node.outbox import Outbox
from node.shelter import Shelter

ALL = {"up_to": 1 << 32, "room": 1 << 16}


class Flash(Outbox):
    """An outbox whose flash a case breaks."""

    is_broken = False

    def _check(self) -> None:
        if self.is_broken:
            raise OSError(5, "EIO")

    def open(self, **how: object) -> None:
        self._check()
        Outbox.open(self, **how)

    def put(self, number: int, content: bytes) -> None:
        self._check()
        Outbox.put(self, number, content)

    def acknowledge(self, number: int) -> None:
        self._check()
        Outbox.acknowledge(self, number)


class Told(Board):
    """A board that remembers what it was told to stand in flash."""

    def __init__(self) -> None:
        Board.__init__(self)
        self.told = []

    def kept(self, queue: str, number: int, content: bytes) -> None:
        self.told.append((queue, number))


def a_keeper(folder: str, board: Board, *, is_broken: bool = False) -> tuple:
    flash = Flash(folder + "/outbox")
    flash.is_broken = is_broken
    keeper = Keeper(flash, board)
    keeper.open(is_power_on=board.memory.is_fresh)
    return keeper, flash


def keep(keeper: Keeper, uptime: int = 7) -> int:
    number = keeper.reserve()
    keeper.put(number, message.encode_record(number, keeper.boot, uptime, None, {"a": {"b": uptime}}))
    return number


def numbers(keeper: Keeper) -> list:
    return [number for number, _ in keeper.read(-1, **ALL)]


def contents(keeper: Keeper) -> list:
    return [json.loads(content.decode()) for _, content in keeper.read(-1, **ALL)]


def case_while_the_flash_works_nothing_is_different(folder: str) -> None:
    keeper, flash = a_keeper(folder, Told())
    keep(keeper)

    assert keeper.rescue is None
    assert (keeper.queue, keeper.boot, keeper.newest) == (flash.queue, 1, 0)


def case_a_flash_that_cannot_be_opened_is_said_and_records_are_kept_in_memory(folder: str) -> None:
    keeper, _flash = a_keeper(folder, Told(), is_broken=True)
    keep(keeper)

    assert "EIO" in keeper.rescue
    assert numbers(keeper) == [0]
    assert (len(keeper.queue), keeper.boot) == (8, 1)


def case_a_record_that_the_flash_refuses_is_in_memory_under_another_queue(folder: str) -> None:
    keeper, flash = a_keeper(folder, Told())
    keep(keeper)
    flash.is_broken = True

    number = keep(keeper)

    assert keeper.queue != flash.queue
    assert numbers(keeper) == [number]


def case_what_is_too_large_is_no_fault_of_the_flash(folder: str) -> None:
    keeper, _ = a_keeper(folder, Told())
    try:
        keeper.put(keeper.reserve(), bytes(3000))
    except OSError:
        assert keeper.rescue is None
        return
    raise AssertionError("it was kept")


def case_a_flash_that_works_again_is_found_within_sixteen_records_and_has_them_all(folder: str) -> None:
    board = Told()
    keeper, flash = a_keeper(folder, board, is_broken=True)
    for uptime in range(5):
        keep(keeper, uptime)
    flash.is_broken = False
    for uptime in range(5, 20):
        keep(keeper, uptime)

    assert keeper.rescue is None
    assert [record["uptime"] for record in contents(keeper)] == list(range(20))
    assert [record["number"] for record in contents(keeper)] == numbers(keeper)
    assert {record["boot"] for record in contents(keeper)} == {1}
    assert len(board.told) == 15


def case_what_was_in_memory_outlives_deep_sleep_and_goes_to_the_flash_when_it_works(folder: str) -> None:
    board = Told()
    keeper, flash = a_keeper(folder, board)
    board.memory.set(awake=1)
    board.memory.is_fresh = False
    flash.is_broken = True
    keep(keeper, 1)
    keep(keeper, 2)
    keeper.hold()

    broken, _ = a_keeper(folder, board, is_broken=True)
    whole, _ = a_keeper(folder, board)

    assert [record["uptime"] for record in contents(broken)] == [1, 2]
    assert broken.queue == keeper.queue
    assert [record["uptime"] for record in contents(whole)] == [1, 2]
    assert (whole.rescue, whole.queue, board.memory.get("held", 0)) == (None, flash.queue, 0)


def case_a_power_on_whose_flash_failed_is_counted_when_it_works(folder: str) -> None:
    a_keeper(folder, Told())
    board = Told()
    a_keeper(folder, board, is_broken=True)
    board.memory.is_fresh = False

    later, _ = a_keeper(folder, board)

    assert later.boot == 2


def case_a_shelter_is_bounded_and_counts_what_it_drops(_: str) -> None:
    shelter = Shelter(0, boot=1)
    for _ in range(200):
        number = shelter.reserve()
        shelter.put(number, b'{"number":%d,"x":"%s"}' % (number, b"y" * 100))

    held = shelter.held()

    assert shelter.dropped == shelter.gone + 1 == 200 - shelter.depth()
    assert len(json.dumps(held)) < 1500
    assert Shelter(0, boot=1, held=held).read(-1, **ALL) != []


def case_a_shelter_gives_what_was_asked_for_and_lets_go(_: str) -> None:
    shelter = Shelter(5, boot=1)
    for _ in range(4):
        shelter.put(shelter.reserve(), bytes(100))

    assert [one for one, _ in shelter.read(5, up_to=7, room=1000)] == [6, 7]
    assert [one for one, _ in shelter.read(4, up_to=9, room=10)] == [5]
    shelter.acknowledge(6)
    assert [one for one, _ in shelter.read(-1, **ALL)] == [7, 8]
    assert (shelter.gone, shelter.newest, shelter.next_number) == (6, 8, 9)


def case_a_delivery_begins_again_under_the_queue_in_memory(folder: str) -> None:
    keeper, flash = a_keeper(folder, Told())
    keep(keeper)
    delivery = Delivery(keeper)
    delivery.connect(0)
    before = delivery.next(room=1000, sleeps=False)[0]
    flash.is_broken = True
    delivery.hear((keeper.queue, 0, False), ticks=1)  # it cannot let go of it

    number = keep(keeper)
    after = delivery.next(room=1000, sleeps=False)[0]

    assert before == f"readings/{flash.queue}/0/0/0"
    assert after == f"readings/{keeper.queue}/{number}/{number}/{number}"


MOST = 10**13  # milliseconds of this century
OF_A_FIELD = (
    "base_ms", "synced", "when", "next_number", "measure_at", "send_at", "failures", "thrift", "tips",
    "wakes_on_closing", "uncounted", "began_again",
)  # fmt: skip


def case_what_outlives_deep_sleep_never_grows_beyond_what_a_board_keeps(_: str) -> None:
    for size in (1, 30, 300, 900, 1300):
        board = Board()
        board.memory.set(**{name: MOST for name in OF_A_FIELD})
        shelter = Shelter(0, boot=MOST)
        for _ in range(8):
            number = shelter.reserve()
            values = {"c": {"q" * size: 1.5}}
            shelter.put(number, message.encode_record(number, MOST, MOST, MOST, values))
        board.memory.set(held=shelter.held())

        content = board.memory._store()
        assert len(content) <= 2048, (size, len(content))
        assert shelter.depth() + shelter.dropped == 8
