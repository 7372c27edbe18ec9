"""A secretary who closes the book by the form, in a process that dies at a chosen statement of the file.

Run it in a process of its own: `python -m tests.closing_victim FOLDER STATEMENT`. Statements are counted from
1, from the moment that the closing begins to write; 0: nothing kills it. What it was answered goes to stdout.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from builders import NIGHT
from fakes import FixedClock, MemoryReadings
from fastapi.testclient import TestClient
from members import at_the_screen, signed_in
from sitting import SEVEN

from dashboard.app import create_app
from gateway.config import checked
from gateway.journal import CommuneJournal

KEY: Final = "1793b62f-ee45-474a-a9ab-022e8c6d21c2"
FORM: Final = f"/asamblea/sesiones/{SEVEN}/cerrar"


@contextmanager
def dying(journal: CommuneJournal, statement: int) -> Iterator[list[str]]:
    """Kill this process when the file is told the statement of that number of a writing transaction."""
    seen: list[str] = []

    def told(sql: str) -> None:
        if sql.startswith("BEGIN IMMEDIATE") or seen:
            seen.append(sql)
        if statement and len(seen) == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    with journal.reading() as connection:
        connection.set_trace_callback(told)
    yield seen
    with journal.reading() as connection:
        connection.set_trace_callback(None)


def send(folder: Path, statement: int) -> tuple[int, int]:
    """Send the form of the closing; return the status of the answer, and of how many statements it was."""
    config = checked(
        {
            "commune": {"slug": "demo", "name": "Demo", "latitude": 9.5, "longitude": -69.2},
            "storage": {"folder": str(folder)},
            "clock": {"trusted": "always"},
        }
    )
    with CommuneJournal(folder / "commune.db", commune="demo") as journal:
        app = create_app(config, store=MemoryReadings(), journal=journal, clock=FixedClock(NIGHT))
        secretary = at_the_screen(TestClient(app))
        signed_in(secretary, "parliament_secretary")
        with dying(journal, statement) as seen:
            answer = secretary.post(FORM, data={"clave": KEY}, follow_redirects=False)
        return answer.status_code, len(seen)


def main() -> None:
    """Close the book, or die."""
    status, statements = send(Path(sys.argv[1]), int(sys.argv[2]))
    print(status, statements)


if __name__ == "__main__":
    main()
