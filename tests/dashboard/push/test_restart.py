"""Telephones and the pages as they really run, stopped and started again."""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import httpx
from builders import a_letter
from station import free_port, is_listening, our_command, until

from gateway.app.station import open_station
from gateway.config import load
from gateway.store.sqlite import letters

PAGES = """
[commune]
slug = "las-lajas"
name = "Las Lajas"
latitude = 9.5
longitude = -69.2

[dashboard]
host = "127.0.0.1"
port = {port}
"""


def say(folder: Path, text: str) -> None:
    """Keep a letter to telephones as the gateway does."""
    now = int(time.time())
    with closing(sqlite3.connect(folder / "datos" / "readings.db")) as connection, connection:
        letters.keep(connection, [a_letter(alert=text, text=text, made=now)])


def test_stopped_pages_let_telephones_go_and_give_later_what_they_missed(
    tmp_path: Path,
) -> None:
    port = free_port()
    settings = tmp_path / "conuco.toml"
    settings.write_text(PAGES.format(port=port), encoding="utf-8")
    with open_station(load(settings)):
        pass
    pages = our_command("dashboard", settings, tmp_path / "pages.log")
    url = f"http://127.0.0.1:{port}/conuco-las-lajas/json"
    try:
        pages.start()
        until(lambda: is_listening(port), within_s=60, what="the pages")
        with httpx.stream("GET", url, timeout=30) as answer:
            lines = answer.iter_lines()
            next(lines)
            say(tmp_path, "primero")
            heard = json.loads(next(lines))
            pages.stop()

            rest = list(lines)

        say(tmp_path, "mientras tanto")
        pages.start()
        until(lambda: is_listening(port), within_s=60, what="the pages again")
        missed = httpx.get(url, params={"poll": "1", "since": heard["id"]}, timeout=30).text
    finally:
        pages.kill()
    assert (heard["message"], rest) == ("primero", [])
    assert json.loads(missed)["message"] == "mientras tanto"
