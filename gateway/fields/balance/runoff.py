"""How much of a rain runs off a field before it can sink in."""

from __future__ import annotations

from gateway.fields.balance.surface import Surface


def runoff(rain_mm: float, surface: Surface, *, surface_mm: float) -> float:
    """Return how much of a day's rain runs off [mm]; nothing of a small one.

    Args:
        rain_mm: Of the day [mm].
        surface: Of the field; without a curve number nothing runs off.
        surface_mm: De, how much its surface had dried before the rain [mm].

    Source:
        USDA SCS 1972, National Engineering Handbook, section 4, by Jensen and Allen 2016, ASCE Manual 70,
        eq. 14-12 and 14-13.
    """
    if surface.curve_number is None or rain_mm <= 0:
        return 0.0
    storage = 250 * (100 / curve_number_now(surface.curve_number, surface, surface_mm=surface_mm) - 1)
    above = rain_mm - 0.2 * storage
    return above * above / (rain_mm + 0.8 * storage) if above > 0 else 0.0


def curve_number_now(middling: float, surface: Surface, *, surface_mm: float) -> float:
    """Return the curve number of a surface as wet as it is now, 0 to 100 [-].

    A wet one is at CN3, a dry one at CN1, between them it goes straight.

    Args:
        middling: CN2, of a surface neither wet nor dry [-].
        surface: Of the field.
        surface_mm: De, how much it has dried [mm].

    Source:
        Hawkins et al. 1985, by Jensen and Allen 2016, ASCE Manual 70, eq. 14-14 to 14-20.
    """
    wet = middling / (0.427 + 0.00573 * middling)
    dry = middling / (2.281 - 0.01281 * middling)
    readily, total = surface.readily_mm, surface.total_mm
    full, empty = 0.5 * readily, 0.7 * readily + 0.3 * total
    if surface_mm <= full:
        return wet
    if surface_mm >= empty:
        return dry
    return wet + (dry - wet) * (surface_mm - full) / (empty - full)
