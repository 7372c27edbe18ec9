"""What to do at a pond now, with the means that it has."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Literal

Does = Literal[
    "start", "ready", "by_hand", "no_feed", "stay", "look", "if_gasping", "check_probe", "measure", "tonight"
]
ORDER: Final = ("aerator", "pump", "exchange")
"""What helps most comes first."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do.

    Attributes:
        means: With what, empty where it needs nothing that a pond may lack.
    """

    does: Does
    means: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the steps depend on.

    Attributes:
        state: A value of `Condition`.
        means: What can be done about the water there.
        on: What goes on already.
        stands_still: Whether the aerator has no power to run.
    """

    state: str
    means: Collection[str]
    on: Collection[str]
    has_node: bool = True
    stands_still: bool = False

    @property
    def usable(self) -> list[str]:
        """What could be switched on now, what helps most first."""
        return [one for one in self.working if one not in self.on]

    @property
    def working(self) -> list[str]:
        """The means that work now."""
        return [one for one in ORDER if one in self.means and not (one == "aerator" and self.stands_still)]


def steps(scene: Scene) -> tuple[Step, ...]:
    """Return what to do, in order."""
    match scene.state:
        case "gasping" | "danger":
            return (*_start_all(scene), Step("no_feed"), Step("stay"))
        case "caution" | "tonight":
            return (*_ready(scene), Step("no_feed"), Step("stay"))
        case "recovering":
            return (Step("no_feed"), Step("stay"))
        case "no_data":
            last = Step("check_probe") if scene.has_node else Step("measure")
            return (Step("look"), Step("if_gasping", next(iter(scene.usable), "")), last)
        case _:
            return (Step("tonight"),)


def _start_all(scene: Scene) -> tuple[Step, ...]:
    if not scene.working:
        return (Step("by_hand"),)
    return tuple(Step("start", one) for one in scene.usable)


def _ready(scene: Scene) -> tuple[Step, ...]:
    return tuple(Step("ready", one) for one in scene.usable if one != "exchange")[:1]
