"""The pages say that they live only while they answer."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from notified import heard_by, systemd_at
from station import free_port, our_command, settings_of_a_commune, until

from dashboard.server.answering import is_answering
from gateway.app.station import open_station
from gateway.config import load


def test_whoever_takes_a_call_and_says_nothing_does_not_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        assert not is_answering("127.0.0.1", mute.getsockname()[1], within_s=0.1)


def test_where_nobody_listens_nobody_answers() -> None:
    assert not is_answering("127.0.0.1", free_port(), within_s=5)


def test_real_pages_are_ready_when_they_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "conuco.toml"
    port = free_port()
    head = settings_of_a_commune(1)
    settings.write_text(f'{head}[dashboard]\nhost = "127.0.0.1"\nport = {port}\n', encoding="utf-8")
    with open_station(load(settings)):
        pass
    pages = our_command("dashboard", settings, tmp_path / "dashboard.log")
    with systemd_at(tmp_path / "notify") as listening:
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        words: list[str] = []
        pages.start()
        try:
            until(lambda: bool(heard_by(listening, words)), within_s=60, what="a word of the pages")
            until(lambda: is_answering("127.0.0.1", port, within_s=5), what="an answer")
        finally:
            pages.stop()

    assert words == ["READY=1\nSTATUS=Sirve las páginas\nWATCHDOG=1"]
