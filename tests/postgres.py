"""A PostgreSQL of one's own: a cluster in a temporary folder, reached by a socket in it, gone afterwards."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import parts
import psycopg

SERVER_USER = "postgres"
"""As whom it runs where the tests are root: it refuses to be root itself."""

READY_WITHIN_S = 60.0
_names = count(1)


@dataclass(frozen=True)
class Server:
    """A running server.

    Attributes:
        folder: With its socket.
    """

    folder: Path

    def a_database(self) -> str:
        """Return the address of an empty database."""
        name = f"conuco_{next(_names)}"
        with psycopg.connect(self._conninfo("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
        return f"postgresql://conuco@/{name}?host={self.folder}"

    def _conninfo(self, name: str) -> str:
        return f"host={self.folder} user=conuco dbname={name}"

    def wait(self, process: subprocess.Popen[bytes]) -> None:
        """Wait until it answers."""
        ends = time.monotonic() + READY_WITHIN_S
        while True:
            try:
                psycopg.connect(self._conninfo("postgres")).close()
            except psycopg.OperationalError:
                if process.poll() is not None or time.monotonic() > ends:
                    raise
                time.sleep(0.05)
            else:
                return


@contextmanager
def a_server() -> Iterator[Server]:
    """Run a server; it is stopped by its own process number."""
    programs = parts.postgresql()
    folder = Path(tempfile.mkdtemp(prefix="conuco-pg-"))
    user = SERVER_USER if os.geteuid() == 0 else None
    if user is not None:
        shutil.chown(folder, user, user)
    data = folder / "data"
    making = [
        programs / "initdb",
        "-D",
        data,
        "-U",
        "conuco",
        "--auth=trust",
        "-E",
        "UTF8",
    ]
    running = [programs / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off"]
    try:
        subprocess.run(making, check=True, stdout=subprocess.DEVNULL, user=user, group=user, cwd=folder)
        process = subprocess.Popen(
            running, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, user=user, group=user, cwd=folder
        )
        try:
            server = Server(folder)
            server.wait(process)
            yield server
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
