"""The node's half of the delivery rules; the same under CPython and MicroPython."""

from node.delivery import Delivery
from node.outbox import Outbox

ROOM = 4000
WRAP = 1 << 30
BEGAN = WRAP - 10_000
"""Ten seconds before the counter wraps [ms]."""


class Node:
    """An outbox with its delivery, and a counter that begins before it wraps."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.ticks = BEGAN
        self.restart()

    def restart(self) -> None:
        self.outbox = Outbox(self.folder + "/outbox", segment_bytes=512)
        self.outbox.open(is_power_on=True)
        self.delivery = Delivery(self.outbox)
        self.delivery.connect(self.ticks)

    def put(self, count: int) -> None:
        for _ in range(count):
            number = self.outbox.reserve()
            self.outbox.put(number, b"record %04d" % number)

    def send(self, *, room: int = ROOM, sleeps: bool = False) -> list:
        """Return (first, last, records, waiting) of each message that may be sent now."""
        found = []
        while True:
            message = self.delivery.next(room=room, sleeps=sleeps)
            if message is None:
                return found
            leaf, records, waiting = message
            _, queue, oldest, first, last = leaf.split("/")
            assert queue == self.outbox.queue
            assert int(oldest) == self.outbox.gone + 1
            found.append((int(first), int(last), len(records), waiting))

    def hear(self, seq: int, *, queue: str = "", again: bool = False) -> str | None:
        return self.delivery.hear((queue or self.outbox.queue, seq, again), ticks=self.ticks)

    def wait(self, seconds: int) -> list:
        self.ticks = (self.ticks + seconds * 1000) % WRAP
        self.delivery.tick(self.ticks)
        return self.send()


def case_ranges_abut_and_fill_a_window(folder: str) -> None:
    node = Node(folder)
    node.put(9)

    assert node.send(room=26) == [(0, 1, 2, False), (2, 3, 2, False), (4, 5, 2, False), (6, 7, 2, True)]


def case_a_node_that_sleeps_says_with_the_last_message_that_it_waits(folder: str) -> None:
    node = Node(folder)
    node.put(3)

    assert node.send(room=26, sleeps=True) == [(0, 1, 2, False), (2, 2, 1, True)]


def case_burnt_numbers_are_part_of_the_next_range(folder: str) -> None:
    node = Node(folder)
    node.put(2)
    node.send()
    node.hear(1)
    node.restart()
    node.put(1)

    assert node.send() == [(2, 64, 1, False)]


def case_more_than_a_thousand_burnt_numbers_are_accounted_for_by_empty_messages(folder: str) -> None:
    node = Node(folder)
    for _ in range(33):
        node.restart()
        node.outbox.reserve()
    node.put(1)

    assert node.send() == [(0, 999, 0, False), (1000, 1999, 0, False), (2000, 2049, 1, False)]


def case_a_record_leaves_flash_only_when_it_is_acknowledged(folder: str) -> None:
    node = Node(folder)
    node.put(3)
    node.send()

    node.hear(1)

    assert node.outbox.depth() == 1
    assert not node.delivery.is_done
    node.hear(2)
    assert node.delivery.is_done


def case_the_acknowledgement_of_another_queue_is_ignored(folder: str) -> None:
    node = Node(folder)
    node.put(3)
    node.send()

    node.hear(2, queue="deadbeef")

    assert node.outbox.depth() == 3


def case_a_sequence_of_minus_one_accounts_for_nothing(folder: str) -> None:
    node = Node(folder)
    node.put(3)
    node.send()

    assert node.hear(-1) is None
    assert node.outbox.depth() == 3


def case_again_is_answered_once_for_each_sequence(folder: str) -> None:
    node = Node(folder)
    node.put(4)
    node.send()

    node.hear(1, again=True)
    first = node.send()
    node.hear(1, again=True)
    second = node.send()

    assert first == [(2, 3, 2, False)]
    assert second == []


def case_connecting_sends_again_from_what_is_acknowledged(folder: str) -> None:
    node = Node(folder)
    node.put(3)
    node.send()
    node.hear(0)

    node.delivery.connect(node.ticks)

    assert node.send() == [(1, 2, 2, False)]


def case_without_an_acknowledgement_it_sends_again_after_30_s_then_after_longer(folder: str) -> None:
    node = Node(folder)
    node.put(1)
    node.send()
    waited = 0
    found = []
    for _ in range(2000):
        waited += 1
        if node.wait(1):
            found.append(waited)
            waited = 0

    assert found[:7] == [30, 60, 120, 240, 480, 600], found


def case_an_acknowledgement_that_moves_shortens_the_patience_again(folder: str) -> None:
    node = Node(folder)
    node.put(2)
    node.send()
    node.wait(30)
    node.hear(0)

    assert node.wait(29) == []
    assert node.wait(1) == [(1, 1, 1, False)]


def case_an_acknowledgement_of_what_it_never_had_begins_a_new_queue(folder: str) -> None:
    node = Node(folder)
    node.put(3)
    node.send()
    before = node.outbox.queue

    report = node.hear(node.outbox.next_number)

    assert before in str(report)
    assert node.outbox.queue != before
    assert node.send() == [(0, 2, 3, False)]


def case_what_was_dropped_while_it_was_in_flight_makes_room_in_the_window(folder: str) -> None:
    node = Node(folder)
    node.outbox = Outbox(folder + "/outbox", segment_bytes=64, segments=3)
    node.outbox.open(is_power_on=True)
    node.delivery = Delivery(node.outbox)
    node.put(4)
    before = node.send(room=13)
    node.put(8)

    assert len(before) == 4
    assert node.send()[0][0] == node.outbox.gone + 1 > 3


def case_what_was_dropped_is_not_sent_and_the_topic_says_so(folder: str) -> None:
    node = Node(folder)
    node.outbox = Outbox(folder + "/outbox", segment_bytes=64, segments=2)
    node.outbox.open(is_power_on=True)
    node.delivery = Delivery(node.outbox)
    node.put(2)
    node.send()
    node.put(8)

    first, last, _, _ = node.send()[0]

    assert first == node.outbox.gone + 1 > 2
    assert last == node.outbox.newest
