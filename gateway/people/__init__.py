"""Who the commune's people are, and what they sign in with; beside the journals and removable."""

from gateway.people.credentials import Credentials, Kind, needs_password
from gateway.people.register import (
    NOBODY_IN_PARTICULAR,
    ROLE_NAMES,
    WITHDRAWN,
    People,
    Person,
    Role,
    folded,
)

__all__ = [
    "NOBODY_IN_PARTICULAR",
    "ROLE_NAMES",
    "WITHDRAWN",
    "Credentials",
    "Kind",
    "People",
    "Person",
    "Role",
    "folded",
    "needs_password",
]
