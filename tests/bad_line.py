"""A line between telephones and the station that loses answers and stations, as a test asks for."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Literal, Self

Fate = Literal["passes", "answer lost", "killed after commit", "killed at work"]

NOT_PASSED_ON = ("connection", "transfer-encoding", "keep-alive", "content-length")


@dataclass
class BadLine:
    """Passes requests on to a port; what happens to each form is asked of `fate`.

    Attributes:
        kill: Ends the station at once.
        told: What happened to each form, in order.
    """

    to_port: int
    fate: Callable[[], Fate]
    kill: Callable[[], None]
    told: list[Fate] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    """One connection of a telephone; the line that it belongs to stands on the server."""

    server: _Server

    def do_GET(self) -> None:
        self._pass_on("passes")

    def do_POST(self) -> None:
        line = self.server.line
        fate = line.fate()
        line.told.append(fate)
        self._pass_on(fate)

    def _pass_on(self, fate: Fate) -> None:
        self.close_connection = True
        line = self.server.line
        station = http.client.HTTPConnection("127.0.0.1", line.to_port, timeout=10)
        try:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            station.request(self.command, self.path, body, dict(self.headers.items()))
            if fate == "killed at work":
                line.kill()
            answer = station.getresponse()
            if fate == "killed after commit":
                line.kill()
            if fate == "passes":
                self._answer(answer)
        except (OSError, http.client.HTTPException):
            return  # the telephone sees a line that was cut
        finally:
            station.close()

    def _answer(self, answer: http.client.HTTPResponse) -> None:
        body = answer.read()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in NOT_PASSED_ON:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    def __init__(self, line: BadLine) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.line = line
