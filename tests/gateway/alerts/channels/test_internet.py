"""Messages through the real Apprise to a web server of our own."""

from __future__ import annotations

import json
import logging
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from ports import free_port

from gateway.alerts.channels.base import Outgoing
from gateway.alerts.channels.internet import InternetChannel, urls_in
from gateway.domain.alerts import Level
from gateway.domain.errors import PassingError, PermanentError

LETTER = Outgoing(text="Peligro: El Samán (3), oxígeno 1,8 mg/L", title="Conuco", level=Level.CRITICAL)


@dataclass
class Webhook:
    """A web server that keeps what it gets; `status` is how it answers."""

    port: int = 0
    status: int = 200
    got: list[dict[str, str]] = field(default_factory=list)

    def url(self, word: str = "clave-secreta") -> str:
        return f"json://127.0.0.1:{self.port}/{word}"


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    hook = Webhook()

    class Keeps(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            hook.got.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            self.send_response(hook.status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Keeps) as server:
        hook.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield hook
        server.shutdown()
        thread.join()


def test_a_message_reaches_the_address_with_title_text_and_how_bad_it_is(webhook: Webhook) -> None:
    InternetChannel([webhook.url()]).send(LETTER)

    said = webhook.got[0]
    assert (said["title"], said["message"], said["type"]) == ("Conuco", LETTER.text, "failure")


def test_the_station_does_not_load_apprise_to_know_its_ways() -> None:
    asked = "import sys; import gateway.app.channels; print('apprise' in sys.modules)"

    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True).stdout

    assert said == b"False\n"


def test_one_address_that_took_it_is_enough(webhook: Webhook, caplog: pytest.LogCaptureFixture) -> None:
    channel = InternetChannel([f"json://127.0.0.1:{free_port()}/clave-secreta", webhook.url()])

    with caplog.at_level(logging.DEBUG):
        channel.send(LETTER)

    assert len(webhook.got) == 1
    assert "address left out place=1 reason=failed" in caplog.text
    assert "clave-secreta" not in caplog.text


@pytest.mark.parametrize("status", [500, pytest.param(429, marks=pytest.mark.proof)])
def test_a_service_in_trouble_is_tried_again(webhook: Webhook, status: int) -> None:
    webhook.status = status

    with pytest.raises(PassingError, match="número 1 no responde"):
        InternetChannel([webhook.url()]).send(LETTER)


def test_a_key_that_is_refused_needs_a_person(webhook: Webhook) -> None:
    webhook.status = 401

    with pytest.raises(PermanentError, match="su clave ya no vale") as caught:
        InternetChannel([webhook.url()]).send(LETTER)

    assert "clave-secreta" not in str(caught.value)


def test_an_address_that_is_none_is_told_by_its_number(webhook: Webhook) -> None:
    channel = InternetChannel([webhook.url(), "palomas://clave-secreta"])

    with pytest.raises(PermanentError, match="número 2") as caught:
        channel.check()

    assert "clave-secreta" not in str(caught.value) + repr(channel)


def test_the_check_asks_without_sending(webhook: Webhook) -> None:
    said = InternetChannel([webhook.url()]).check()

    assert said == "Direcciones de internet: 1, todas responden."
    assert not webhook.got


@pytest.mark.proof
def test_without_internet_the_check_says_so() -> None:
    with pytest.raises(PassingError, match="Mire si hay internet"):
        InternetChannel([f"json://127.0.0.1:{free_port()}/x"]).check()


@pytest.mark.proof
def test_a_service_that_takes_for_ever_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        url = f"json://127.0.0.1:{deaf.getsockname()[1]}/x"
        channel = InternetChannel([url], timeout_s=1)

        with pytest.raises(PassingError, match="no contesta"):
            channel.send(LETTER)


def test_without_addresses_the_sentence_says_where_to_write_them() -> None:
    with pytest.raises(PermanentError, match=r"\[internet\] urls"):
        InternetChannel([]).check()


def test_a_file_holds_one_address_a_line(tmp_path: Path) -> None:
    path = tmp_path / "urls"
    path.write_text("# del equipo\ntgram://a/b\n\n  mailto://c\n", encoding="utf-8")

    assert urls_in(path) == ["tgram://a/b", "mailto://c"]


@pytest.mark.proof
def test_the_addresses_of_the_file_are_read_each_time(webhook: Webhook, tmp_path: Path) -> None:
    path = tmp_path / "urls"
    channel = InternetChannel(file=path)
    path.write_text(webhook.url(), encoding="utf-8")

    channel.send(LETTER)

    assert len(webhook.got) == 1


def test_a_file_that_cannot_be_read_says_which(tmp_path: Path) -> None:
    with pytest.raises(PermanentError, match="CONUCO_APPRISE_URLS_FILE"):
        urls_in(tmp_path / "urls")
