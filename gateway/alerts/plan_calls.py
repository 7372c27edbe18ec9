"""Who is told of the plan of the night: everybody on duty, once, and never by a ring."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gateway.alerts.calling import TO_ALL, Said, Tonight
from gateway.domain.letters import Letter

WHAT: Final = "plan"


def name_of(evening: str) -> str:
    """Return what the letters of a night's plan are of, in place of an alert's uid."""
    return f"{WHAT}-{evening}"


def plan_letters(
    evening: str, said: Said, before: Sequence[Letter], tonight: Tonight, *, now: int
) -> list[Letter]:
    """Return the letters of a plan: a message to each person on duty, and one on each way to everybody.

    Args:
        evening: The date of the night's evening.
        said: What the plan says.
        before: The letters of earlier plans of the same night.
        tonight: Who and what is there to call with.
        now: [s UTC].
    """
    round_ = max((one.round for one in before), default=-1) + 1
    personal = [("sms", person) for person in tonight.people if "sms" in tonight.channels]
    to_all = [(way, "") for way in TO_ALL if way in tonight.channels]
    return [
        Letter(
            alert=name_of(evening),
            what=WHAT,
            level=0,
            round=round_,
            channel=way,  # type: ignore[arg-type]
            recipient=recipient,
            place="",
            text=said.short if way == "sms" else said.whole,
            is_urgent=False,
            made=now,
            due=now,
        )
        for way, recipient in [*personal, *to_all]
    ]
