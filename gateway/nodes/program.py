"""The program of a node as it goes onto a board by cable: what starts it, the application, the rescue."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from gateway.nodes.compiling import APPLICATION, compiled, compiled_files

MAIN: Final = "main.py"
STARTER: Final = "starter.py"
RESCUE: Final = "rescue.py"
FIRST_SLOT: Final = "a"


def has_slots(firmware: Path) -> bool:
    """Tell whether the application goes into one of two slots."""
    return (firmware / STARTER).is_file()


def program(
    firmware: Path, *, done: Callable[[int, int], None] = lambda _done, _total: None
) -> Mapping[str, bytes]:
    """Return every file of a board's program by its path there; `main.py` is the last.

    A board without `main.py` runs nothing half copied. It stays as it is, because MicroPython looks for that
    very name. Where there is a starter, the application goes into the first of two slots, and what starts it
    stands at the top. The rescue program brings its own copies of what it imports. Raises as `compiled`.
    """
    top = {path: path.name for path in sorted(firmware.glob("*.py")) if path.name not in (MAIN, RESCUE)}
    application = compiled(firmware, done=done)
    slot = f"{FIRST_SLOT}/" if has_slots(firmware) else ""
    found = compiled_files(top)
    if (firmware / RESCUE).is_file():
        (rescue,) = compiled_files({firmware / RESCUE: RESCUE}).values()
        found[f"{Path(RESCUE).stem}/{Path(RESCUE).stem}.mpy"] = rescue
        for name in rescue_modules(firmware):
            found[f"{Path(RESCUE).stem}/{name}"] = application[name]
    found |= {f"{slot}{name}": content for name, content in application.items()}
    return {**found, MAIN: (firmware / MAIN).read_bytes()}


def first_slot(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what stands in the first slot of a whole program, by its path there."""
    slot = f"{FIRST_SLOT}/"
    return {path.removeprefix(slot): body for path, body in files.items() if path.startswith(slot)}


def rescue_modules(firmware: Path) -> list[str]:
    """Return the compiled files of the application that the rescue program needs, sorted."""
    needed: set[Path] = set()
    waiting = [firmware / RESCUE]
    while waiting:
        for module in _imported(waiting.pop(), firmware):
            if module not in needed:
                needed.add(module)
                waiting.append(module)
    return sorted(path.relative_to(firmware).with_suffix(".mpy").as_posix() for path in needed)


def _imported(path: Path, firmware: Path) -> Iterator[Path]:
    """Yield the files of the application that a file imports, and the packages in which they are."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
        for name in names:
            parts = name.split(".")
            if parts[0] != APPLICATION:
                continue
            for depth in range(1, len(parts) + 1):
                inner = firmware.joinpath(*parts[:depth])
                yield from (one for one in (inner / "__init__.py", inner.with_suffix(".py")) if one.is_file())
