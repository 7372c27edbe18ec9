"""What the demo's fault panel and its page say to each other: one line of JSON each way."""

from __future__ import annotations

from typing import Final, Literal, get_args

from msgspec import Struct

Trouble = Literal["broker", "gateway", "wifi", "mains", "disk", "pulled", "dirty", "clock"]
"""`broker` and `gateway`: killed without warning, back by themselves after a while. `wifi`: a node hears
nobody. `mains`: a power cut. `disk`: nothing more can be written. `pulled`: a probe hangs in the air.
`dirty`: slime on it. `clock`: the station's clock jumps."""

TROUBLES: Final[tuple[Trouble, ...]] = get_args(Trouble)
OF_A_NODE: Final = frozenset[Trouble]({"wifi", "pulled", "dirty"})
AT_ONCE: Final = frozenset[Trouble]({"broker", "gateway"})
"""What happens in a moment; the others stand until somebody mends them."""


class Press(Struct, frozen=True):
    """Somebody pressed a button.

    Attributes:
        node: Whose it is, where it is of a node.
        mends: Whether it ends the trouble instead of making it.
    """

    trouble: Trouble
    node: str = ""
    mends: bool = False


class Question(Struct, frozen=True):
    """What the page asks: how it stands, after a press where there is one."""

    press: Press | None = None


class Standing(Struct, frozen=True):
    """A trouble that nobody has mended yet; `since` is on the machine's clock [s UTC]."""

    trouble: Trouble
    node: str
    since: float


class Happened(Struct, frozen=True):
    """Something that happened; `at` is on the machine's clock [s UTC]."""

    at: float
    trouble: Trouble
    node: str
    is_over: bool


class Counted(Struct, frozen=True):
    """Records, each counted from the nodes' own flash and from the station's databases.

    Attributes:
        sent: Records that the nodes have kept to send.
        stored: Those of them that stand in the station's databases.
        twice: Those that stand there more than once.
        lost: Those that the station says it has taken and that stand nowhere.
        waiting: Those that still wait in the nodes' flash alone.
        before: Records that the nodes had kept when a button was pressed last.
        before_stored: Those of them that stand in the databases by now.
    """

    sent: int = 0
    stored: int = 0
    twice: int = 0
    lost: int = 0
    waiting: int = 0
    before: int = 0
    before_stored: int = 0


class Panel(Struct, frozen=True):
    """How the demo stands.

    Attributes:
        nodes: The nodes that can be troubled.
        down: The parts that do not run at this moment.
        happened: The newest first.
    """

    counted: Counted
    nodes: list[str]
    standing: list[Standing]
    down: list[Literal["broker", "gateway"]]
    happened: list[Happened]
