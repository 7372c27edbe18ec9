"""The pages of the parliament in every state that they have, for who looks at every page."""

from __future__ import annotations

from typing import Final

from assembled import FISH

GUIDE: Final = "/asamblea/sesiones/12/guia"

OF_ASSEMBLY: Final = {
    "corredor": "/asamblea/corredor",
    "sesiones": "/asamblea/sesiones",
    "sesión cerrada": "/asamblea/sesiones/11",
    "sesión convocada": "/asamblea/sesiones/12",
    "papeles": "/asamblea/papeles",
    "informe": "/asamblea/papeles/informe?periodo=todo",
    "acta": "/asamblea/papeles/acta-11",
    "afiche": "/asamblea/papeles/afiche-a3?periodo=todo",
    "planilla": "/asamblea/papeles/planilla-alimento",
}
"""What everybody reads."""

OF_SECRETARY: Final = {
    "sesiones": "/asamblea/sesiones",
    "convocar": "/asamblea/sesiones/nueva",
    **{
        f"guía, {step}": f"{GUIDE}/{step}"
        for step in (
            "convocatoria",
            "asistencia",
            "quorum",
            "anteriores",
            "propuestas",
            "votacion",
            "revision",
            "cierre",
        )
    },
    "guía, qué pasó": f"{GUIDE}/anteriores?decision=acuerdo-11-pago",
    "guía, qué se propone": f"{GUIDE}/propuestas?nueva=1",
    "guía, plan": f"{GUIDE}/propuestas?tipo=plan",
    "guía, distribución": f"{GUIDE}/propuestas?tipo=distribution&que={FISH}",
    "guía, remuneración": f"{GUIDE}/propuestas?tipo=remuneration",
    "guía, reinversión": f"{GUIDE}/propuestas?tipo=reinvestment",
    "guía, compartir": f"{GUIDE}/propuestas?tipo=sharing",
    "guía, una propuesta": f"{GUIDE}/votacion?propuesta=propuesta-12-plan",
    "guía, asistencia cerrada": "/asamblea/sesiones/11/guia/asistencia",
    "guía, quórum cerrado": "/asamblea/sesiones/11/guia/quorum",
    "guía, cierre hecho": "/asamblea/sesiones/11/guia/cierre",
    "guía, acta": "/asamblea/sesiones/11/guia/acta",
}
"""What who leads a session reads."""

REFUSED: Final = {
    "convocar, error": ("/asamblea/sesiones/nueva", {"numero": "12", "para-dia": "40"}),
    "guía, plan, error": (f"{GUIDE}/propuestas", {"tipo": "plan", "renglon-1-monto": "1.500"}),
}
"""Forms that are sent wrong."""
