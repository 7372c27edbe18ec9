"""What a running gateway can be asked to do, and how far it has come with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

OrderName = Literal[
    "import",
    "channel_test",
    "recompute",
    "replay_letters",
    "drop_letters",
    "rebuild_mirror",
    "refill",
    "retire",
    "restart_node",
    "collect",
]
"""Names that stand in journals: new ones may be added, what one means never changes.

`import`: take the readings of a file. `channel_test`: try a way to people. `recompute`: derive a range again.
`replay_letters`, `drop_letters`: dead letters. `rebuild_mirror`: send everything to the mirror again.
`refill`: take readings back from a backup or the mirror. `retire`: archive old raw data as files now.
`restart_node`: have a node begin anew.
`collect`: take what a cable brought of a node's outbox.
"""


@dataclass(frozen=True, slots=True)
class Step:
    """How far an order has come.

    Attributes:
        done: Parts of it that are done.
        total: Parts that there are.
        said: What came of it so far: for a person to read, or for the command that gave the order to parse.
    """

    done: int
    total: int
    said: str = ""


Carry = Callable[[Mapping[str, str], int], Iterator[Step]]
"""Carries an order out: its argument, the moment [s UTC]; short steps, each in transactions of its own.

It can be stopped after any step and begun anew from the start. Raises ConucoError with words for a person.
"""
