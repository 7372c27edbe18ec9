"""Threads that read the book and the store for the first time at the same moment.

msgspec looks at a struct when it first meets it, and ends the process where two threads do that at once.
"""

from __future__ import annotations

import re
import subprocess
import sys

from station import ROOT

_AT_ONCE = """
import sys, threading
sys.setswitchinterval(1e-6)
import msgspec
from gateway.domain.entries import KINDS
together = threading.Barrier(4)
BODIES = {kind: msgspec.json.encode(dict.fromkeys(reversed(sort.__struct_fields__)))
          for kind, (_, sort) in KINDS.items()}

def read(kinds):
    for kind in kinds:
        together.wait()
        try:
            msgspec.json.decode(BODIES[kind], type=KINDS[kind][1])
        except msgspec.ValidationError:
            pass

threads = [threading.Thread(target=read, args=(list(KINDS),)) for _ in range(4)]
for one in threads: one.start()
for one in threads: one.join()
print("read")
"""


def test_four_threads_may_meet_every_kind_of_entry_at_once() -> None:
    for _ in range(3):
        ended = subprocess.run([sys.executable, "-c", _AT_ONCE], cwd=ROOT, capture_output=True, text=True)

        assert (ended.returncode, ended.stdout.strip()) == (0, "read")


def test_what_pages_read_has_a_decoder_that_was_made_at_import() -> None:
    rooms = (ROOT / "dashboard", ROOT / "gateway" / "store", ROOT / "gateway" / "fields")
    read_by_threads = [path for room in rooms for path in room.rglob("*.py")]

    asked = re.compile(r"json\.decode\([^\n]*type=")
    found = [one.name for one in read_by_threads if asked.search(one.read_text(encoding="utf-8"))]

    assert found == []
