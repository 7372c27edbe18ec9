"""What the header of a file means: which column is which series."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gateway.domain.errors import ImportRefusedError
from gateway.domain.quantities import QUANTITIES
from gateway.domain.readings import SeriesKey
from gateway.domain.speech import told
from gateway.domain.topics import NAME

KNOWN = {
    "do_mgl": "sonda.oxygen",
    "temp_c": "sonda.water_temperature",
}
"""Names that measured files of others use, and what we call them."""

TIME_NAMES = ("time", "hora", "fecha", "datetime", "timestamp", "created_at")
LONG = ("time", "node", "channel", "quantity", "value")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is to be read.

    Attributes:
        time: The column of the time.
        series: By column, for a file of one node; empty for a file with a series a line.
        unknown: Columns that are not taken.
        utc_offset_hours: Of times that say none themselves; None when nobody knows.
    """

    time: int
    series: Mapping[int, SeriesKey]
    unknown: tuple[str, ...]
    utc_offset_hours: float | None

    @property
    def is_long(self) -> bool:
        """Whether each line names its own series."""
        return not self.series


def layout(
    path: Path,
    header: Sequence[str],
    *,
    node: str | None = None,
    renamed: Mapping[str, str] | None = None,
    utc_offset_hours: float | None = None,
) -> Layout:
    """Return how a file is to be read.

    Raises:
        ImportRefusedError: No column of it can be taken.
    """
    names = [name.strip().lstrip("\ufeff") for name in header]
    offset = _offset_of(path) if utc_offset_hours is None else utc_offset_hours
    if tuple(one.lower() for one in names) == LONG:
        return Layout(0, {}, (), offset)
    lowered = [name.lower() for name in names]
    time = next((lowered.index(one) for one in TIME_NAMES if one in lowered), None)
    if time is None:
        raise ImportRefusedError(
            told("%(file)s: no hay columna de tiempo. Llámela «time» en la primera línea.", file=path.name)
        )
    owner = _node_of(path) if node is None else node
    if not NAME.fullmatch(owner):
        raise ImportRefusedError(
            told(
                "%(file)s: «%(name)s» no sirve como nombre de nodo"
                " (minúsculas, números y guiones). Diga --node.",
                file=path.name,
                name=owner,
            )
        )
    mapping = KNOWN | dict(renamed or {})
    series = {
        place: key
        for place, name in enumerate(names)
        if place != time and (key := _series(owner, mapping.get(name, name))) is not None
    }
    if not series:
        raise ImportRefusedError(
            told(
                "%(file)s: ninguna columna se reconoce (%(columns)s)."
                " Diga cuál es cuál, por ejemplo --column do=sonda.oxygen.",
                file=path.name,
                columns=", ".join(names),
            )
        )
    unknown = tuple(name for place, name in enumerate(names) if place != time and place not in series)
    return Layout(time, series, unknown, offset)


def _series(node: str, name: str) -> SeriesKey | None:
    channel, _, quantity = name.rpartition(".")
    if quantity not in QUANTITIES or (channel and not NAME.fullmatch(channel)):
        return None
    return SeriesKey(node, channel or "sonda", quantity)


def _node_of(path: Path) -> str:
    """Return the node that a file's name says; the time zone in it is not part of the name."""
    stem = re.sub(r"_utc[+-]\d+", "", path.stem.lower())
    return re.sub(r"[^a-z0-9]+", "-", stem).strip("-")[:32].strip("-")


def _offset_of(path: Path) -> float | None:
    found = re.search(r"utc([+-]\d{1,2})", path.stem)
    return None if found is None else float(found[1])
