"""What the outbox promises; the same under CPython and MicroPython."""
# ruff: noqa: PTH102, PTH107, PTH123, PTH208 - MicroPython has no pathlib

import os

from node.outbox import Outbox

EVERYTHING = {"up_to": 1 << 32, "room": 1 << 20}


def an_outbox(
    folder: str, *, is_power_on: bool = True, next_number: int | None = None, **limits: int
) -> Outbox:
    outbox = Outbox(folder + "/outbox", **limits)
    outbox.open(is_power_on=is_power_on, next_number=next_number)
    return outbox


def put(outbox: Outbox, count: int) -> list:
    numbers = [outbox.reserve() for _ in range(count)]
    for number in numbers:
        outbox.put(number, b"record %d" % number)
    return numbers


def held(outbox: Outbox) -> list:
    return [number for number, _ in outbox.read(-1, **EVERYTHING)]


def segments(folder: str) -> list:
    return sorted([name for name in os.listdir(folder + "/outbox") if name.endswith(".seg")])


def case_what_is_put_is_read_back_in_order_and_unaltered(folder: str) -> None:
    outbox = an_outbox(folder)

    put(outbox, 3)

    assert outbox.read(0, **EVERYTHING) == [(1, b"record 1"), (2, b"record 2")]


def case_a_record_larger_than_the_room_is_read_alone_and_never_passed_over(folder: str) -> None:
    outbox = an_outbox(folder)
    numbers = [outbox.reserve() for _ in range(3)]
    for number in numbers:
        outbox.put(number, b"x" * 300)

    assert [number for number, _ in outbox.read(-1, up_to=1 << 32, room=100)] == [0]
    assert [number for number, _ in outbox.read(0, up_to=1 << 32, room=100)] == [1]


def case_a_restart_burns_numbers_and_uses_none_twice(folder: str) -> None:
    before = put(an_outbox(folder), 3)

    after = put(an_outbox(folder), 3)

    assert before == [0, 1, 2]
    assert after == [64, 65, 66]
    assert held(an_outbox(folder)) == before + after


def case_waking_from_deep_sleep_burns_no_number(folder: str) -> None:
    outbox = an_outbox(folder)
    put(outbox, 2)

    woken = an_outbox(folder, is_power_on=False, next_number=outbox.next_number)

    assert put(woken, 1) == [2]
    assert len(segments(folder)) == 1


def case_a_remembered_number_that_is_too_low_is_not_believed(folder: str) -> None:
    put(an_outbox(folder), 5)

    assert an_outbox(folder, is_power_on=False, next_number=1).next_number == 5


def case_boot_counts_power_ons_only_and_the_queue_stays(folder: str) -> None:
    first = an_outbox(folder)
    reset = an_outbox(folder, is_power_on=False)
    power_on = an_outbox(folder)

    assert (first.boot, reset.boot, power_on.boot) == (1, 1, 2)
    assert first.queue == reset.queue == power_on.queue
    assert len(first.queue) == 8
    assert int(first.queue, 16) >= 0


def case_two_empty_outboxes_have_different_queues(folder: str) -> None:
    os.mkdir(folder + "/other")

    assert an_outbox(folder).queue != an_outbox(folder + "/other").queue


def case_what_is_acknowledged_goes_for_good(folder: str) -> None:
    outbox = an_outbox(folder)
    put(outbox, 4)

    outbox.acknowledge(1)

    assert held(outbox) == [2, 3]
    assert held(an_outbox(folder)) == [2, 3]
    assert outbox.depth() == 2


def case_whole_segments_are_removed_when_all_of_them_is_acknowledged(folder: str) -> None:
    outbox = an_outbox(folder, segment_bytes=64)
    put(outbox, 9)
    before = len(segments(folder))

    outbox.acknowledge(8)

    assert before == 3
    assert segments(folder) == []
    assert put(outbox, 1) == [9]


def case_numbers_run_on_when_everything_was_acknowledged_before_a_restart(folder: str) -> None:
    outbox = an_outbox(folder, segment_bytes=64)
    outbox.acknowledge(put(outbox, 9)[-1])

    assert an_outbox(folder).next_number >= 9


def case_a_full_outbox_drops_its_oldest_segment_and_says_so(folder: str) -> None:
    outbox = an_outbox(folder, segment_bytes=64, segments=3)

    put(outbox, 10)

    assert held(outbox) == list(range(outbox.gone + 1, 10))
    assert outbox.gone >= 2
    assert outbox.dropped == outbox.gone + 1
    assert an_outbox(folder, segment_bytes=64, segments=3).gone == outbox.gone


def case_a_torn_tail_is_not_appended_to(folder: str) -> None:
    put(an_outbox(folder), 2)
    path = folder + "/outbox/" + segments(folder)[0]
    with open(path, "ab") as file:
        file.write(b"\xc5\x20\x00torn")

    outbox = an_outbox(folder)

    assert put(outbox, 1) == [64]
    assert held(outbox) == [0, 1, 64]
    assert len(segments(folder)) == 2


def case_a_damaged_record_is_passed_over_and_counted(folder: str) -> None:
    put(an_outbox(folder), 3)
    path = folder + "/outbox/" + segments(folder)[0]
    with open(path, "rb") as file:
        content = bytearray(file.read())
    content[len(content) // 2] ^= 0xFF
    with open(path, "wb") as file:
        file.write(content)

    outbox = an_outbox(folder)

    assert held(outbox) == [0, 2]
    assert outbox.damaged == 1


def case_without_its_reservation_what_is_held_goes_under_a_new_queue(folder: str) -> None:
    before = an_outbox(folder)
    put(before, 3)
    os.remove(folder + "/outbox/reserved")

    after = an_outbox(folder)

    assert after.queue != before.queue
    assert held(after) == [0, 1, 2]
    assert after.next_number == 3


def case_beginning_again_keeps_what_is_held_under_a_new_name(folder: str) -> None:
    outbox = an_outbox(folder)
    put(outbox, 3)
    before = outbox.queue

    outbox.begin_again()

    assert outbox.queue != before
    assert held(an_outbox(folder)) == [0, 1, 2]
    assert an_outbox(folder).queue == outbox.queue


def case_reading_ends_at_the_last_number_and_at_the_room_that_is_asked_for(folder: str) -> None:
    outbox = an_outbox(folder, segment_bytes=64)
    put(outbox, 9)

    assert [number for number, _ in outbox.read(1, up_to=6, room=1 << 20)] == [2, 3, 4, 5, 6]
    assert [number for number, _ in outbox.read(1, up_to=6, room=27)] == [2, 3, 4]


def case_a_record_that_is_too_large_is_refused(folder: str) -> None:
    outbox = an_outbox(folder)

    try:
        outbox.put(outbox.reserve(), b"x" * 2049)
    except OSError:
        return
    raise AssertionError("it was kept")


class Unreadable(Outbox):
    """An outbox one of whose segments the flash does not give back."""

    bad = -1

    def _path(self, first: int) -> str:
        return "nowhere/there" if first == self.bad else Outbox._path(self, first)


def case_a_segment_that_cannot_be_read_is_passed_over_and_counted(folder: str) -> None:
    outbox = Unreadable(folder + "/outbox", segment_bytes=512)
    outbox.open(is_power_on=True)
    for number in range(20):
        assert outbox.reserve() == number
        outbox.put(number, bytes(100))

    outbox.bad = outbox._segments[1]
    found = [number for number, _ in outbox.read(-1, up_to=99, room=1 << 16)]

    assert outbox.damaged == 1
    assert found[0] == 0
    assert found[-1] == 19
    assert len(found) < 20
    outbox.acknowledge(19)
    assert outbox.depth() == 0
