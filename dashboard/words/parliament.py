"""The words of what the parliament chooses from, as they stand in a sentence; each is marked with N_."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dashboard.words.language import N_

ORGANS: Final[Mapping[str, str]] = {
    "council": N_("consejo comunal"),
    "enterprise": N_("EPS"),
    "enterprises": N_("organizaciones socioproductivas"),
    "bank": N_("Banco de la Comuna"),
    "assembly": N_("asamblea"),
    "executive": N_("Consejo Ejecutivo"),
    "economy": N_("Consejo de Economía Comunal"),
    "control": N_("Consejo de Contraloría Comunal"),
    "planning": N_("Consejo de Planificación Comunal"),
}
ENDED: Final[Mapping[str, str]] = {
    "recalled": N_("revocada"),
    "resigned": N_("renunciada"),
    "other": N_("terminada"),
}
PROPOSALS: Final[Mapping[str, str]] = {
    "plan": N_("Plan"),
    "remuneration": N_("Remuneración"),
    "price": N_("Precio"),
    "distribution": N_("Distribución"),
    "reinvestment": N_("Reinversión"),
    "sharing": N_("Compartir datos"),
    "other": N_("Otro asunto"),
}
RESULTS: Final[Mapping[str, str]] = {
    "approved": N_("Aprobado"),
    "rejected": N_("Rechazado"),
    "deferred": N_("Diferido"),
}
OUTCOMES: Final[Mapping[str, str]] = {
    "done": N_("Cumplido"),
    "partly": N_("En parte"),
    "not_done": N_("No se hizo"),
    "withdrawn": N_("Retirado"),
}
LEVELS: Final[Mapping[str, str]] = {
    "summary": N_("sumas por producto"),
    "cycles": N_("ciclo por ciclo"),
    "entries": N_("asiento por asiento"),
}
STATES: Final[Mapping[str, str]] = {
    **OUTCOMES,
    "overdue": N_("Sin noticia; el plazo ya pasó"),
    "waiting": N_("Sin noticia; el plazo no ha pasado"),
    "untold": N_("Sin noticia; no tenía plazo"),
}
"""How a decision stands, see `dashboard.session.agreed`."""
