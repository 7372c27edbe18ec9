"""Counts which lines of the board's files the cases run: `covered.py folder`, one JSON object at the end."""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FrameType

HERE = Path(__file__).parent
NODE = HERE.parents[1] / "firmware" / "node"
sys.path[:0] = [str(NODE.parent), str(HERE / "cases")]
_run: dict[str, set[int]] = {}


def main() -> None:
    """Run every case in a folder of its own, watched."""
    os.chdir(sys.argv[1])
    sys.settrace(_enter)
    for path in sorted((HERE / "cases").glob("*_cases.py")):
        module = importlib.import_module(path.stem)
        for name in [one for one in dir(module) if one.startswith("case_")]:
            folder = f"{path.stem}-{name}"[:200]
            Path(folder).mkdir()
            getattr(module, name)(folder)
    sys.settrace(None)
    print()
    print(json.dumps({str(path.relative_to(NODE)): _share(path) for path in sorted(NODE.rglob("*.py"))}))


def _enter(frame: FrameType, _event: str, _argument: object):
    if not frame.f_code.co_filename.startswith(str(NODE)):
        return None
    lines = _run.setdefault(frame.f_code.co_filename, set())
    lines.add(frame.f_lineno)

    def each(inside: FrameType, event: str, _argument: object):
        if event == "line":
            lines.add(inside.f_lineno)
        return each

    return each


def _share(path: Path) -> tuple[int, int]:
    """Return how many of a file's lines ran, and how many could."""
    could = set(_lines(compile(path.read_text(encoding="utf-8"), str(path), "exec")))
    return len(could & _run.get(str(path), set())), len(could)


def _lines(code: CodeType) -> Iterator[int]:
    # The first line of a body is its header, which runs as part of what stands around it.
    yield from (line for _, _, line in code.co_lines() if line and line != code.co_firstlineno)
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _lines(inner)


main()
