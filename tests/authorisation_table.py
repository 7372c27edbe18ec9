"""The table of who may do what, written down a second time, so that a slip in the first is seen."""

from __future__ import annotations

from typing import Final

OPEN: Final = "open"
"""Everybody on the commune's network, without PIN."""

SAFE_CHANNEL_ONLY: Final = frozenset({"KEEP_MONEY", "HOLD_SESSION", "CLOSE_BOOK", "MAKE_TOKENS"})

_WORK: Final = {"SEE_MEMBERS", "RECORD_WORK", "RECORD_PRODUCTION"}
RIGHTS: Final = {
    "device": frozenset({"RECORD_WORK"}),
    "team": frozenset(_WORK),
    "grower": frozenset(_WORK),
    "eps_spokesperson": frozenset(_WORK | {"REGISTER_PRODUCTION", "CORRECT"}),
    "administration": frozenset({"SEE_MEMBERS", "KEEP_MONEY"}),
    "parliament_secretary": frozenset(
        {"SEE_MEMBERS", "REGISTER_PRODUCTION", "KEEP_PEOPLE", "DROP_DEVICES", "HOLD_SESSION", "CLOSE_BOOK"}
    ),
    "social_control": frozenset({"SEE_MEMBERS", "OBSERVE"}),
    "technician": frozenset(
        {
            "SEE_MEMBERS",
            "RECORD_WORK",
            "REGISTER_PRODUCTION",
            "SET_UP",
            "KEEP_PEOPLE",
            "LIFT_LOCKS",
            "DROP_DEVICES",
            "MAKE_TOKENS",
            "CORRECT",
        }
    ),
}

NEEDS: Final = {
    "GET /registro": "SEE_MEMBERS",
    "GET /": OPEN,
    "GET /mas": OPEN,
    "GET /estilo": OPEN,
    "GET /estanques/{slug}": OPEN,
    "POST /estanques/{slug}/intervencion": OPEN,
    "GET /campos/{slug}": OPEN,
    "POST /alarmas/{uid}/atender": OPEN,
    "GET /anotar": OPEN,
    "GET /recibo/{uid}": OPEN,
    "POST /recibo/{uid}/deshacer": OPEN,
    "GET /unidades": OPEN,
    "GET /ciclos/{uid}": OPEN,
    "GET /version": OPEN,
    "GET /static/{name}": OPEN,
    "GET /entrar": OPEN,
    "POST /entrar": OPEN,
    "POST /salir": OPEN,
    "GET /aparato": "SEE_MEMBERS",
    "POST /aparato": "SEE_MEMBERS",
    "POST /aparato/{uid}/quitar": "SEE_MEMBERS",
    "GET /anotar/boqueando": OPEN,
    "POST /anotar/boqueando": OPEN,
    "GET /anotar/intervencion": OPEN,
    "POST /anotar/intervencion": OPEN,
    "GET /anotar/lectura": "RECORD_WORK",
    "POST /anotar/lectura": "RECORD_WORK",
    "GET /anotar/suelo": "RECORD_WORK",
    "POST /anotar/suelo": "RECORD_WORK",
    "GET /anotar/sonda": "RECORD_WORK",
    "POST /anotar/sonda": "RECORD_WORK",
    "GET /anotar/lluvia": "RECORD_WORK",
    "POST /anotar/lluvia": "RECORD_WORK",
    "GET /anotar/riego": "RECORD_WORK",
    "POST /anotar/riego": "RECORD_WORK",
    "GET /anotar/nota": "RECORD_WORK",
    "POST /anotar/nota": "RECORD_WORK",
    "GET /anotar/cosecha": "RECORD_PRODUCTION",
    "POST /anotar/cosecha": "RECORD_PRODUCTION",
    "GET /anotar/siembra": "RECORD_PRODUCTION",
    "POST /anotar/siembra": "RECORD_PRODUCTION",
    "GET /anotar/empresa": "REGISTER_PRODUCTION",
    "POST /anotar/empresa": "REGISTER_PRODUCTION",
    "GET /anotar/unidad": "REGISTER_PRODUCTION",
    "POST /anotar/unidad": "REGISTER_PRODUCTION",
    "GET /anotar/consejo": "REGISTER_PRODUCTION",
    "POST /anotar/consejo": "REGISTER_PRODUCTION",
    "GET /preparar": "SET_UP",
    "GET /anotar/estanque": "SET_UP",
    "POST /anotar/estanque": "SET_UP",
    "GET /anotar/lote": "SET_UP",
    "POST /anotar/lote": "SET_UP",
    "GET /anotar/limites": "SET_UP",
    "POST /anotar/limites": "SET_UP",
    "GET /anotar/ubicacion": "SET_UP",
    "POST /anotar/ubicacion": "SET_UP",
    "GET /anotar/marcas": "SET_UP",
    "POST /anotar/marcas": "SET_UP",
    "GET /personas": "KEEP_PEOPLE",
    "GET /personas/nueva": "KEEP_PEOPLE",
    "POST /personas/nueva": "KEEP_PEOPLE",
    "GET /personas/{uid}": "KEEP_PEOPLE",
    "POST /personas/{uid}/papeles": "KEEP_PEOPLE",
    "POST /personas/{uid}/clave": "KEEP_PEOPLE",
    "POST /personas/{uid}/retirar": "KEEP_PEOPLE",
    "POST /personas/{uid}/desbloquear": "LIFT_LOCKS",
}
"""What each door needs; a door that is not written down here fails its test."""
