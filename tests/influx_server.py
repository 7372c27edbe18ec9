"""An InfluxDB 2 of one's own over a temporary folder; it can be killed and started again."""

from __future__ import annotations

import json
import shutil
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import parts
from station import Process, free_port, until

ORG = "conuco"
TOKEN = "llave-de-prueba"
READY_WITHIN_S = 60.0
_names = count(1)


@dataclass
class InfluxServer:
    """A running server; what was written into it is there again after `kill` and `start`.

    Attributes:
        folder: With everything that it keeps, and its log.
        more: Other options of influxd.
    """

    folder: Path
    port: int = field(default_factory=free_port)
    more: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Say how it is started."""
        where = {
            "bolt-path": self.folder / "influxd.bolt",
            "sqlite-path": self.folder / "influxd.sqlite",
            "engine-path": self.folder / "engine",
            "http-bind-address": f"127.0.0.1:{self.port}",
            "log-level": "error",
        }
        told = [f"--{name}={value}" for name, value in where.items()]
        switched = ["--reporting-disabled", "--ui-disabled"]
        self.process = Process([parts.influxd(), *told, *switched, *self.more], self.folder / "influxd.log")

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.process.start()
        until(self.is_well, within_s=READY_WITHIN_S, what="the start of influxd")

    def kill(self) -> None:
        """End it as a power cut would end it."""
        self.process.kill()

    def stop(self) -> None:
        """End it as its service would be ended."""
        self.process.stop()

    def is_well(self) -> bool:
        """Tell whether it answers."""
        try:
            with urllib.request.urlopen(f"{self.url}/health", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def set_up(self) -> None:
        """Make the first user, organisation and token."""
        user = {"username": "prueba", "password": "llave-de-prueba"}
        self._post("/api/v2/setup", user | {"org": ORG, "bucket": "first", "token": TOKEN})

    def a_bucket(self) -> str:
        """Return the name of an empty bucket."""
        name = f"bucket-{next(_names)}"
        found = json.loads(self._asked(urllib.request.Request(f"{self.url}/api/v2/orgs?org={ORG}")))
        self._post("/api/v2/buckets", {"orgID": found["orgs"][0]["id"], "name": name, "retentionRules": []})
        return name

    def write(self, bucket: str, lines: Iterable[str]) -> None:
        """Write lines of line protocol, times in nanoseconds."""
        self.write_bytes(bucket, "\n".join(lines).encode())

    def write_bytes(self, bucket: str, body: bytes) -> None:
        """Write a whole body of lines."""
        path = f"/api/v2/write?org={ORG}&bucket={bucket}&precision=ns"
        self._asked(urllib.request.Request(self.url + path, body, method="POST"))

    def delete(self, bucket: str) -> None:
        """Delete everything that stands in a bucket."""
        everything = {"start": "1970-01-01T00:00:00Z", "stop": "2200-01-01T00:00:00Z"}
        self._post(f"/api/v2/delete?org={ORG}&bucket={bucket}", everything)

    def csv_of(self, flux: str) -> str:
        """Return the answer to a Flux query as it comes."""
        asked = urllib.request.Request(
            f"{self.url}/api/v2/query?org={ORG}",
            flux.encode(),
            {"Content-Type": "application/vnd.flux", "Accept": "application/csv"},
            method="POST",
        )
        return self._asked(asked).decode()

    def _post(self, path: str, body: dict[str, object]) -> None:
        request = urllib.request.Request(self.url + path, json.dumps(body).encode(), method="POST")
        request.add_header("Content-Type", "application/json")
        self._asked(request)

    def _asked(self, request: urllib.request.Request) -> bytes:
        request.add_header("Authorization", f"Token {TOKEN}")
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return bytes(answer.read())
        except urllib.error.HTTPError as error:
            raise AssertionError(f"influxd says {error.code}: {error.read().decode()}") from error


@contextmanager
def an_influx_server(*more: str) -> Iterator[InfluxServer]:
    """Run a server, set up; it is ended by its own process number and leaves nothing behind."""
    folder = Path(tempfile.mkdtemp(prefix="conuco-influx-"))
    server = InfluxServer(folder, more=more)
    try:
        server.start()
        server.set_up()
        yield server
    finally:
        server.kill()
        shutil.rmtree(folder, ignore_errors=True)
