"""The secrets of a station: each stands in the environment, or in a file that the environment names."""

from __future__ import annotations

import os
from pathlib import Path

from gateway.domain.errors import ConfigError
from gateway.domain.speech import told
from gateway.domain.system_words import refused


def broker_password() -> str:
    """Return the broker's password.

    Raises:
        ConfigError: It is nowhere, or its file cannot be read.
    """
    return _secret(
        "CONUCO_BROKER_PASSWORD",
        told(
            "[broker] username está puesto: ponga la clave en CONUCO_BROKER_PASSWORD"
            " o nombre su archivo en CONUCO_BROKER_PASSWORD_FILE."
        ),
    )


def influx_token() -> str:
    """Return the key to InfluxDB.

    Raises:
        ConfigError: It is nowhere, or its file cannot be read.
    """
    return _secret(
        "CONUCO_INFLUX_TOKEN",
        told(
            "[mirror] url está puesto: ponga la llave en CONUCO_INFLUX_TOKEN"
            " o nombre su archivo en CONUCO_INFLUX_TOKEN_FILE."
        ),
    )


def _secret(variable: str, missing: str) -> str:
    given = os.environ.get(variable)
    if given:
        return given
    named = os.environ.get(f"{variable}_FILE")
    if not named:
        raise ConfigError([missing])
    try:
        return Path(named).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ConfigError(
            [
                told(
                    "%(variable)s: %(path)s no se puede leer (%(reason)s).",
                    variable=f"{variable}_FILE",
                    path=named,
                    reason=refused(error),
                )
            ]
        ) from error
