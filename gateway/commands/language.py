"""Which language the console speaks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

VARIABLES: Final = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""The first that is set says it. Source: GNU gettext manual, 2.3.2 Locale Environment Variables."""


def wanted_language(environment: Mapping[str, str]) -> str:
    """Return the code of the language that an environment asks for; Spanish unless it is English."""
    said = next((value for name in VARIABLES if (value := environment.get(name))), "")
    return "en" if said.lower().startswith("en") else "es"
