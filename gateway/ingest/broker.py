"""The only door to paho: one connection to the broker, driven by our own loop.

What measuring and the faults of others have taught: MQTT 3.1.1 with a fixed
client id and a session that stays, manual acknowledgement, never an unsubscribe on stop, an
acknowledgement of an older connection is dropped, for its packet id may be another message now.
"""

from __future__ import annotations

import contextlib
import logging
import select
import socket
import struct
import time
from collections.abc import Iterable
from types import TracebackType
from typing import Self

from paho.mqtt.client import Client, ConnectFlags, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode, MQTTProtocolVersion
from paho.mqtt.reasoncodes import ReasonCode

from gateway.ingest.dial import Dial
from gateway.ingest.heard import Heard

log = logging.getLogger(__name__)

KEEPALIVE_S = 30
CONNECT_WITHIN_S = 5.0
EVERYTHING = "#"
PUBACK = 0x40
MOST_AT_ONCE = 1000
"""So many messages are read before the loop gets a turn; not reading on is the backpressure."""

READ_WITHIN_S = 0.1
"""The loop gets a turn after so long, whatever comes [s]."""

WRITE_WITHIN_S = 1.0
"""A broker that does not take a few bytes within this has gone [s]."""


class Broker:
    """A connection to the broker that the loop connects, drives and drops; a context manager."""

    def __init__(
        self,
        host: str,
        port: int,
        *,
        client_id: str,
        login: tuple[str, str] | None = None,
        will: tuple[str, bytes] | None = None,
    ) -> None:
        """Remember where the broker is, who we are, and what is to be told, retained, once we are gone."""
        self._host = host
        self._port = port
        self._client_id = client_id
        self._login = login
        self._will = will
        self._client: Client | None = None
        self._dial: Dial[Client] | None = None
        self._heard: list[Heard] = []
        self._is_accepted = False
        self._refusal: str | None = None
        self.generation = 0

    def __enter__(self) -> Self:
        """Begin without a connection."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Disconnect; the session and its subscription stay with the broker."""
        self.drop()

    @property
    def is_connected(self) -> bool:
        """Whether the broker has accepted us and the socket stands."""
        return self._is_accepted and self._client is not None and self._client.socket() is not None

    @property
    def is_connecting(self) -> bool:
        """Whether a connection was begun, and is neither accepted nor broken yet."""
        has_dialled = self._dial is not None and not self._dial.is_given_up
        return not self._is_accepted and (has_dialled or self._client is not None)

    @property
    def refusal(self) -> str | None:
        """Why the broker refused us, None when it did not."""
        return self._refusal

    def connect(self) -> None:
        """Begin a new connection; `exchange` will bring the broker's answer, or that nobody listens there.

        Name and socket are looked for beside the loop: a resolver may take half a minute.

        Raises:
            OSError: The last attempt was given up and still hangs.
        """
        self.drop()
        if self._dial is not None and not self._dial.is_over():
            raise ConnectionError(f"still looking for {self._host}")
        self.generation += 1
        self._refusal = None
        client = Client(
            CallbackAPIVersion.VERSION2,
            client_id=self._client_id,
            clean_session=False,
            protocol=MQTTProtocolVersion.MQTTv311,
            manual_ack=True,
        )
        if self._login is not None:
            client.username_pw_set(*self._login)
        # Without a bound: with one, each PUBACK looks through all that is under way.
        client.max_inflight_messages_set(0)
        if self._will is not None:
            client.will_set(*self._will, qos=1, retain=True)
        client.connect_timeout = CONNECT_WITHIN_S
        client.on_connect = self._on_connect
        client.on_message = self._on_message
        self._dial = Dial(client, lambda: client.connect(self._host, self._port, keepalive=KEEPALIVE_S))

    def _on_connect(
        self, client: Client, _userdata: object, flags: ConnectFlags, reason: ReasonCode, _properties: object
    ) -> None:
        if reason.is_failure:
            self._refusal = str(reason)
            return
        if not flags.session_present:
            client.subscribe(EVERYTHING, qos=1)
        self._is_accepted = True
        log.info("broker connected session_present=%s generation=%d", flags.session_present, self.generation)

    def _on_message(self, _client: Client, _userdata: object, message: MQTTMessage) -> None:
        topic = message._topic.decode("utf-8", "backslashreplace")  # its property raises where it is no text
        self._heard.append(
            Heard(
                topic,
                bytes(message.payload),
                message.retain,
                message.qos,
                message.mid,
                self.generation,
                message.dup,
            )
        )

    def exchange(self, within_s: float) -> list[Heard]:
        """Send what waits, read what has come, and return it; at most so long for the first byte.

        Raises:
            OSError: The connection is broken; `connect` opens another.
        """
        if self._client is None and self._dial is not None:
            self._client = self._dial.answer(within_s)
            if self._client is None:
                return []
            self._dial = None
        client = self._client
        if client is None or client.socket() is None:
            raise ConnectionError(self._refusal or "the broker closed the connection")
        self._wait(client, within_s)
        self._read(client)
        if client.want_write():
            self._checked(client.loop_write())
        self._checked(client.loop_misc())
        heard, self._heard = self._heard, []
        return heard

    def _read(self, client: Client) -> None:
        until = time.monotonic() + READ_WITHIN_S
        while len(self._heard) < MOST_AT_ONCE and self._is_readable(client):
            before = -1
            # Each call reads one packet; while messages come, the next one is asked for without select.
            while before < len(self._heard) < MOST_AT_ONCE:
                before = len(self._heard)
                self._checked(client.loop_read())
            if time.monotonic() >= until:
                return

    def _wait(self, client: Client, within_s: float) -> None:
        handle = client.socket()
        if not isinstance(handle, socket.socket):
            return
        select.select([handle], [handle] if client.want_write() else [], [], max(0.0, within_s))

    def _is_readable(self, client: Client) -> bool:
        handle = client.socket()
        return isinstance(handle, socket.socket) and bool(select.select([handle], [], [], 0)[0])

    def _checked(self, code: MQTTErrorCode) -> None:
        if code != MQTTErrorCode.MQTT_ERR_SUCCESS:
            raise ConnectionError(f"the connection to the broker broke: {code.name}")

    def acknowledge(self, some: Iterable[Heard]) -> None:
        """Tell the broker that messages are ours now; silent for those whose connection has gone.

        Raises:
            OSError: The broker takes nothing any more.
        """
        client = self._client
        if client is None:
            return
        mids = [one.mid for one in some if one.generation == self.generation and one.qos > 0]
        handle = client.socket()
        if client.want_write() or not isinstance(handle, socket.socket):
            for mid in mids:
                client.ack(mid, 1)
            return
        # A PUBACK is four bytes; handed over one by one each would cost a system call.
        self._send(handle, b"".join(struct.pack(">BBH", PUBACK, 2, mid) for mid in mids))

    def _send(self, handle: socket.socket, packets: bytes) -> None:
        until = time.monotonic() + WRITE_WITHIN_S
        while packets:
            with contextlib.suppress(BlockingIOError):
                packets = packets[handle.send(packets) :]
            if packets and not select.select([], [handle], [], max(0.0, until - time.monotonic()))[1]:
                raise ConnectionError("the broker takes nothing any more")

    def publish(self, topic: str, body: bytes, *, qos: int = 1, retain: bool = False) -> None:
        """Hand a message to the connection; a lost one is made good by the node's resend."""
        if self._client is not None:
            self._client.publish(topic, body, qos=qos, retain=retain)

    def subscribe(self) -> None:
        """Ask the broker again for everything; it sends all that is retained once more."""
        if self._client is not None:
            self._client.subscribe(EVERYTHING, qos=1)

    def drop(self) -> None:
        """Disconnect at once; what was not acknowledged will come again."""
        client, self._client = self._client, None
        if self._dial is not None:
            self._dial.give_up()
        was_accepted, self._is_accepted = self._is_accepted, False
        self._heard = []
        if client is None:
            return
        handle = client.socket()
        with contextlib.suppress(OSError, ValueError):
            if was_accepted and self._will is not None:  # A broker tells no will of whom it hears goodbye.
                client.publish(*self._will, qos=0, retain=True)
            client.disconnect()
        if isinstance(handle, socket.socket):
            with contextlib.suppress(OSError):
                handle.close()
