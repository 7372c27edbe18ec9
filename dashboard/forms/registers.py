"""The words for what the registers hold, as the forms ask them; each is marked with N_."""

from __future__ import annotations

from typing import Final

from dashboard.language import N_

FORMS: Final = (
    ("EPSDC", N_("EPS directa comunal"), N_("los medios son de la comuna")),
    ("EPSIC", N_("EPS indirecta comunal"), N_("los medios son del Estado")),
    ("UPF", N_("Unidad productiva familiar"), ""),
    ("GIS", N_("Grupo de intercambio solidario"), ""),
    ("other", N_("Otra"), ""),
)
METHODS: Final = (("gps", "GPS"), ("tape", N_("Cinta")), ("declared", N_("No se midió")))
