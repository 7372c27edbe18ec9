"""A message that is too long for a board is passed over, and the next one heard; both interpreters."""

from node import mqtt
from node.mqtt import Client


class Line:
    """A connection that gives what a case puts into it, piece by piece."""

    is_open = True

    def __init__(self, pieces: list) -> None:
        self.pieces = pieces
        self.written = b""

    def write(self, packet: bytes, *_: object) -> None:
        self.written += packet

    def read(self, _: int) -> bytes:
        return self.pieces.pop(0) if self.pieces else b""

    def close(self) -> None:
        self.is_open = False


def a_client(content: bytes, size: int) -> Client:
    client = Client("node", lambda: 0)
    client._line = Line([content[at : at + size] for at in range(0, len(content), size)])
    return client


def a_message(topic: str, length: int) -> bytes:
    return mqtt._packet(0x31, mqtt._text(topic), b"x" * length)


def heard(client: Client) -> list:
    found = []
    while client._line.pieces:
        found += [(topic, len(body)) for topic, body, _ in client.turn(0)]
    return found


def case_what_is_too_long_goes_by_and_what_comes_after_is_heard(_: str) -> None:
    content = a_message("a", 3) + a_message("b", 5000) + a_message("c", 4) + a_message("d", 2100)
    for size in (1, 7, 256, 20_000):
        assert heard(a_client(content + a_message("e", 2000), size)) == [("a", 3), ("c", 4), ("e", 2000)]


def case_before_the_broker_has_said_yes_nothing_is_passed_over(_: str) -> None:
    client = a_client(a_message("b", 5000), 256)
    client._awaiting = (0x20, 0)
    try:
        heard(client)
    except OSError:
        return
    raise AssertionError


def case_another_packet_that_is_too_long_ends_the_connection(_: str) -> None:
    try:
        heard(a_client(b"\x90" + a_message("b", 5000)[1:], 256))
    except OSError:
        return
    raise AssertionError
