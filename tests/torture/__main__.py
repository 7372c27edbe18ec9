"""`make torture`: harm a commune of its own in every way we know, and count what came of it.

PYTHONPATH=tests python -m torture [--short] [--folder FOLDER] [--port PORT]
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from torture.disk import UNSHARED, OwnDisk, reason_without
from torture.faults import FAULTS
from torture.refusing import refusal
from torture.running import Torture
from torture.stage import Stage
from torture.verdict import Verdict

WHOLE_S = 300.0
SHORT_S = 30.0
SHOWN = 200
"""More lines than these are left out of the screen, but not of the file [lines]."""


def main() -> int:
    """Return 0 when nothing is wrong."""
    asked = argparse.ArgumentParser(prog="torture")
    asked.add_argument("--short", action="store_true", help="half a minute of faults instead of five")
    asked.add_argument("--folder", type=Path, help="where the station lies; it must not be there yet")
    asked.add_argument("--port", type=int, help="where its broker listens")
    given = asked.parse_args()
    console = Console(highlight=False, soft_wrap=True)
    reason = refusal(given.folder, given.port)
    if reason is not None:
        console.print(reason)
        return 2
    missing = reason_without()
    if missing is None and UNSHARED not in os.environ:
        # Another view of the machine's disks: what is mounted here goes with us, however we end.
        words = ["unshare", "--mount", "--propagation", "private", sys.executable, "-m", "torture"]
        os.execvpe(words[0], [*words, *sys.argv[1:]], os.environ | {UNSHARED: "1"})
    seed = int(os.environ.get("CONUCO_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
    console.print(f"torture: seed {seed} (CONUCO_SEED={seed} repeats it)")
    if missing is not None:
        skipped = ", ".join(one.name for one in FAULTS if one.needs_disk)
        console.print(f"torture: skipped because {missing}: {skipped}")
    folder = given.folder or Path(tempfile.mkdtemp(prefix="conuco-torture-"))
    folder.mkdir(parents=True, exist_ok=True)
    disk = OwnDisk(folder / "datos", folder / "disk.img") if missing is None else None
    stage = Stage(folder, random.Random(f"{seed} speakers"), disk, port=given.port)
    verdict = _tortured(console, stage, seed, SHORT_S if given.short else WHOLE_S)
    return _told(console, folder, verdict)


def _tortured(console: Console, stage: Stage, seed: int, seconds: float) -> Verdict:
    columns = (BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    began = time.monotonic()
    with (
        (stage.folder / "torture.log").open("a", encoding="utf-8", buffering=1) as log,
        Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar,
    ):
        task = bar.add_task("the parts start", total=seconds)

        def say(what: str) -> None:
            passed = time.monotonic() - began
            log.write(f"{time.strftime('%H:%M:%S')} {passed:.1f} {what}\n")
            bar.update(task, completed=min(seconds, passed), description=what)

        with stage:
            torture = Torture(stage, seed, seconds, say)
            verdict = torture.run()
    for name, count in sorted(torture.counts.items()):
        console.print(f"  {count:3d} {name}")
    console.print(f"  {stage.derivations_killed:3d} of the kills of the gateway hit it while it wrote blocks")
    letters = sum(len(one.malformed) for one in stage.speakers)
    console.print(f"  {letters:3d} malformed messages on purpose, a dead letter each; strays beside them")
    verdict.wrong.extend(f"the gateway ended by itself: {one}" for one in stage.ended)
    return verdict


def _told(console: Console, folder: Path, verdict: Verdict) -> int:
    if not verdict.wrong:
        shutil.rmtree(folder, ignore_errors=True)
        console.print(str(verdict))
        return 0
    (folder / "wrong.txt").write_text("\n".join(verdict.wrong), encoding="utf-8")
    for one in verdict.wrong[:SHOWN]:
        console.print(one, markup=False)
    console.print(f"{len(verdict.wrong)} are wrong; all of them in {folder}/wrong.txt", markup=False)
    console.print(str(verdict))
    return 1


if __name__ == "__main__":
    sys.exit(main())
