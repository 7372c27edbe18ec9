"""Databases bent in hundreds of ways: nothing is altered or there twice, and all of it comes back."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest
from bent import BENDS, NOW, PAGES, RECORDS, WHOLE, bend, everything, fill, opened, send

from gateway.app.orders.refilling import refilling
from gateway.store.sqlite.blocks import DAY
from gateway.store.sqlite.retiring import old_days, retire
from gateway.store.sqlite.writer import SqliteWriter

pytestmark = pytest.mark.proof

SEED = int(os.environ.get("CONUCO_SEED", "20261126"))
ROUNDS = 30 if os.environ.get("CONUCO_PROOF") == "ci" else 400


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    fill(folder)
    return folder


def test_whatever_is_bent_nodes_and_a_copy_bring_everything_back_once(whole: Path, tmp_path: Path) -> None:
    print(f"seed={SEED} rounds={ROUNDS}")
    chance = random.Random(SEED)
    for turn in range(ROUNDS):
        folder = tmp_path / str(turn)
        shutil.copytree(whole, folder)
        told = [
            (chance.choice(list(PAGES)), chance.choice(BENDS), chance.randrange(2**32))
            for _ in range(chance.choice([1, 1, 2, 3]))
        ]
        for name, how, one in told:
            if (folder / f"{name}.db").stat().st_size >= PAGES[name]:
                bend(folder, name, how, seed=one)

        with opened(folder, is_suspect=True) as writer:
            found = everything(writer)
            assert len(set(found)) == len(found), told
            assert set(found) <= set(WHOLE), told
            acts = ["send", "send", "seal", "refill"]
            chance.shuffle(acts)
            for act in acts:
                do(writer, act, whole, last=chance.choice([11, 50, RECORDS - 1]))
            send(writer)
            assert everything(writer) == WHOLE, told
        shutil.rmtree(folder)


def do(writer: SqliteWriter, act: str, whole: Path, *, last: int) -> None:
    match act:
        case "send":
            send(writer, last=last)
        case "seal":
            writer.seal(now=NOW + 2 * DAY)
        case "refill":
            assert list(refilling(writer)({"folder": str(whole)}, NOW))


def test_a_killed_retirement_loses_no_row_at_any_step(whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / "killed"
    shutil.copytree(whole, folder)
    killed = 0
    while True:
        with opened(folder) as writer:
            waiting = old_days(writer.archive, before=NOW)
            if not waiting:
                break
            for step, _ in enumerate(retire(writer.archive, waiting[0], now=NOW)):
                assert everything(writer) == WHOLE
                if step == killed:
                    break
        killed += 1
    assert killed > 4
    with opened(folder) as writer:
        assert everything(writer) == WHOLE
