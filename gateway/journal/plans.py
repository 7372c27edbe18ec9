"""What is planned, what carries it out, and when what was done may have been done."""

from __future__ import annotations

from gateway.domain.entries import Body, Draft, is_planned
from gateway.domain.errors import EntryError
from gateway.journal.in_force import has_come
from gateway.journal.standing import Standing


def check_plan(standing: Standing, draft: Draft, body: Body) -> None:
    """Check that what was done was done already, and that the plan it names is one of its own kind.

    Raises:
        EntryError: It is still to come, or what it names is no such plan.
    """
    if not is_planned(body):
        has_come(standing, draft)
    fulfils: str | None = getattr(body, "fulfils", None)
    if fulfils is None:
        return
    if is_planned(body):
        raise EntryError("Un plan no cumple otro plan. Anote lo que se hizo, o quite el plan que nombra.")
    plan = standing.known(fulfils)
    if plan is None or plan.kind != draft.kind or not is_planned(plan.body):
        raise EntryError("No existe ese plan, o es de otra cosa. Elija el plan en la lista.")
