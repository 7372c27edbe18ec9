"""Files that nobody would save: made in bulk from a seed, and the promises that hold for each of them."""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final

from gateway.domain.errors import ImportRefusedError
from gateway.importing.reading import ReadingsFile, Wanted, read_file

NOW: Final = 1_790_000_000
BEGAN: Final = 1_772_000_000
HEADERS: Final = (
    "time,water_temperature",
    "time,sonda.oxygen,sonda.water_temperature",
    "nota,hora,do_mgl,temp_c",
    "time,node,channel,quantity,value",
)
STRANGE: Final = (
    "NaN", "inf", "-1e999", "1_000", "٣", "27,5", '"', '""', '"27"', '"27', "27\x00", "x" * 200_000,
    "ayer", "0001-01-01T00:00+23:59", "9999-12-31T23:59:59-23:59", "2026-02-30", "2026-W13-2", "24:00",
    "\ufeff", "2026-03-31T02:50:60Z", "2026-03-31 02:50 VET", " VET", "\u2028", "\x85", "\x1e", "",
    " ", "-0", "0x1F", "1" * 400, "1e400",
)  # fmt: skip
WANTED: Final = (
    Wanted(node="pond-1", utc_offset_hours=-4),
    Wanted(node="pond-1"),
    Wanted(utc_offset_hours=25),
    Wanted(node="pond-1", renamed={"nota": "sonda.oxygen"}, utc_offset_hours=0),
)


def _moment(chance: random.Random) -> str:
    at = BEGAN + chance.randrange(10_000_000)
    day = 1 + at % 28
    return chance.choice((f"2026-03-{day:02}T{at % 24:02}:{at % 60:02}Z", f"2026-03-{day:02} 02:50 CET"))


def _row(chance: random.Random, header: str) -> list[str]:
    number = f"{chance.uniform(0, 40):.2f}"
    cells = {
        "time": _moment(chance),
        "hora": _moment(chance),
        "nota": chance.choice(("", "lluvia", '"dos\nlíneas"', '"coma, aquí"')),
        "node": chance.choice(("pond-1", "pond-2", "Pond 2")),
        "channel": "sonda",
        "quantity": chance.choice(("oxygen", "water_temperature", "unobtainium")),
    }
    return [cells.get(name, number) for name in header.split(",")]


def a_file(chance: random.Random) -> bytes:
    """Return a file as a logger writes it, or broken in one of many ways."""
    header = chance.choice(HEADERS)
    rows = [_row(chance, header) for _ in range(chance.choice((0, 1, 2, 5, 9)))]
    for row in rows:
        while chance.random() < 0.25 and row:
            row[chance.randrange(len(row))] = chance.choice(STRANGE)
        if chance.random() < 0.05:
            row.pop()
    end = chance.choice(("\n", "\n", "\r\n", "\r"))
    text = end.join([header, *(",".join(row) for row in rows)]) + chance.choice(("", end))
    body = text.encode("utf-8", "surrogatepass")
    if chance.random() < 0.1:
        body = b"\xef\xbb\xbf" + body
    for _ in range(chance.choice((0, 0, 0, 0, 1, 3))):
        place = chance.randrange(len(body) + 1)
        body = body[:place] + chance.choice((b'"', b",", b"\n", b"\r", b"\x00", b"\xff", b";")) + body[place:]
    return body


def check(found: ReadingsFile, body: bytes) -> str:
    """Check that each line was taken or refused with its number; return what came of them."""
    lines = body.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    taken = sum(len(rows) for rows in found.series.values())
    assert found.cells == taken + len(found.refused)
    numbers = [one.line for one in found.refused]
    assert numbers == sorted(numbers)
    assert all(2 <= number <= len(lines) for number in numbers)
    for number in numbers:
        assert lines[number - 1].strip(), number
    if '"' not in "".join(lines):
        _check_lines(lines, found, taken)
    return "taken" if not numbers else "refused" if not taken else "taken in part"


def _check_lines(lines: Sequence[str], found: ReadingsFile, taken: int) -> None:
    """Check of a file without quotes that no line is missing."""
    told = Counter(one.line for one in found.refused)
    silent = [
        number
        for number, line in enumerate(lines[1:], 2)
        if number not in told and any(cell.strip() for cell in next(csv.reader([line]), []))
    ]
    assert taken >= len([one for one in silent if _says(lines[one - 1], lines[0], found.unknown)])


def _says(line: str, header: str, unknown: Collection[str]) -> bool:
    """Tell whether a line has a value in a column that is ours."""
    names = header.lstrip("\ufeff").split(",")
    ours = ("water_temperature", "oxygen", "do_mgl", "temp_c", "value")
    cells = line.split(",")
    return any(
        name.rpartition(".")[2] in ours
        and name not in unknown
        and place < len(cells)
        and cells[place].strip()
        for place, name in enumerate(names)
    )


def run(folder: Path, *, seed: int, count: int) -> Counter[str]:
    """Read so many files of a seed, and return how many became what."""
    chance, path = random.Random(seed), folder / "pond-1_utc-4.csv"
    counts: Counter[str] = Counter()
    for _ in range(count):
        body = a_file(chance)
        path.write_bytes(body)
        try:
            found = read_file(path, chance.choice(WANTED), now=NOW)
        except ImportRefusedError:
            counts["refused whole"] += 1
            continue
        try:
            counts[check(found, body)] += 1
        except AssertionError as error:
            raise AssertionError(f"{body!r}: {found.refused}") from error
    return counts
