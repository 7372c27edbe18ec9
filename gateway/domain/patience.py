"""How long a node may say nothing before nobody knows how it is."""

from __future__ import annotations

from typing import Final

from gateway.domain.message import Status

POND_PATIENCE_S: Final = 900
"""A pond's node speaks each minute; ours [s]."""
FIELD_PATIENCE_S: Final = 3 * 3600
"""A field's node sleeps and sends each hour: two may fail before its soil is unknown; ours [s]."""


def patience_s(status: Status | None, *, is_of_field: bool) -> int:
    """Return how long a node may say nothing [s]; one that sleeps for longer says so itself.

    Args:
        status: The last one it sent, None where it never did.
        is_of_field: Whether it is made for a field, or stands at one.
    """
    sleeps = is_of_field or (status is not None and status.state == "sleeping")
    usual = FIELD_PATIENCE_S if sleeps else POND_PATIENCE_S
    return usual if status is None else max(usual, status.may_be_silent_s)
