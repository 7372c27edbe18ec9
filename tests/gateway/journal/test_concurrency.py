"""Several programs write at once, and one of them may die: there is one chain, and it is whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from seeds import a_seed

from gateway.journal import CommuneJournal

ROOT = Path(__file__).parents[3]

WRITER = """
import sys
from pathlib import Path
from gateway.domain.entries import AlarmAcknowledged, Draft
from gateway.journal import CommuneJournal, salted

path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with CommuneJournal(path, commune="demo") as journal:
    for turn in range(count):
        note = salted(f"nota {name} {turn}")
        body = AlarmAcknowledged(note.salted_hash)
        draft = Draft(f"{name}-{turn}", "station", "acknowledgement", body, happened=1, author="team")
        journal.append(draft, now=1, texts=[note])
        print(draft.uid, flush=True)
"""


def a_writer(path: Path, name: str, *, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(count)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_several_processes_keep_one_chain(tmp_path: Path) -> None:
    path = tmp_path / "commune.db"

    writers = [a_writer(path, name, count=25) for name in "abc"]
    codes = [(writer.communicate(timeout=60), writer.returncode)[1] for writer in writers]

    assert codes == [0, 0, 0]
    with CommuneJournal(path, commune="demo") as journal:
        journal.verify("station")
        entries = journal.entries("station")
    assert [entry.number for entry in entries] == list(range(1, 76))
    assert {entry.uid for entry in entries} == {f"{name}-{turn}" for name in "abc" for turn in range(25)}


def kill_while_writing(path: Path, name: str, *, after: int, delay_s: float) -> list[str]:
    """Kill a writer at any moment after so many entries, and return what it said was written."""
    writer = a_writer(path, name, count=10_000)
    assert writer.stdout is not None
    said = [writer.stdout.readline().strip() for _ in range(after)]
    time.sleep(delay_s)
    os.kill(writer.pid, signal.SIGKILL)
    # Not `communicate`: it reads past what `readline` has already taken into its buffer.
    said += writer.stdout.read().split()
    writer.wait(60)
    return said


def check_whole(path: Path, said: list[str]) -> None:
    with CommuneJournal(path, commune="demo") as journal:
        journal.verify("station")
        entries = journal.entries("station")
        texts = [journal.text(entry.body.alert) for entry in entries]  # type: ignore[attr-defined]
    written = [entry.uid for entry in entries]
    assert set(said) <= set(written)
    assert len(written) <= len(said) + 1 + len({uid.split("-")[0] for uid in said})
    assert None not in texts


def test_a_kill_while_writing_leaves_a_whole_chain(tmp_path: Path) -> None:
    path = tmp_path / "commune.db"

    said = kill_while_writing(path, "a", after=3, delay_s=0.0)
    said += kill_while_writing(path, "b", after=2, delay_s=0.01)

    check_whole(path, said)


@pytest.mark.proof
def test_many_kills_leave_a_whole_chain(tmp_path: Path) -> None:
    path, said = tmp_path / "commune.db", []
    seed = a_seed(20261127)
    chance = random.Random(seed)
    turns = 8 if os.environ.get("CONUCO_PROOF") == "ci" else 60
    sys.stdout.write(f"journal kills: {turns}, seed {seed} (CONUCO_SEED={seed} repeats it)\n")

    for turn in range(turns):
        said += kill_while_writing(path, f"w{turn}", after=1, delay_s=chance.uniform(0, 0.05))

    check_whole(path, said)
