"""What a node hears that nobody should say: it is refused, the next word is heard; both interpreters."""
# ruff: noqa: PTH123 - MicroPython has neither pathlib nor pytest

import json

from fake_board import Store
from guard_cases import SETTINGS, PondBoard
from node import marks, own
from node.conversation import Conversation
from node.guard import Guard
from node.memory import Memory
from node.obedience import Obedience
from node.session import Session

ME = "conuco/v1/mango/estanque-01/"
MARK = {"channel": "sonda", "millivolts": 1600, "temperature_c": 30.0, "emergency": 1.0}
DEEP = b"[" * 900
WIDE = b"{" + b",".join([b'"%d":{}' % at for at in range(180)]) + b"}"
VALUES = (
    None, True, -1, 0, 1, 25, 3.7, 10**30, 10**400, 1e38, -1e38, "", "a" * 40, "ñ☂", [], [[]], {}, {"a": [1]},
)  # fmt: skip
FIELDS = {
    "calibration": ["channel"] + [field[0] for field in marks._FIELDS],
    "relay": ("mode", "until"),
    "update": ("version", "name", "size", "sha256"),
    "restart": ("x",),
    "": ("level",),
    "nobody/knows": ("x",),
}
WHOLE = {
    "calibration": MARK,
    "relay": {"mode": "on", "until": None},
    "update": {"version": 9, "name": "0.9", "size": 2000, "sha256": "ab" * 32},
    "": {"level": 3},
}


class Wire:
    """A connection on which a case says what comes, and reads what went."""

    in_flight = 0

    def __init__(self) -> None:
        self.coming, self.said = [], []

    def turn(self, _: int) -> list:
        coming, self.coming = self.coming, []
        return coming

    def publish(self, topic: str, body: bytes, **_: object) -> None:
        self.said.append((topic, body))


class Full:
    """A session that finds no memory to speak in."""

    is_open = False
    drops = shrinks = 0

    def open(self) -> None:
        raise MemoryError

    def drop(self) -> None:
        self.drops += 1

    def shrink(self) -> None:
        self.shrinks += 1


class Queue:
    """An outbox with nothing in it."""

    queue, boot, gone, newest, next_number = "0000abcd", 1, 9, 9, 10

    def acknowledge(self, _: int) -> None:
        raise AssertionError


class Junk:
    """A pond's node with a relay, as far as it hears."""

    def __init__(self, folder: str, board: PondBoard | None = None) -> None:
        own.PATH = folder + "/calibration.json"
        self.board = board or a_board()
        self.guard = Guard(SETTINGS, self.board, [])
        settings = {"kind": "pond", "commune": "mango", "node": "estanque-01", "broker": {}}
        self.session = Session(settings, self.board, Queue(), None)
        self.wire = self.session._client = Wire()
        handlers = {"calibration": self.guard.own.calibrate, "relay": self._relay}
        late = {"relay": self.guard.overtake}
        self.obedience = Obedience(self.board, self.session, handlers, late=late)

    def _relay(self, order: dict) -> dict:
        return self.guard.order(order, self.session.station_utc_s())

    def hear(self, leaf: str, body: bytes) -> list:
        """Let a retained word come, and go on with life; return the answers to orders."""
        self.wire.coming = [(ME + leaf, body, True)]
        self.wire.said = []
        self.session._listen(0)
        self.obedience.turn(self.board.now_ms)
        self.board.now_ms += 11_000
        self.obedience.turn(self.board.now_ms)
        self.guard.own.take({"sonda": {"oxygen_signal": 700, "water_temperature": 30.0}}, 1)
        self.guard.look(self.board.now_ms)
        self.board.memory.set(heard_s=1)
        assert len(self.board.store.content) <= 2048, "no board keeps more"
        return [json.loads(answer.decode()) for topic, answer in self.wire.said if topic == ME + "result"]


class Narrow(Store):
    """RTC memory, which refuses what does not fit."""

    def __call__(self, content: bytes | None = None) -> bytes:
        if content is not None and len(content) > 2048:
            raise ValueError("buffer too long")
        return Store.__call__(self, content)


def a_board() -> PondBoard:
    board = PondBoard()
    board.idle = board.begin_again = lambda: None
    board.set_utc_ms = lambda _: None
    board.store = Narrow()
    board.memory = Memory(board.store)
    return board


def an_order(sort: str, content: object, **more: object) -> bytes:
    return json.dumps(dict({"id": "x", sort or "alarm": content}, **more)).encode()


def case_an_order_of_nothing_but_brackets_does_not_end_the_node(folder: str) -> None:
    node = Junk(folder)

    for body in (
        DEEP,
        b'{"id":"x","relay":' + DEEP,
        b'{"id":"x","calibration":' + WIDE + b"}",
        b"\xff",
        b"0",
    ):
        node.hear("command/relay", body)
        node.hear("command/calibration", body)
        node.hear("command/update", body)
        node.hear("ack", body)
        node.hear("time/answer", body)

    assert node.hear("command/relay", an_order("relay", WHOLE["relay"], id="y"))[0]["state"] == "done"


def case_a_heap_that_is_full_costs_the_connection_and_not_the_node(_: str) -> None:
    session = Full()
    talk = Conversation(a_board(), session, pauses_ms=(500, 4_000))

    assert not talk.turn(0, asks=False, status=None)
    assert (session.drops, session.shrinks) == (1, 1)


def case_a_heap_that_is_always_full_ends_the_node_for_a_new_start_has_a_whole_one(_: str) -> None:
    talk = Conversation(a_board(), Full(), pauses_ms=(500, 500))

    tries = 0
    try:
        while tries < 100:
            talk.turn(tries * 1_000, asks=False, status=None)
            tries += 1
    except MemoryError:
        pass
    assert 15 < tries < 30, tries


def case_a_heap_that_is_full_now_and_then_never_ends_the_node(_: str) -> None:
    talk = Conversation(a_board(), Full(), pauses_ms=(500, 500))

    for hour in range(100):
        assert not talk.turn(hour * 3_600_000, asks=False, status=None)


def case_an_order_that_finds_no_room_is_tried_again_and_done_when_it_comes_again(folder: str) -> None:
    node = Junk(folder)
    order = an_order("relay", WHOLE["relay"], id="y")

    node.board.store.is_full = True
    try:
        node.hear("command/relay", order)
        raise AssertionError("it is answered as if it were done")
    except MemoryError:
        pass
    node.board.store.is_full = False

    assert node.hear("command/relay", order)[0]["state"] == "done"


def case_what_is_nested_deeply_in_a_calibration_is_not_kept(folder: str) -> None:
    node = Junk(folder)
    deep = json.dumps(MARK)[:-1].encode() + b',"more":' + b"[" * 60 + b"]" * 60 + b"}"

    found = node.hear("command/calibration", b'{"id":"x","calibration":' + deep + b"}")

    assert found[0]["state"] == "done"
    with open(own.PATH) as file:
        assert json.loads(file.read()) == MARK


def case_each_field_of_each_order_may_be_anything(folder: str) -> None:
    for sort, names in FIELDS.items():
        node = Junk(folder)
        leaf = "command/" + sort if sort else "command"
        for name in names:
            for value in VALUES:
                content = dict(WHOLE.get(sort, {}))
                content[name] = value
                answers = node.hear(leaf, an_order(sort, content, id="o"))
                node.hear(leaf, an_order(sort, content, id=str(value)[:40] or "x", expires=value))
                Junk(folder, node.board)  # as after a restart
                assert [one["state"] for one in answers] in (["done"], ["refused"]), (sort, name, value)
        for content in VALUES:
            node.hear(leaf, an_order(sort, content, id="c" + str(content)[:30]))


def case_no_order_to_a_relay_fills_the_memory_that_outlives_a_restart(folder: str) -> None:
    node = Junk(folder)

    found = node.hear("command/relay", b'{"id":"x","relay":{"mode":"on","until":' + b"9" * 1900 + b"}}")

    assert found[0]["state"] == "refused"


def case_a_station_whose_calendar_is_mad_sets_no_clock(folder: str) -> None:
    node = Junk(folder)
    told = []
    node.board.set_utc_ms = told.append

    for utc_ms in (-1, 0, 1, 10**12 // 2, 4_200_000_000_000, 1 << 62, 10**300):
        n = node.session._clock.ask(ticks=node.board.ticks_ms(), uptime_ms=node.board.now_ms)
        node.hear("time/answer", json.dumps({"n": n, "utc_ms": utc_ms, "trusted": True}).encode())

    assert told == []


def case_an_order_that_met_a_heap_in_pieces_is_heard_all_the_same(folder: str) -> None:
    node = Junk(folder)
    hear, tries = node.session._hear, []

    def short_of_memory(topic: str, body: bytes, is_retained: bool) -> None:
        tries.append(topic)
        if len(tries) == 1:
            raise MemoryError
        hear(topic, body, is_retained)

    node.session._hear = short_of_memory

    answers = node.hear("command/relay", json.dumps({"id": "a", "relay": WHOLE["relay"]}).encode())

    assert len(tries) == 2
    assert [one["state"] for one in answers] == ["done"]
