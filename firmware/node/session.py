"""One conversation with the station, from connecting to hanging up."""

import gc

from node import clock, const, floor, message, with_room
from node.clock import Clock
from node.delivery import Delivery
from node.mqtt import Client

_RADIO_MS = const(8_000)
_SETTLING_MS = const(50)
_LEAST_ROOM = const(256)
_LOST = b'{"state":"lost"}'


class Session:
    """Sends what the outbox holds, hears acknowledgements, the time and orders."""

    updates = None  # where the board has slots for two versions

    def __init__(self, settings: dict, board, outbox, link) -> None:
        self._settings = settings
        self._board = board
        self._outbox = outbox
        self._link = link
        # A siren must notice soon that its line is dead.
        keepalive_s = 30 if settings["kind"] == "siren" else 60
        self._client = Client(settings["node"], board.ticks_ms, idle=board.idle, keepalive_s=keepalive_s)
        self._delivery = Delivery(outbox)
        self._clock = Clock()
        self._room = message.LARGEST_BODY
        self._was_heard = False
        self._orders = []
        self.has_answered = False
        self._ahead_ms = None  # by how much the station's calendar is ahead of our uptime
        self.is_open = False

    @property
    def sleeps(self) -> bool:
        """Whether the node sleeps when all is answered."""
        return self._settings["kind"] == "field"

    @property
    def is_done(self) -> bool:
        """Whether the station has everything, and the broker every message."""
        is_fetching = self.updates is not None and self.updates.is_busy
        return self._delivery.is_done and self._client.in_flight == 0 and not is_fetching

    def open(self) -> None:
        """Connect, and hear what was said while nobody listened.

        Raises:
            OSError: The station cannot be reached.
        """
        self._link.bring_up(_RADIO_MS)
        # A node that sleeps says nothing for hours: nobody may call it lost for that.
        if self.updates is not None:
            self.updates.is_offered = False
        will = None if self.sleeps else (self._topic("status"), _LOST)
        self._client.connect(self._settings["broker"], will)
        self._client.subscribe(
            [self._topic(leaf) for leaf in ("ack", "time/answer", "command/#", "update/part/#")]
        )
        self._delivery.connect(self._board.ticks_ms())
        while self._client.in_flight:
            self._listen(_SETTLING_MS)
        self._listen(_SETTLING_MS)
        self.is_open = True

    def ask_time(self) -> None:
        """Ask the station what time it is; the answer is taken by a later `turn`."""
        board, outbox = self._board, self._outbox
        uptime_ms = board.uptime_ms()
        n = self._clock.ask(ticks=board.ticks_ms(), uptime_ms=uptime_ms)
        body = message.encode_ask(n, outbox.queue, outbox.boot, uptime_ms)
        self._client.publish(self._topic("time/ask"), body, qos=0)

    def await_time(self) -> None:
        """Listen until the answer is there or would come too late."""
        while not self._clock.has_given_up(ticks=self._board.ticks_ms()):
            self._listen(_SETTLING_MS)

    def say(self, state: str, fields: dict) -> None:
        """Publish how the node is, with how it hears the access point, what it is and why it began."""
        board = self._board
        fields["signal_dbm"] = self._link.signal_dbm()
        fields["board"] = self._settings.get("board")
        if self.updates is not None:
            fields["update"] = self.updates.status()
        fields["micropython"], fields["started"] = board.micropython, board.started
        self._client.publish(self._topic("status"), message.encode_status(state, fields), retain=True)

    @property
    def is_said(self) -> bool:
        """Whether the broker has everything that was said."""
        return self._client.in_flight == 0

    def answer(self, body: bytes) -> None:
        """Say what became of an order."""
        self._client.publish(self._topic("result"), body)

    def ask_part(self, body: bytes) -> None:
        """Ask for a part of an update; it is taken by a later `turn`."""
        self._client.publish(self._topic("update/ask"), body, qos=0)

    def signal_dbm(self) -> int | None:
        """Return how strong the access point is heard [dBm], None while it is not."""
        return self._link.signal_dbm()

    def take_heard(self) -> bool:
        """Tell whether the station itself has said something since this was asked before."""
        was_heard, self._was_heard = self._was_heard, False
        return was_heard

    def station_utc_s(self) -> int | None:
        """Return what the station's calendar says [s UTC], trusted or not; the node's own before it did."""
        board = self._board
        if self._ahead_ms is not None:
            return (self._ahead_ms + board.uptime_ms()) // 1000
        return board.utc_ms() // 1000 if board.is_synced else None

    def take_orders(self) -> list[tuple]:
        """Return (sort, order, "retained") of what came since this was asked before, oldest first.

        The sort of the alarm output is empty; an order is (id, end [s UTC] or None, the whole of it).
        """
        orders, self._orders = self._orders, []
        return orders

    def turn(self, wait_ms: int) -> None:
        """Listen for a while, then send what may be sent.

        Raises:
            OSError: The connection is lost.
        """
        if not self._link.is_up:
            raise OSError("the Wi-Fi is lost")
        self._listen(wait_ms)
        self._delivery.tick(self._board.ticks_ms())
        try:
            self._send()
        except MemoryError:
            # A heap in pieces must not keep a backlog for ever: what was not sent goes again, in less room.
            self.shrink()
            self._delivery.connect(self._board.ticks_ms())

    def shrink(self) -> None:
        """Speak in messages of half the size from now on."""
        gc.collect()
        self._room = max(_LEAST_ROOM, self._room // 2)
        print("short of memory: messages of", self._room, "bytes from now on")

    def _send(self) -> None:
        boot, uptime = self._outbox.boot, self._board.uptime_s()
        room = min(self._room, message.room_for_records(boot, uptime))
        while True:
            following = self._delivery.next(room=room, sleeps=self.sleeps)
            if following is None:
                return
            leaf, records, is_waiting = following
            body = message.encode_envelope(records, boot=boot, uptime=uptime, is_waiting=is_waiting)
            del following, records  # their room is needed for the packet
            self._client.publish(self._topic(leaf), body)

    def hang_up(self) -> None:
        """Say goodbye to the broker."""
        self._client.disconnect()
        self.is_open = False

    def drop(self) -> None:
        """Forget a connection that is lost."""
        self._client.close()
        self.is_open = False

    def shut(self) -> None:
        """Forget the connection and switch the radio off."""
        self.drop()
        self._link.shut()

    def _topic(self, leaf: str) -> str:
        return message.topic(self._settings["commune"], self._settings["node"], leaf)

    def _listen(self, wait_ms: int) -> None:
        for topic, body, is_retained in self._client.turn(wait_ms):
            # What is retained comes from the broker, whether or not there still is a station.
            self._was_heard = self._was_heard or not is_retained
            try:
                with_room(self._hear, topic, body, is_retained)
            except OSError:
                raise
            except Exception as error:  # noqa: BLE001 - the border of one word, which may come again for ever
                print("refused", topic, repr(error))

    def _hear(self, topic: str, body: bytes, is_retained: bool) -> None:  # noqa: FBT001 - as it came
        updates = self.updates
        if topic == self._topic("ack"):
            self._hear_ack(message.decode_ack(body))
        elif topic == self._topic("time/answer"):
            self._hear_time(message.decode_answer(body))
        elif topic.startswith(self._topic("command")):
            sort = topic[len(self._topic("command")) + 1 :]
            if updates is not None and sort == "update":
                updates.is_offered = bool(body)
            if body:  # an empty one takes an order back
                self._orders.append((sort, message.decode_command(body), is_retained))
        elif updates is not None:
            updates.hear(topic[len(self._topic("")) :], body)

    def _hear_time(self, answer: tuple[int, int, bool]) -> None:
        board = self._board
        self.has_answered = True
        self._ahead_ms = answer[1] - board.uptime_ms()
        right_ms = self._clock.hear(answer, ticks=board.ticks_ms(), uptime_ms=board.uptime_ms())
        if right_ms is not None and (not board.is_synced or clock.is_off(board.utc_ms(), right_ms)):
            board.set_utc_ms(right_ms)
        if right_ms is not None:
            floor.remember(board, right_ms // 1000)

    def _hear_ack(self, ack: tuple[str, int, bool]) -> None:
        outbox = self._outbox
        queue = outbox.queue
        report = self._delivery.hear(ack, ticks=self._board.ticks_ms())
        if self.updates is not None:
            self.updates.acknowledged(ack[0], ack[1])
        if outbox.queue == queue:
            return
        print(report)
        after = outbox.gone
        while after < outbox.newest:
            records = outbox.read(after, up_to=outbox.newest, room=message.LARGEST_BODY)
            for number, record in records:
                self._board.kept(outbox.queue, number, record)
            after = records[-1][0] if records else outbox.newest
