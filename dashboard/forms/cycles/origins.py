"""Where fry and seed come from, in words."""

from __future__ import annotations

from typing import Final

from dashboard.words.language import N_

ORIGINS: Final = (
    ("", N_("no sé")),
    ("own", N_("De la misma unidad")),
    ("commune", N_("De la comuna")),
    ("state", N_("De un ente del Estado")),
    ("private", N_("De un privado")),
    ("other", N_("De otra parte")),
)
"""The first is nobody knowing."""
