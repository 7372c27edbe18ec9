"""What a hand tells of the water in a soil, in words."""

from __future__ import annotations

from typing import Final

from dashboard.words.language import N_
from gateway.domain.entries import HandRead
from gateway.fields.soil.feel import Feel

FEELS: Final[tuple[tuple[Feel, str, str], ...]] = (
    ("dry", N_("Seca"), N_("se deshace; los terrones son duros o se hacen polvo")),
    ("slightly_moist", N_("Un poco húmeda"), N_("hace una bola débil que se rompe; no mancha la mano")),
    ("moist", N_("Húmeda"), N_("hace una bola donde quedan marcados los dedos; mancha apenas")),
    ("wet", N_("Mojada"), N_("la bola es blanda y firme, moja la mano; sale una cinta entre los dedos")),
)
"""The classes as a hand tells them apart; the source is that of gateway.fields.soil.feel."""


def is_of_soil(body: HandRead) -> bool:
    """Tell whether a reading by hand is of soil, not of water."""
    return body.depth_cm is not None or body.soil_water is not None or body.soil_feel is not None
