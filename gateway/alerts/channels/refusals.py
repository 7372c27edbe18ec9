"""What gammu and the network refuse with, as our errors, each with what a person can do about it."""

from __future__ import annotations

import re
from typing import Final

from gateway.domain.errors import ChannelError, PassingError, PermanentError
from gateway.domain.speech import told

NOT_THERE: Final = frozenset({102, 103, 104, 105, 107, 108, 109, 110, 111, 112, 133})
NOT_ALLOWED: Final = 106
SILENT: Final = 114
NOT_CONFIGURED: Final = frozenset({2, 3, 118, 119, 128, 154, 158, 161})
NO_SIM: Final = 149
ASKS_FOR_PIN: Final = 123
NO_CENTRE: Final = frozenset({131, 169})
"""How `gammu` ends. Source: gammu(1), RETURN VALUES (1.42)."""

NO_CREDIT: Final = frozenset({8, 10, 21, 28, 29, 30, 50, 69})
WRONG_NUMBER: Final = frozenset({1})
BAD_SIM: Final = frozenset({310, 311, 312, 313, 315, 316, 317, 318})
NO_SERVICE: Final = frozenset({27, 38, 41, 42, 47, 331, 332})
"""Why a message was not taken.

Source:
    3GPP TS 27.005, section 3.2.5; 0 to 127 are causes of 3GPP TS 24.011, annex E-2. Which of them an
    operator of Venezuela gives where the credit has run out: ours, not verified.
"""

_LONG_NUMBER: Final = re.compile(r"\+?\d[\d .-]{4,}\d")
"""A telephone's, a card's or a modem's: what gammu prints of them stands on no page and in no log."""

_STATUS: Final = re.compile(r"\.\.error (-?\d+)")


def of_gammu(code: int, said: str) -> ChannelError:
    """Return why gammu did not do what it was asked to.

    Args:
        code: How it ended.
        said: What it printed, in English.
    """
    status = _STATUS.search(said)
    if status:
        return of_network(int(status[1]))
    if code == NOT_ALLOWED:
        return PermanentError(
            told("La estación no puede abrir el módem. Agréguela al grupo: sudo adduser conuco dialout")
        )
    if code in NOT_CONFIGURED:
        return PermanentError(
            told("gammu no entiende su configuración. Revise device y connection en el archivo gammurc.")
        )
    if code == NO_SIM:
        return PermanentError(told("El módem no lee la tarjeta SIM. Sáquela, límpiela y póngala de nuevo."))
    if code == ASKS_FOR_PIN or "Waiting for PIN" in said:
        return asks_for_pin()
    if code in NO_CENTRE:
        return PermanentError(
            told(
                "El módem no conoce el centro de mensajes: falta la tarjeta SIM, pide PIN o no está "
                "activada. Pruébela en un teléfono y quítele el PIN."
            )
        )
    return _passing(code, said)


def _passing(code: int, said: str) -> PassingError:
    if code in NOT_THERE:
        return PassingError(
            told("No se encuentra el módem. Mire que esté enchufado y que device en gammurc sea el suyo.")
        )
    if code == SILENT:
        return silent()
    reason = next((line.strip() for line in reversed(said.splitlines()) if line.strip()), str(code))
    reason = _LONG_NUMBER.sub("…", reason)
    return PassingError(
        told("El módem no pudo: %(reason)s Si se repite, desenchúfelo y enchúfelo de nuevo.", reason=reason)
    )


def of_network(status: int) -> ChannelError:
    """Return why the network did not take a message; `status` is its number."""
    if status in NO_CREDIT:
        return PermanentError(
            told(
                "El operador no acepta mensajes de esta línea (código %(status)s): casi siempre es falta de "
                "saldo. Recargue la SIM del módem.",
                status=status,
            )
        )
    if status in WRONG_NUMBER:
        return PermanentError(told("Ese número no existe. Corríjalo en Personas."))
    if status in BAD_SIM:
        return PermanentError(
            told(
                "La tarjeta SIM no sirve así (código %(status)s). Pruébela en un teléfono y quítele el PIN.",
                status=status,
            )
        )
    if status in NO_SERVICE:
        return no_service()
    return PassingError(
        told(
            "La red no aceptó el mensaje (código %(status)s). Si se repite, mire la señal y el saldo.",
            status=status,
        )
    )


def no_service() -> PassingError:
    """Return that there is no network."""
    return PassingError(
        told(
            "El módem no tiene red. Acérquelo a una ventana o póngale antena, y mire si la línea está activa."
        )
    )


def silent() -> PassingError:
    """Return that the modem says nothing."""
    return PassingError(
        told("El módem no contesta. Desenchúfelo, espere diez segundos y enchúfelo de nuevo.")
    )


def asks_for_pin() -> PermanentError:
    """Return that the SIM card is locked; nobody guesses a PIN, three wrong ones end a card."""
    return PermanentError(told("La tarjeta SIM pide PIN. Quítele el PIN con un teléfono y póngala de nuevo."))
