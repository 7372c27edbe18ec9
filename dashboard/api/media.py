"""Which of our formats somebody asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dashboard.api.export.cells import MEDIA_TYPE as ODS
from dashboard.api.parameters import Format
from dashboard.api.problems import NOT_ACCEPTABLE, ProblemError

MEDIA_TYPES: Final[Mapping[Format, str]] = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8; header=present",
    "ods": ODS,
}


def format_of(accept: str) -> Format:
    """Return the format that an Accept header likes best; JSON where it likes all the same, or says nothing.

    Raises:
        ProblemError: It wants none of ours.
    """
    wishes = [_wish(part) for part in accept.split(",") if part.strip()]
    if not wishes:
        return "json"
    liked: dict[Format, float] = {name: _liking(kind, wishes) for name, kind in MEDIA_TYPES.items()}
    best = max(liked, key=lambda name: liked[name])
    if liked[best] <= 0:
        raise ProblemError(NOT_ACCEPTABLE)
    return best


def _wish(part: str) -> tuple[str, float]:
    kind, *parameters = part.split(";")
    for one in parameters:
        name, _, value = one.partition("=")
        if name.strip().lower() == "q":
            return kind.strip().lower(), _weight(value)
    return kind.strip().lower(), 1.0


def _weight(text: str) -> float:
    try:
        weight = float(text)
    except ValueError:
        return 0.0
    return weight if 0.0 <= weight <= 1.0 else 0.0


def _liking(media_type: str, wishes: list[tuple[str, float]]) -> float:
    """Return how much a type is wanted [0 to 1]: what names it most exactly counts (RFC 9110, 12.5.1)."""
    plain = media_type.partition(";")[0]
    for pattern in (plain, plain.partition("/")[0] + "/*", "*/*"):
        found = [weight for kind, weight in wishes if kind == pattern]
        if found:
            return max(found)
    return 0.0
