"""What is said to somebody who was not let in."""

from __future__ import annotations

from typing import Final

from dashboard.login.door import Refused
from dashboard.login.throttle import Locked
from dashboard.words.language import Language

MINUTE_S: Final = 60
HOUR_S: Final = 3600


def why_not(refused: Refused, language: Language, *, now: int) -> str:
    """Return why nobody was let in, and what to do."""
    _ = language.gettext
    if refused.locked is not None:
        return _locked(refused.locked, language, now=now)
    if refused.reason == "busy":
        return _("Muchas personas están entrando a la vez. Espere un momento y toque otra vez.")
    return _("El nombre o el PIN no coinciden. Escríbalos otra vez.")


def _locked(locked: Locked, language: Language, *, now: int) -> str:
    seconds = locked.until - now
    if locked.is_everywhere:
        hours = -(-seconds // HOUR_S)
        return language.ngettext(
            "Hubo demasiados intentos con ese nombre. Entre en un aparato registrado o en la pantalla de la"
            " estación; aquí, dentro de %(count)s hora. El equipo técnico puede quitar el bloqueo.",
            "Hubo demasiados intentos con ese nombre. Entre en un aparato registrado o en la pantalla de la"
            " estación; aquí, dentro de %(count)s horas. El equipo técnico puede quitar el bloqueo.",
            hours,
        ) % {"count": hours}
    if seconds > HOUR_S:
        hours = -(-seconds // HOUR_S)
        return language.ngettext(
            "Hubo demasiados intentos. Espere %(count)s hora y entre otra vez; el equipo técnico puede quitar"
            " el bloqueo antes.",
            "Hubo demasiados intentos. Espere %(count)s horas y entre otra vez; el equipo técnico puede"
            " quitar el bloqueo antes.",
            hours,
        ) % {"count": hours}
    minutes = -(-seconds // MINUTE_S)
    return language.ngettext(
        "Hubo demasiados intentos. Espere %(count)s minuto y entre otra vez; el equipo técnico puede quitar"
        " el bloqueo antes.",
        "Hubo demasiados intentos. Espere %(count)s minutos y entre otra vez; el equipo técnico puede quitar"
        " el bloqueo antes.",
        minutes,
    ) % {"count": minutes}
