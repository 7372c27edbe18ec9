"""Who the commune's people are, and what they sign in with; beside the journals and removable."""

from gateway.people.credentials import Credentials, Kind, needs_password
from gateway.people.register import (
    BUTTON_NAMES,
    NOBODY_IN_PARTICULAR,
    POND_BUTTON,
    ROLE_NAMES,
    SIREN_BUTTON,
    WITHDRAWN,
    People,
    Person,
    Role,
    folded,
)

__all__ = [
    "BUTTON_NAMES",
    "NOBODY_IN_PARTICULAR",
    "POND_BUTTON",
    "ROLE_NAMES",
    "SIREN_BUTTON",
    "WITHDRAWN",
    "Credentials",
    "Kind",
    "People",
    "Person",
    "Role",
    "folded",
    "needs_password",
]
