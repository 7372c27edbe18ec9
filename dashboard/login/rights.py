"""What each role may do; one table, without exceptions elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Final

from gateway.people import Role


class Right(Enum):
    """Something that not everybody may do.

    Reading water, fields, production and decisions, acknowledging an alarm, telling that fish gasp and
    logging what was done about the water need none: at four in the morning nobody looks for a PIN.
    Who sets a field up also tells what is sown on it, if anything is: a field and its crop are one answer.
    """

    SEE_MEMBERS = "see_members"
    RECORD_WORK = "record_work"
    RECORD_PRODUCTION = "record_production"
    REGISTER_PRODUCTION = "register_production"
    SET_UP = "set_up"
    SET_DUTY = "set_duty"
    SET_WAKING = "set_waking"
    KEEP_PEOPLE = "keep_people"
    LIFT_LOCKS = "lift_locks"
    DROP_DEVICES = "drop_devices"
    MAKE_TOKENS = "make_tokens"
    CORRECT = "correct"
    OBSERVE = "observe"
    KEEP_MONEY = "keep_money"
    HOLD_SESSION = "hold_session"
    CLOSE_BOOK = "close_book"


SAFE_CHANNEL_ONLY: Final = frozenset(
    {Right.KEEP_MONEY, Right.HOLD_SESSION, Right.CLOSE_BOOK, Right.MAKE_TOKENS}
)
"""Only at the station's own screen or over HTTPS: whoever listens to the Wi-Fi could take these over."""

OF_A_TAPPED_NAME: Final = frozenset({Right.RECORD_WORK})
"""What a name that is tapped on an enrolled device may do without PIN."""

_EVERYBODY: Final = frozenset({Right.SEE_MEMBERS})
_WORKER: Final = _EVERYBODY | {Right.RECORD_WORK, Right.RECORD_PRODUCTION}

RIGHTS: Final[Mapping[Role, frozenset[Right]]] = {
    "team": _WORKER | {Right.SET_DUTY},
    "grower": _WORKER,
    "eps_spokesperson": _WORKER | {Right.REGISTER_PRODUCTION, Right.CORRECT},
    "administration": _EVERYBODY | {Right.KEEP_MONEY},
    "parliament_secretary": _EVERYBODY
    | {
        Right.REGISTER_PRODUCTION,
        Right.KEEP_PEOPLE,
        Right.SET_DUTY,
        Right.SET_WAKING,
        Right.DROP_DEVICES,
        Right.HOLD_SESSION,
        Right.CLOSE_BOOK,
    },
    "social_control": _EVERYBODY | {Right.OBSERVE},
    "technician": _EVERYBODY
    | {
        Right.RECORD_WORK,
        Right.REGISTER_PRODUCTION,
        Right.SET_UP,
        Right.SET_DUTY,
        Right.SET_WAKING,
        Right.KEEP_PEOPLE,
        Right.LIFT_LOCKS,
        Right.DROP_DEVICES,
        Right.MAKE_TOKENS,
        Right.CORRECT,
    },
}
"""Nobody erases anything; what two persons must confirm is not a right of one."""


def rights_of(roles: Iterable[Role]) -> frozenset[Right]:
    """Return what a person with these roles may do; a member without a role may read as a member."""
    return _EVERYBODY.union(*(RIGHTS[role] for role in roles))
