"""The InfluxDB that the demo starts beside itself, where a person wants to see the mirror."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gateway.demo.broker import HOST, free_port
from gateway.demo.children import Child, start_child, stop_all
from gateway.domain.errors import DemoError
from gateway.domain.speech import told

READY_WITHIN_S: Final = 60.0
NAME: Final = "conuco"
"""Of the organisation and of the bucket, as `[mirror]` has them where nothing else is written."""


@dataclass(frozen=True, slots=True)
class DemoInflux:
    """A server that is running and has a bucket.

    Attributes:
        child: The program.
        url: Where it listens.
    """

    child: Child
    url: str


@contextmanager
def influx_beside(folder: Path, is_stopping: Callable[[], bool]) -> Iterator[DemoInflux]:
    """Run an empty InfluxDB whose key the programs of the demo find in their environment.

    Raises:
        DemoError: It is not installed, or does not come up.
    """
    program = shutil.which("influxd")
    if program is None:
        raise DemoError(
            told("Falta influxd. En la carpeta de Conuco: make demo-influx, que lo construye una vez.")
        )
    # The history of the demo is prepared anew each time, so what its mirror had is of another one.
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    port = free_port()
    child = start_child("InfluxDB", [program, *_told(folder, port)], log=folder.parent / "influxd.log")
    found = DemoInflux(child, f"http://{HOST}:{port}")
    try:
        _await_answer(found, is_stopping)
        if not is_stopping():
            os.environ["CONUCO_INFLUX_TOKEN"] = _set_up(found)
        yield found
    finally:
        stop_all([child])


def _told(folder: Path, port: int) -> list[str]:
    kept = {
        "bolt-path": folder / "influxd.bolt",
        "sqlite-path": folder / "influxd.sqlite",
        "engine-path": folder / "engine",
        "http-bind-address": f"{HOST}:{port}",
        "log-level": "error",
    }
    return [*(f"--{name}={value}" for name, value in kept.items()), "--reporting-disabled"]


def _await_answer(found: DemoInflux, is_stopping: Callable[[], bool]) -> None:
    deadline = time.monotonic() + READY_WITHIN_S
    while not is_stopping():
        found.child.check()
        try:
            urllib.request.urlopen(f"{found.url}/health", timeout=2).close()
        except OSError:
            if time.monotonic() >= deadline:
                raise DemoError(
                    told("InfluxDB no contesta en %(url)s. Mire %(log)s.", url=found.url, log=found.child.log)
                ) from None
            time.sleep(0.1)
        else:
            return


def _set_up(found: DemoInflux) -> str:
    """Make user, organisation and bucket; return the key."""
    key = secrets.token_hex(16)
    body = {"username": NAME, "password": secrets.token_hex(8), "org": NAME, "bucket": NAME, "token": key}
    asked = urllib.request.Request(
        f"{found.url}/api/v2/setup", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    try:
        urllib.request.urlopen(asked, timeout=READY_WITHIN_S).close()
    except urllib.error.HTTPError as error:
        raise DemoError(
            told(
                "InfluxDB no se deja preparar (%(reason)s). Mire %(log)s.", reason=error, log=found.child.log
            )
        ) from error
    return key
