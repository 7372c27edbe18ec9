"""Letters reach their channels: rather twice than never, and no channel holds up another one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from station import PATIENCE_S, until

from gateway.alerts.channels.base import Outgoing
from gateway.alerts.channels.retrying import PAUSES_S, URGENT_FOR_S
from gateway.app.lanes import MOST_LOST, Ended, Lane
from gateway.app.posting import Posting, Way, is_due, outcome
from gateway.app.sending import Sending
from gateway.domain.errors import ChannelError, PassingError, PermanentError
from gateway.domain.letters import Letter
from gateway.store.sqlite import letters
from gateway.store.sqlite.writer import SqliteWriter

NOW = 1_790_000_000
LETTER = Letter("a-1", "opened", 2, 0, "sms", "ana", "estanque-1", "Peligro", True, NOW, NOW)


@dataclass
class KnownChannel:
    """A channel that does what a test says: take a letter, refuse it, or hang until the test lets go."""

    name: str = "sms"
    timeout_s: float = 5.0
    errors: list[ChannelError] = field(default_factory=list)
    taken: list[Outgoing] = field(default_factory=list)
    may_go: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.may_go.set()

    def send(self, outgoing: Outgoing) -> None:
        self.may_go.wait()
        if self.errors:
            raise self.errors.pop(0)
        self.taken.append(outgoing)

    def check(self) -> str:
        return "bien"


@dataclass
class Post:
    """Channels in lanes over a store of letters."""

    writer: SqliteWriter
    channels: dict[str, KnownChannel]
    sending: Sending
    now: int = NOW

    def keep(self, *made: Letter) -> None:
        with self.writer.transaction() as readings:
            letters.keep(readings, made)

    def letters(self) -> list[Letter]:
        return letters.since(self.writer.readings)

    def turn(self) -> None:
        if self.sending.is_due(self.now):
            self.sending.act(self.now)

    def until(self, is_so: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while not is_so():
            assert time.monotonic() < deadline
            self.turn()
            time.sleep(0.002)

    def states(self) -> list[str]:
        return [one.state for one in self.letters()]


def post_of(writer: SqliteWriter, *names: str) -> Post:
    channels = {name: KnownChannel(name) for name in names}
    ways = {name: Way(one, lane=name) for name, one in channels.items()}
    posting = Posting(writer, ways, {"ana": "0414"}.get, lambda one: one.place.title())  # type: ignore[arg-type]
    return Post(writer, channels, Sending({name: Lane(name) for name in names}, [posting]))


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[SqliteWriter]:
    with SqliteWriter(tmp_path, lambda _: {}, utc_offset_hours=-4) as opened:
        yield opened


@pytest.fixture
def post(writer: SqliteWriter) -> Iterator[Post]:
    made = post_of(writer, "sms", "push")
    yield made
    for channel in made.channels.values():
        channel.may_go.set()
    made.sending.close(NOW)


def test_a_letter_is_marked_as_sent_once_its_channel_has_taken_it(post: Post) -> None:
    post.channels["sms"].may_go.clear()
    post.keep(LETTER)
    post.turn()
    before = post.states()
    post.channels["sms"].may_go.set()
    post.until(lambda: post.states() == ["sent"])

    assert before == ["waiting"]
    assert post.channels["sms"].taken == [
        Outgoing("Peligro", "Estanque-1", "0414", level=2, is_urgent=True)  # type: ignore[arg-type]
    ]


def test_a_gateway_that_dies_before_the_mark_sends_again(post: Post, writer: SqliteWriter) -> None:
    post.keep(LETTER)
    post.turn()
    until(lambda: bool(post.channels["sms"].taken))
    again = post_of(writer, "sms")

    again.until(lambda: again.states() == ["sent"])

    assert len(again.channels["sms"].taken) == 1


def test_what_failed_for_the_moment_is_tried_again_after_its_pause(post: Post) -> None:
    post.channels["sms"].errors = [PassingError("sin señal")]
    post.keep(LETTER)
    post.until(lambda: post.letters()[0].attempts == 1)
    too_early = post.sending.is_due(NOW + PAUSES_S[0] - 1)
    post.now += PAUSES_S[0]
    post.until(lambda: post.states() == ["sent"])

    assert not too_early
    assert post.letters()[0].attempts == 2


def test_what_cannot_go_is_given_up_at_once_and_the_channel_is_said_to_be_unwell(post: Post) -> None:
    post.channels["sms"].errors = [PermanentError("Sin saldo.")]
    post.keep(LETTER)

    post.until(lambda: post.states() == ["failed"])

    [health] = letters.channel_health(post.writer.readings)
    assert (health.channel, health.is_well, health.said) == ("sms", False, "Sin saldo.")


def test_a_channel_that_hangs_is_given_up_and_holds_up_no_other(post: Post) -> None:
    hanging = post.channels["sms"]
    hanging.timeout_s = -4.9  # with the grace: a tenth of a second
    hanging.may_go.clear()
    post.keep(LETTER, replace(LETTER, channel="push", recipient=""))

    post.until(lambda: sorted(post.states()) == ["sent", "waiting"])
    post.until(lambda: post.letters()[0].attempts == 1)

    assert "No contestó" in post.letters()[0].error


def test_a_channel_that_hangs_again_and_again_leaves_few_threads_behind(post: Post) -> None:
    hanging = post.channels["sms"]
    hanging.timeout_s = -4.95
    hanging.may_go.clear()
    post.keep(LETTER)

    for attempt in range(1, MOST_LOST + 1):
        post.until(lambda attempt=attempt: post.letters()[0].attempts == attempt)  # type: ignore[misc]
        post.now += 200

    assert not post.sending.lanes["sms"].is_free
    hanging.timeout_s = PATIENCE_S
    hanging.may_go.set()
    post.until(lambda: post.states() == ["sent"])


def test_the_urgent_go_first_and_a_call_before_its_message(post: Post) -> None:
    post.channels["sms"].may_go.clear()
    post.keep(replace(LETTER, alert="x"))
    post.turn()
    post.keep(
        replace(LETTER, alert="b", is_urgent=False, text="mensaje"),
        replace(LETTER, alert="c", text="llamada"),
        replace(LETTER, alert="d", text="y su mensaje"),
    )
    post.channels["sms"].may_go.set()
    post.until(lambda: set(post.states()) == {"sent"})

    assert [one.text for one in post.channels["sms"].taken[1:]] == ["llamada", "y su mensaje", "mensaje"]


def test_a_letter_that_was_dropped_on_its_way_is_not_tried_again(post: Post) -> None:
    post.channels["sms"].may_go.clear()
    post.channels["sms"].errors = [PassingError("sin señal")]
    post.keep(LETTER)
    post.turn()
    with post.writer.transaction() as readings:
        letters.mark(readings, replace(post.letters()[0], state="dropped"))
    post.channels["sms"].may_go.set()
    post.until(post.sending.lanes["sms"].has_ended)
    post.turn()

    assert post.states() == ["dropped"]


def test_closing_waits_for_nobody_and_writes_down_what_has_gone(post: Post) -> None:
    post.channels["sms"].may_go.clear()
    post.keep(LETTER, replace(LETTER, channel="push", recipient=""))
    post.turn()
    until(post.sending.lanes["push"].has_ended)
    began = time.monotonic()
    post.sending.close(NOW)

    assert time.monotonic() - began < post.channels["sms"].timeout_s
    assert post.states() == ["waiting", "sent"]


@pytest.mark.parametrize("jump_s", [-7200, -18000])
def test_a_clock_that_was_set_back_holds_no_letter_up(jump_s: int) -> None:
    assert is_due(LETTER, now=NOW + jump_s)
    assert is_due(replace(LETTER, tried=NOW, due=NOW + 120), now=NOW + jump_s)


def test_a_clock_that_leaps_ahead_gives_no_urgent_letter_up_before_it_was_tried() -> None:
    late = NOW + 10 * URGENT_FOR_S

    assert is_due(LETTER, now=late)
    assert outcome(LETTER, Ended(), now=late).state == "sent"
