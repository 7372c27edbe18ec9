"""The protocol of the ntfy app by a plain HTTP client, over a real connection."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest
from builders import a_letter
from served import Served, served_from
from small_commune import NOW
from station import PATIENCE_S, until

from dashboard.push import feed
from dashboard.push.feed import MOST_OF_ONE, Feed
from dashboard.push.messages import id_of
from gateway.alerts.channels.base import Outgoing
from gateway.alerts.channels.push import PushChannel
from gateway.domain.errors import PassingError

TOPIC = "conuco-los-samanes"
SOON_S = 2.0
POOL_THREADS = min(32, (os.cpu_count() or 1) + 4)
"""Python's own pool reads the store: four more than processors at most, however many listen."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served_from(tmp_path_factory.mktemp("pages")) as found:
        yield found


@pytest.fixture
def served(pages: Served) -> Served:
    """Return the pages with nothing said and nobody listening."""
    pages.warnings.said_letters = []
    until(lambda: count(pages) == 0 and not pages.app.state.feed.is_looking)
    return pages


@contextmanager
def listening(served: Served, since: str = "none") -> Iterator[Callable[[], dict[str, object]]]:
    """Listen as the app does, and give what reads the next line."""
    url = f"{served.address}/{TOPIC}/json?since={since}"
    # The app's library asks for packed answers by itself.
    headers = {"Accept-Encoding": "gzip", "User-Agent": "ntfy/1.25 (play; Android 8; SDK 26)"}
    with httpx.stream("GET", url, headers=headers, timeout=PATIENCE_S) as answer:
        assert answer.status_code == 200
        lines = answer.iter_lines()
        yield lambda: json.loads(next(lines))


def count(served: Served) -> int:
    return int(httpx.get(f"{served.address}/avisos/oyentes").json()["listening"])


def test_a_stream_opens_and_a_letter_is_there_within_two_seconds(served: Served) -> None:
    took = []
    with listening(served) as next_line:
        assert next_line()["event"] == "open"
        for number in (1, 2, 3):
            began = time.monotonic()
            served.warnings.said_letters = [a_letter(id=number, made=NOW, round=number)]
            said = next_line()
            took.append(time.monotonic() - began)

    assert (said["event"], said["topic"], said["priority"]) == ("message", TOPIC, 5)
    assert said["message"] == a_letter().text
    assert str(said["click"]).startswith(served.address)
    assert min(took) < SOON_S  # a busy machine may be late, never every time


def test_a_telephone_that_comes_back_gets_what_it_missed_once(served: Served) -> None:
    first, second = a_letter(id=1, made=NOW - 60), a_letter(id=2, made=NOW - 30, round=1)
    served.warnings.said_letters = [first, second]

    with listening(served, since=id_of(first)) as next_line:
        next_line()
        missed = next_line()
        served.warnings.said_letters = [first, second, a_letter(id=3, made=NOW, round=2, text="nuevo")]
        new = next_line()

    assert (missed["id"], new["message"]) == (id_of(second), "nuevo")


def test_a_restarted_server_knows_the_last_message(served: Served, tmp_path: Path) -> None:
    letters = [a_letter(id=1, made=NOW - 60), a_letter(id=2, made=NOW - 30, round=1)]
    (tmp_path / "again").mkdir()

    with served_from(tmp_path / "again") as again:
        again.warnings.said_letters = letters
        with listening(again, since=id_of(letters[0])) as next_line:
            assert [next_line()["event"], next_line()["id"]] == ["open", id_of(letters[1])]


def test_who_asks_now_and_then_gets_what_there_is_and_no_more(served: Served) -> None:
    served.warnings.said_letters = [a_letter(id=1, made=NOW - 60)]

    answer = httpx.get(f"{served.address}/{TOPIC}/json?poll=1&since=all")

    assert [json.loads(one)["event"] for one in answer.text.splitlines()] == ["message"]
    assert answer.headers["content-type"] == "application/x-ndjson; charset=utf-8"


def test_a_silent_stream_gives_signs_of_life(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "KEEPALIVE_S", 0.1)

    with listening(served) as next_line:
        assert [next_line()["event"], next_line()["event"]] == ["open", "keepalive"]


def test_who_listens_again_after_everybody_had_gone_hears_nothing_old(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "KEEPALIVE_S", 0.1)
    monkeypatch.setattr(feed, "LOOKS_S", 0.2)
    with listening(served) as next_line:
        served.warnings.said_letters = [a_letter(id=9, made=NOW)]
        until(lambda: next_line()["event"] == "message")
    until(lambda: count(served) == 0 and not served.app.state.feed.is_looking)

    served.warnings.said_letters = []
    with listening(served) as next_line:
        said = [next_line()["event"] for _ in range(3)]

    assert said == ["open", "keepalive", "keepalive"]


@pytest.mark.parametrize("path", ["otro-tema/json?poll=1", "otro-tema/auth"])
def test_another_topic_is_not_there(served: Served, path: str) -> None:
    assert httpx.get(f"{served.address}/{path}").status_code == 404


@pytest.mark.parametrize("path", [f"{TOPIC}/auth", "v1/health"])
def test_the_app_needs_no_password(served: Served, path: str) -> None:
    assert httpx.get(f"{served.address}/{path}").status_code == 200


def test_one_address_holds_only_so_many_streams(served: Served) -> None:
    with ExitStack() as held:
        for _ in range(MOST_OF_ONE):
            held.enter_context(listening(served))()

        refused = httpx.get(f"{served.address}/{TOPIC}/json")

    assert refused.status_code == 429
    until(lambda: count(served) == 0)


def test_many_idle_streams_cost_no_thread(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "MOST_OF_ONE", 60)
    with ExitStack() as held:
        before = threading.active_count()
        streams = [held.enter_context(listening(served)) for _ in range(50)]
        opened = [next_line()["event"] for next_line in streams]
        grown = threading.active_count() - before
        served.warnings.said_letters = [a_letter(id=1, made=NOW)]

        said = [next_line()["event"] for next_line in streams]

    assert (opened, said) == (["open"] * 50, ["message"] * 50)
    assert grown <= POOL_THREADS


def test_streams_end_when_the_pages_are_stopped(tmp_path: Path) -> None:
    with served_from(tmp_path) as found, listening(found) as next_line:
        next_line()
        the_feed: Feed = found.app.state.feed

        the_feed.is_ending = lambda: True

        with pytest.raises(StopIteration):
            next_line()


def test_the_check_counts_the_telephones_that_listen(served: Served) -> None:
    channel = PushChannel(served.address)
    channel.send(Outgoing(text="x"))
    with pytest.raises(PassingError, match="Ningún teléfono"):
        channel.check()

    with listening(served) as next_line:
        next_line()

        assert channel.check() == "Teléfonos que escuchan en la red local: 1."


def test_pages_that_do_not_answer_are_told(tmp_path: Path) -> None:
    with pytest.raises(PassingError, match="systemctl status conuco-dashboard"):
        PushChannel("http://127.0.0.1:1").check()
