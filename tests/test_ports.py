"""The ports of the tests: nobody is given one that somebody else was given."""

from __future__ import annotations

import ast
import socket
import subprocess
import sys
from pathlib import Path

from ports import END, FIRST, HERE, free_port

ROOT = Path(__file__).parent
LEAST_OF_CALLERS = 32_768
"""Source: ip_local_port_range in ip(7)."""


def test_two_workers_that_ask_at_once_are_given_different_ports() -> None:
    asks = "from ports import free_port; print(*(free_port() for _ in range(40)))"
    command = [sys.executable, "-c", asks]
    workers = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(3)]

    given = [port for one in workers for port in one.communicate(timeout=60)[0].split()]

    assert len(set(given)) == len(given) == 3 * 40


def test_a_port_is_none_that_linux_gives_to_whoever_calls() -> None:
    assert FIRST <= free_port() < END < LEAST_OF_CALLERS


def test_a_port_that_somebody_listens_on_is_passed_over(tmp_path: Path) -> None:
    taken, turn = free_port(), tmp_path / "turn"
    turn.write_text(str(taken - 1))

    with socket.create_server((HERE, taken)):
        found = free_port(turn)

    assert found != taken
    assert turn.read_text() == str(found)


def test_no_test_gives_away_a_port_of_the_demo() -> None:
    asking = [
        path.name
        for path in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "gateway.demo.broker"
        if "free_port" in {one.name for one in node.names}
    ]

    assert asking == []
