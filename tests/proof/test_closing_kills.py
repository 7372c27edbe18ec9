"""A power cut at a closing: the closing is there whole and once, or not at all and can be sent again."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from closing_victim import KEY, send
from paper import answered, papers
from seeds import a_seed
from sitting import a_sitting

from gateway.domain.entries import BookClosed
from gateway.journal import CommuneJournal

pytestmark = pytest.mark.proof

WHOLE = os.environ.get("CONUCO_PROOF", "all") != "ci"
MOMENTS = 60 if WHOLE else 6
"""So many kills at any moment, beside one at each statement."""
EACH = 1 if WHOLE else 4
"""Every so many statements one is the last."""
SEED = a_seed(20261127)
ROOT = Path(__file__).parents[2]


def sent(folder: Path, statement: int = 0, *, within_s: float | None = None) -> str:
    """Send the form in a process of its own; return what it was answered, empty where it was killed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.closing_victim", str(folder), str(statement)],
        cwd=ROOT, env={"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    if within_s is not None:
        time.sleep(within_s)
        process.kill()
    said, _ = process.communicate(timeout=120)
    return said.strip()


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a commune whose session 7 has decided everything."""
    folder: Path = tmp_path_factory.mktemp("lista")
    with CommuneJournal(folder / "commune.db", commune="demo") as journal:
        a_sitting(journal, until="acuerdo")
    return folder


def check(folder: Path) -> bool:
    """Check a folder after a kill and send the form again; tell whether the closing stood already."""
    with CommuneJournal(folder / "commune.db", commune="demo") as journal:
        journal.verify("book")
        stood = journal.entries("book", kinds=["closing"])
        assert len(stood) <= 1
    assert send(folder, 0)[0] == 303
    with CommuneJournal(folder / "commune.db", commune="demo") as journal:
        journal.verify("book")
        closings = journal.entries("book", kinds=["closing"])
        assert [one.uid for one in closings] == [KEY]
        assert stood in ([], closings)
        body = closings[0].body
        assert isinstance(body, BookClosed)
        assert body.count == closings[0].number - 1
        (paper,) = papers(journal)
    assert answered(folder / "commune.db", paper).code == 0
    return bool(stood)


def copied(ready: Path, to: Path) -> Path:
    return Path(shutil.copytree(ready, to))


def test_a_kill_at_any_statement_of_a_closing_leaves_a_whole_one_or_none(ready: Path, tmp_path: Path) -> None:
    status, statements = map(int, sent(copied(ready, tmp_path / "entera")).split())
    assert (status, statements > 10) == (303, True)

    stood = []
    for statement in sorted({*range(1, statements + 1, EACH), statements - 1, statements}):
        folder = copied(ready, tmp_path / f"orden-{statement}")
        assert sent(folder, statement) == "", "it was killed before it could answer"
        stood.append(check(folder))

    print(f"\nkilled at {len(stood)} of {statements} statements of the closing: it stood {sum(stood)} times")
    assert not stood[0]


def test_a_kill_at_any_moment_of_a_closing_leaves_a_whole_one_or_none(ready: Path, tmp_path: Path) -> None:
    print(f"\nkills at any moment of a closing: seed {SEED} (CONUCO_SEED={SEED} repeats it)")
    chance = random.Random(SEED)
    began = time.monotonic()
    assert sent(copied(ready, tmp_path / "entera")).startswith("303 ")
    usual_s = time.monotonic() - began

    stood = 0
    for number in range(MOMENTS):
        folder = copied(ready, tmp_path / f"momento-{number}")
        sent(folder, within_s=usual_s * chance.uniform(0.7, 1.1))
        stood += check(folder)

    print(f"killed {MOMENTS} times within {usual_s:.1f} s: the closing stood {stood} times")
