"""The files that pages load: named by their content, so that a telephone keeps them for ever."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

STATIC: Final = Path(__file__).parents[1] / "static"
SCRIPT: Final = ("page", "live", "store", "queue", "list", "finger", "start")
"""The parts of `conuco.js`, in the order in which they stand in it."""

WATCHING: Final = (*SCRIPT[:-1], "sound", "watch", SCRIPT[-1])
"""The parts of `alarm.js`: only the page that sounds carries what it needs for it."""

WALLS: Final = (".projector", ".kiosk", ".turn")
"""How the lines of `conuco.css` begin that only screens on a wall or a table need; a page has one sheet."""

ALARM: Final = (".sound", ".calls", ".how", ".month{", ".told-steps", ".pair")
"""The same of what only the pages about alarms need."""

NOT_OF_PONDS: Final = (
    *(
        ".answer",
        ".ask",
        ".choice",
        ".earlier",
        ".hint",
        ".hour",
        ".number-line",
        ".part",
        ".tick",
    ),
    *(".told-back", ".wrong", "input", "select", ".picked", ".edit", ".table"),
    *(
        ".above",
        ".basis",
        ".coincided",
        ".cycles",
        ".dot",
        ".enterprise",
        ".facts",
        ".fish-",
        ".harvests",
        ".in-",
    ),
    *(".kilos", ".months", ".of-field", ".of-pond", ".pin", ".plan", ".plot", ".result", ".run{", ".said p"),
    *(".scale", ".side-row", ".strip", ".topped", ".units", ".wet", ".across-all", ".bars", ".home"),
    *(".piece", ".place", ".flag", ".receipt", ".told{", ".message", ".plan-bar", ".strips"),
)
"""How the lines begin that the page of a pond does not need: what asks, and what counts a harvest.

It carries the most of its own, and is what is opened at three in the morning on the slowest telephone.
"""

NOT_OF_CYCLES: Final = (
    ".answer",
    ".ask",
    ".choice",
    ".earlier",
    ".hint",
    ".hour",
    ".number-line",
    ".part",
    ".tick{",
    ".tick.",
    ".told-back",
    ".wrong",
    "input",
    "select",
    ".picked",
    ".edit",
    ".gauge",
    ".pointer",
    ".reach",
    ".zones",
    ".borders",
    ".depth",
    ".place",
    ".harvests",
    ".receipt",
    ".enterprise",
    ".units",
    ".piece",
    *(".hero{", ".headline", ".say", ".measure", ".value", ".awake", ".gasping", ".by-hand", ".hand-dot"),
    *(".side-value", ".tabs", ".steps .", ".running", ".home", ".crowded~main", ".sunrise"),
    *(".zone-word", ".page-title", ".summary", ".message", ".limits", ".lead", ".figure", ".flag", ".note"),
    *(".calls", ".chosen", ".before", ".more-link", ".table", ".projector .place", ".projector .value"),
    *(".ran", ".by-", ".legend .k-line", ".legend .soil", ".k-band", ".soil{", ".soil .bar{"),
    *("select", ".receipt", ".told{", ".off{", ".cycles", ".rows a", ".reading", "#waiting", ".narrow"),
    *(".tonight", ".plain-list", ".z-caution", ".buttons", ".pin", ".across-all"),
)
"""The same of what the page of a cycle does not need: what asks, and what tells of the water now."""

NOT_OF_FIELDS: Final = (
    *(one for one in NOT_OF_PONDS if one not in (".place", ".flag", ".message", ".of-field", ".table")),
    *(
        ".sunrise",
        ".hand-dot",
        ".by-hand",
        ".gasping",
        ".tabs",
        ".side-value",
        ".awake",
        ".measure",
        ".value",
    ),
    *(".beside", ".tonight", ".plain-list", ".limits", ".ran", ".z-caution", ".legend .k-ran"),
    *(".how-", ".water,", ".z-danger", ".reach", ".k-hole", ".pair", ".projector .plot", ".of-field{grid"),
)
"""The same of what the pages of the fields do not need."""

NOT_OF_PARLIAMENT: Final = (
    *(".awake", ".borders", ".by-", ".choice", ".depth", ".earlier", ".fish-", ".gauge", ".hand-dot"),
    *(".harvests", ".headline", ".hero{", ".k-band", ".k-hole", ".legend .k-line", ".limits", ".months"),
    *(".more-link", ".number-line", ".of-field", ".of-pond", ".pin", ".plain-list", ".plot", ".pointer"),
    *(".ran", ".reach", ".receipt", ".run{", ".side-row", ".side-value", ".soil .bar{", ".soil{", ".steps ."),
    *(".strips", ".sunrise", ".tabs", ".tick", ".tonight", ".topped", ".water,", ".wet", ".z-caution"),
    *(".z-danger", ".zone-word", ".zones"),
)
"""The same of what the assembly, its papers and the closings do not need: what asks, and what measures."""

KINDS: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}

_SPARE: Final = re.compile(r"""("(?:\\.|[^"\\])*"|/[^ /]\S*?/[a-z]*)| (?=[^\w"#$]) *| +(?<=\W ) *""")
"""A text or a regular expression, to be left as it stands; or blanks beside a sign."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file with the name it is served under."""

    name: str
    kind: str
    body: bytes
    packed: bytes


@cache
def assets() -> dict[str, Asset]:
    """Return every file by its own name, read once."""
    found = {path.name: path.read_bytes() for path in sorted(STATIC.iterdir()) if path.suffix in KINDS}
    for script, names in (("conuco.js", SCRIPT), ("alarm.js", WATCHING)):
        found[script] = _joined([(STATIC / "js" / f"{name}.js").read_text("utf-8") for name in names])
    style = found["conuco.css"].decode().splitlines()
    found["alarm.css"] = _sheet(style)
    found["wall.css"] = _sheet(line for line in style if not line.startswith(ALARM))
    more = found["sheet.css"].decode().splitlines()
    found["sheet.css"] = _sheet([*(line for line in style if not line.startswith(ALARM)), *more])
    slip = found["slip.css"].decode().splitlines()
    found["slip.css"] = _sheet([found["sheet.css"].decode(), *slip])
    closing = found["closing.css"].decode().splitlines()
    of_parliament = [line for line in style if not line.startswith((*ALARM, *NOT_OF_PARLIAMENT))]
    found["closing.css"] = _sheet([*of_parliament, *more, *closing])
    found["paper.css"] = _sheet(line for line in of_parliament if not line.startswith(WALLS))
    book = found["production.css"].decode().splitlines()
    found["production.css"] = _sheet([*(line for line in style if not line.startswith(ALARM)), *book])
    met = found["assembly.css"].decode().splitlines()
    found["assembly.css"] = _sheet([*of_parliament, *book, *met])
    grown = found["cycle.css"].decode().splitlines()
    found["cycle.css"] = _sheet(
        [*(line for line in style if not line.startswith((*ALARM, *NOT_OF_CYCLES))), *grown]
    )
    broken = found["panel.css"].decode().splitlines()
    found["panel.css"] = _sheet([*(line for line in style if not line.startswith((*WALLS, *ALARM))), *broken])
    watered = found["field.css"].decode().splitlines()
    found["field.css"] = _sheet(
        [*(line for line in style if not line.startswith((*ALARM, *NOT_OF_FIELDS))), *watered]
    )
    found["pond.css"] = _sheet(line for line in style if not line.startswith((*WALLS, *ALARM, *NOT_OF_PONDS)))
    found["conuco.css"] = _sheet(line for line in style if not line.startswith((*WALLS, *ALARM)))
    return {name: _asset(Path(name), body) for name, body in found.items()}


def address(name: str) -> str:
    """Return where a page finds a file."""
    return f"/static/{assets()[name].name}"


def served(name: str) -> Asset | None:
    """Return the file served under a name with its content in it, None where there is none."""
    return next((asset for asset in assets().values() if asset.name == name), None)


def _sheet(lines: Iterable[str]) -> bytes:
    """Return lines of the style sheet as one, without those that are comments."""
    return "".join(line for line in lines if not line.startswith("/*")).encode()


def _joined(parts: list[str]) -> bytes:
    """Return parts of a script as one that leaves no name behind, without comments and spare spaces.

    The parts keep to two rules that make this safe: texts stand in double quotes, and a regular
    expression holds no blank.
    """
    lines = (line.strip() for part in parts for line in part.splitlines())
    kept = "\n".join(_SPARE.sub(r"\1", line) for line in lines if line and not line.startswith("//"))
    return f'"use strict";(function(){{\n{kept}\n}})();\n'.encode()


def _asset(path: Path, body: bytes) -> Asset:
    mark = hashlib.sha256(body).hexdigest()[:10]
    return Asset(
        f"{path.stem}.{mark}{path.suffix}", KINDS[path.suffix], body, gzip.compress(body, 9, mtime=0)
    )
