"""The board's pure modules under CPython and under MicroPython, by the same cases."""

from __future__ import annotations

import importlib
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import parts
import pytest
from compiled import compile_into, compiled_firmware

HERE = Path(__file__).parent
MODULES = sorted(path.stem for path in (HERE / "cases").glob("*_cases.py"))
CASES = [
    (module, name)
    for module in MODULES
    for name in re.findall(r"def (case_\w+)", (HERE / "cases" / f"{module}.py").read_text(encoding="utf-8"))
]
ALL_SENSORS = {"bme280_cases", "ezo_cases", "junk_cases", "small_cases", "weather_cases"}
"""These load more, with their fakes, than a board ever does; everything else is the core."""


def heap_of(module: str) -> str:
    """Return what the compiled cases live in, with pointers twice as long as a board's."""
    return "128K" if module in ALL_SENSORS else "64K"


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The board's files and the cases as mpy-cross makes them; a board compiles nothing itself."""
    folder = tmp_path_factory.mktemp("compiled")
    compiled_firmware(folder)
    for path in (HERE / "cases").glob("*.py"):
        compile_into(folder, path, path.name)
    shutil.copy(HERE / "cases" / "runner.py", folder)
    (folder / "runner.mpy").unlink()
    return folder


@pytest.mark.parametrize(("module", "name"), CASES, ids=[name for _, name in CASES])
def test_under_cpython(module: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).mkdir()

    getattr(importlib.import_module(module), name)(name)


@pytest.mark.micropython
@pytest.mark.parametrize("module", MODULES)
def test_under_micropython(
    module: str, compiled: Path, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    heap = heap_of(module)
    command = [str(parts.micropython()), "-X", f"heapsize={heap}", str(compiled / "runner.py")]
    environment = os.environ | {"MICROPYPATH": f"{compiled}:.frozen"}

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
    record_property(f"heap of {heap}", module.removesuffix("_cases"))
