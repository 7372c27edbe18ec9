"""A connection that takes a packet in pieces, or not at all; the same under CPython and MicroPython."""
# ruff: noqa: PT017 - MicroPython has no pytest

from node.line import Line


class Talk:
    """Takes what it is told to take, as TLS and a full buffer do: some bytes, or None for not now."""

    def __init__(self, *takes: object) -> None:
        self.takes = list(takes)
        self.written = b""

    def write(self, rest: bytes) -> object:
        taken = self.takes.pop(0) if self.takes else None
        if isinstance(taken, OSError):
            raise taken
        if taken is not None:
            self.written += bytes(rest[:taken])
        return taken


class Poll:
    """Waits for nothing, and the counter goes on meanwhile."""

    def __init__(self, clock: list) -> None:
        self.clock = clock

    def modify(self, talk: object, what: int) -> None:
        pass

    def poll(self, wait_ms: int) -> list:
        self.clock[0] += wait_ms
        return []


def line_over(talk: Talk) -> Line:
    clock = [0]
    line = Line(lambda: clock[0], None, 1000)
    line._give, line._talk, line._poll = talk.write, talk, Poll(clock)
    return line


def case_a_packet_that_is_taken_in_pieces_arrives_whole(_: str) -> None:
    talk = Talk(3, None, 1, OSError(11, "EAGAIN"), 100)

    line_over(talk).write(b"0123456789")

    assert talk.written == b"0123456789"


def case_a_packet_that_nobody_takes_is_an_error_after_the_deadline(_: str) -> None:
    talk = Talk(3)
    line = line_over(talk)

    try:
        line.write(b"0123456789")
    except OSError as error:
        assert "takes nothing" in str(error)
        assert 1000 < line._ticks_ms() < 1200
    else:
        raise AssertionError("it was taken")


def case_a_line_that_breaks_while_a_packet_is_written_is_an_error(_: str) -> None:
    try:
        line_over(Talk(3, OSError(104, "ECONNRESET"))).write(b"0123456789")
    except OSError as error:
        assert error.errno == 104
    else:
        raise AssertionError("it was taken")
