"""Moments as programs write them: strictly read, plainly written."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

import numpy as np

from gateway.domain.columns import Ints

LAST: Final = 4_102_444_800
"""2100-01-01: nothing is measured later, and no calendar here has to think further [s UTC]."""

TimeKnownWord = Literal["synced", "resolved", "estimated", "unresolved"]
_KNOWN: Final[tuple[TimeKnownWord, ...]] = ("synced", "resolved", "estimated", "unresolved")
_SECONDS: Final = re.compile(r"[0-9]{1,11}", re.ASCII)
_ISO: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?([Zz]|[+-][0-9]{2}:[0-9]{2})",
    re.ASCII,
)


def parse_moment(text: str) -> int:
    """Return a moment as whole seconds [s UTC]; a fraction of a second counts as the next one.

    Args:
        text: Seconds since 1970, or ISO 8601 with its zone. A date without a zone is none: it would be
            another moment for each reader.

    Raises:
        ValueError: It is neither, or lies before 1970 or after 2100.
    """
    if _SECONDS.fullmatch(text):
        moment = int(text)
    elif _ISO.fullmatch(text):
        moment = math.ceil(_parsed(text.upper()).timestamp())
    else:
        raise ValueError("neither seconds nor ISO 8601 with a zone")
    if not 0 <= moment <= LAST:
        raise ValueError("before 1970 or after 2100")
    return moment


def _parsed(text: str) -> datetime:
    if "." in text:
        head, _, rest = text.partition(".")
        zone = rest.lstrip("0123456789")
        digits = rest[: len(rest) - len(zone)]
        # Python reads six digits at most; what stands behind them can only round up.
        micros = digits[:6].ljust(6, "0")
        parsed = datetime.fromisoformat(f"{head}.{micros}{zone}")
        return parsed + timedelta(microseconds=1) if digits[6:].strip("0") else parsed
    return datetime.fromisoformat(text)


def written(moment: int) -> str:
    """Return a moment [s UTC] as ISO 8601 in UTC, as "2026-06-10T07:12:00Z"."""
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def written_all(moments: Ints, *, offset_hours: int = 0) -> list[str]:
    """Return moments [s UTC] as ISO 8601 on clocks that many hours from UTC."""
    zone = "Z" if not offset_hours else f"{'+' if offset_hours > 0 else '-'}{abs(offset_hours):02d}:00"
    local = (moments + offset_hours * 3600).astype("datetime64[s]")
    return [f"{one}{zone}" for one in np.datetime_as_string(local).tolist()]


def known_word(code: int) -> TimeKnownWord:
    """Return how a time is known, as a word."""
    return _KNOWN[code]
