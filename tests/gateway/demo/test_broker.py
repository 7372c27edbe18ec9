"""The demo's broker, and what stands in its way."""

from __future__ import annotations

import os
import socket
import sys
import time
from pathlib import Path

import parts
import pytest
from ports import free_port

from gateway.demo.broker import HOST, is_free, mosquitto_settings, start_broker
from gateway.demo.checking import check_port, only_demo
from gateway.demo.children import start_child, stop_all
from gateway.domain.errors import DemoError


def test_mosquitto_listens_on_this_machine_alone_and_keeps_its_limits(tmp_path: Path) -> None:
    settings = mosquitto_settings(1999, tmp_path).splitlines()

    assert f"listener 1999 {HOST}" in settings
    assert "max_inflight_messages 1000" in settings
    assert f"persistence_location {tmp_path}/" in settings


@pytest.mark.parametrize("embedded", [False, True])
def test_a_broker_takes_connections_and_is_gone_when_it_is_stopped(tmp_path: Path, embedded: bool) -> None:
    port, mosquitto = free_port(), None if embedded else str(parts.mosquitto())

    child = start_broker(tmp_path / "broker", port=port, mosquitto=mosquitto)
    socket.create_connection((HOST, port)).close()
    stop_all([child])

    assert is_free(port)
    assert ("iotcore" in child.name) == embedded


def test_a_child_that_ended_by_itself_shows_the_last_it_said(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "print('se acabó'); raise SystemExit(3)"]
    child = start_child("El ensayo", command, log=tmp_path / "log")
    child.process.wait()

    with pytest.raises(DemoError, match=r"El ensayo terminó solo \(código 3\)(.|\n)*se acabó"):
        child.check()


def test_a_program_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DemoError, match="/nirgends"):
        start_child("El ensayo", ["/nirgends"], log=tmp_path / "log")


def test_children_die_when_the_demo_is_killed(tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from gateway.demo.children import start_child;"
        "sleeps = [sys.executable, '-c', 'import time; time.sleep(60)'];"
        f"child = start_child('x', sleeps, log=Path({str(tmp_path / 'log')!r}));"
        "print(child.process.pid, flush=True); time.sleep(60)"
    )
    parent = start_child("parent", [sys.executable, "-c", script], log=tmp_path / "parent")
    deadline = time.monotonic() + 60
    while not (said := (tmp_path / "parent").read_text()).strip() and time.monotonic() < deadline:
        time.sleep(0.02)

    parent.process.kill()
    parent.process.wait()

    assert _ends(int(said))


def _ends(pid: int) -> bool:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0] == "Z":
            return True
        time.sleep(0.02)
    return False


def test_a_taken_port_is_told_with_the_option_that_helps() -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()

        with pytest.raises(DemoError, match="--port"):
            check_port(taken.getsockname()[1])


def test_a_second_demo_is_told_to_stand_aside(tmp_path: Path) -> None:
    with only_demo(tmp_path), pytest.raises(DemoError, match=f"proceso {os.getpid()}"), only_demo(tmp_path):
        pass


def test_a_folder_is_free_again_after_its_demo(tmp_path: Path) -> None:
    with only_demo(tmp_path):
        pass

    with only_demo(tmp_path):
        assert (tmp_path / "demo.pid").read_text() == str(os.getpid())
