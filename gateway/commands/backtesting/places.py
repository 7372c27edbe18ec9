"""Where a series was measured, so that the sun stands right over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

KNOWN: Final = {
    "sapelo": (31.39, -81.28),
    "peconic": (40.92, -72.64),
    "apalachicola": (29.70, -84.88),
    "elkhorn": (36.82, -121.74),
    "hortfarm": (42.11, -93.59),
}
"""By the first word of the file's name: latitude and longitude [°] of series whose place is public.

A tenth of a degree moves the sun by half a minute.

Source:
    National Estuarine Research Reserve System (stations SAPDC, APACP, ELKSM), USGS 01304562, Iowa State
    University Horticulture Research Station; the series of facts of the ponds, section 4.
"""

COMMUNE: Final = (9.5, -69.2)
"""The llanos of Portuguesa, for a series of which nothing is known [°]."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the earth.

    Attributes:
        latitude: North is positive [°].
        longitude: East is positive [°].
        is_assumed: Whether nobody said it.
    """

    latitude: float
    longitude: float
    is_assumed: bool


def spot(
    name: str, *, latitude: float | None, longitude: float | None, utc_offset_hours: float | None
) -> Spot:
    """Return where a series was measured: as said, as known of its name, else by its clock.

    Args:
        name: Of the file.
        latitude: As a person said it [°].
        longitude: As a person said it [°].
        utc_offset_hours: Of the file's clock, None when its times say it themselves.
    """
    if latitude is not None and longitude is not None:
        return Spot(latitude, longitude, is_assumed=False)
    known = next((one for word, one in KNOWN.items() if name.lower().startswith(word)), None)
    by_clock = COMMUNE[1] if utc_offset_hours is None else 15.0 * utc_offset_hours
    assumed = (COMMUNE[0], by_clock) if known is None else known
    return Spot(
        assumed[0] if latitude is None else latitude,
        assumed[1] if longitude is None else longitude,
        is_assumed=known is None,
    )
