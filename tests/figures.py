"""What benches have measured, and how it comes into `docs/benchmarks.md`.

A bench makes a part and adds rows to it; the file is written at the end of `make bench`. A part that was
not run keeps what the file says of it, with its own date and machine.
"""

from __future__ import annotations

import os
import platform
import re
import sqlite3
import sys
from dataclasses import dataclass, field
from pathlib import Path

SHORT = "**falls short**"
HEAD = """# Benchmarks

Written by `make bench`; do not edit. Every figure stands beside that of a peer, or of a limit, taken in
the same run on the same machine: the ratios are what to look at. Processor time is the time of the processes,
not of the clock on the wall. A part that was not run keeps its figures, with their own day and machine.
**No Raspberry Pi and no SD card were measured** unless a part says so.
"""


@dataclass
class Part:
    """One load and what came of it.

    Attributes:
        title: The headline; a part of the same title is replaced in the file.
        load: What was run, in a sentence or two.
        ours: The headline of the first column of figures.
        beside: The headline of the second one: the peer or the limit.
    """

    title: str
    load: str
    ours: str = "Conuco"
    beside: str = "beside it"
    rows: list[tuple[str, str, str, str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def row(
        self, what: str, ours: object, beside: object = "", *, wanted: str = "", holds: bool | None = None
    ) -> None:
        """Add a line; `holds` says whether what was wanted is there, None where nothing was."""
        verdict = "" if holds is None else "yes" if holds else SHORT
        self.rows.append((what, _said(ours), _said(beside), wanted, verdict))
        print(f"  {self.title} | {' | '.join(self.rows[-1])}")

    def note(self, sentence: str) -> None:
        """Add a sentence below the table: what falls short and why, or what a figure leaves out."""
        self.notes.append(sentence)

    def written(self, *, day: str, machine: str) -> str:
        """Return it as a section of the file."""
        lines = [f"## {self.title}", "", f"Measured {day} on {machine}.", "", self.load, ""]
        lines += [f"| what | {self.ours} | {self.beside} | wanted | there |", "|---|---|---|---|---|"]
        lines += [f"| {' | '.join(row)} |" for row in self.rows]
        lines += ["", *(f"- {note}" for note in self.notes)] if self.notes else []
        return "\n".join(lines) + "\n"


@dataclass
class Report:
    """Everything that was measured in one run."""

    parts: list[Part] = field(default_factory=list)

    def part(self, title: str, load: str, *, ours: str = "Conuco", beside: str = "beside it") -> Part:
        """Begin a part."""
        self.parts.append(Part(title, load, ours, beside))
        return self.parts[-1]

    def write(self, path: Path, *, day: str) -> None:
        """Put what was measured into the file; parts without a row, of a bench that failed, are left out."""
        standing = path.read_text(encoding="utf-8") if path.exists() else ""
        measured = [one for one in self.parts if one.rows]
        if measured:
            path.write_text(rewritten(standing, measured, day=day, machine=machine()), encoding="utf-8")


def _said(figure: object) -> str:
    if isinstance(figure, float):
        return f"{figure:,.0f}" if abs(figure) >= 100 else f"{figure:.3g}"
    return f"{figure:,}" if isinstance(figure, int) else str(figure)


def rewritten(standing: str, measured: list[Part], *, day: str, machine: str) -> str:
    """Return the file with the parts that were measured in the place of their older selves."""
    sections = {found[1]: found[0].rstrip() + "\n" for found in _SECTION.finditer(standing)}
    sections.pop(_FALLS_SHORT, None)
    sections |= {one.title: one.written(day=day, machine=machine) for one in measured}
    return "\n".join([HEAD, _what_falls_short(sections), *sections.values()])


_SECTION = re.compile(r"^## (.+?)\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_FALLS_SHORT = "What falls short"


def _what_falls_short(sections: dict[str, str]) -> str:
    lines = []
    for title, text in sections.items():
        for row in re.findall(rf"^\| (.+) \| {re.escape(SHORT)} \|$", text, re.MULTILINE):
            what, ours, beside, wanted = (cell.strip() for cell in row.split(" | "))
            than = f" (beside {beside})" if beside else ""
            lines.append(f"- {title}: {what} is {ours}{than}; wanted: {wanted}.")
    return f"## {_FALLS_SHORT}\n\n" + "\n".join(lines or ["Nothing of what was measured."]) + "\n"


def machine() -> str:
    """Return in words what this machine is."""
    cores = os.cpu_count() or 0
    memory_gb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return (
        f"{cores} cores of {_processor()}, {memory_gb:.0f} GB, {platform.system()} {platform.release()},"
        f" Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}"
    )


def _processor() -> str:
    try:
        found = re.search(
            r"^(?:model name|Model)\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE
        )
    except OSError:
        found = None
    return found[1].strip() if found else platform.machine()
