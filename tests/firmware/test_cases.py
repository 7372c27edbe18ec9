"""The board's pure modules under CPython and under MicroPython, by the same cases."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
from pathlib import Path

import parts
import pytest

HERE = Path(__file__).parent
FIRMWARE = HERE.parents[1] / "firmware"
MODULES = sorted(path.stem for path in (HERE / "cases").glob("*_cases.py"))
CASES = [
    (module, name)
    for module in MODULES
    for name in re.findall(r"def (case_\w+)", (HERE / "cases" / f"{module}.py").read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("module", "name"), CASES, ids=[name for _, name in CASES])
def test_under_cpython(module: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).mkdir()

    getattr(importlib.import_module(module), name)(name)


@pytest.mark.micropython
@pytest.mark.parametrize("module", MODULES)
def test_under_micropython(module: str, tmp_path: Path) -> None:
    command = [str(parts.micropython()), "-X", "heapsize=128K", str(HERE / "cases" / "runner.py")]
    environment = os.environ | {"MICROPYPATH": f"{HERE / 'cases'}:{FIRMWARE}:.frozen"}

    done = subprocess.run(
        [*command, module, str(tmp_path)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    results = re.findall(r"^RESULT (\w+) (\w+)$", done.stdout, re.MULTILINE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert sorted(results) == sorted((name, "ok") for known, name in CASES if known == module), done.stdout
