"""One wake of a node of Conuco, told in order."""

from node import kinds
from node.board import Board


def wake(board: Board) -> None:
    """Find out who we are, take up what we hold, then live as a node of our kind does."""
    known = kinds.settings("settings.json")
    if board.woke_by_pin():
        kinds.count_tip(known, board)
    # Only now: while the settings are checked they would take the room that this needs.
    from node import sensors
    from node.cycle import Cycle
    from node.link import Link
    from node.outbox import Outbox
    from node.session import Session

    outbox = Outbox("outbox", **known.get("outbox", {}))
    next_number = board.memory.get("next_number", -1)
    outbox.open(is_power_on=board.is_power_on, next_number=next_number if next_number >= 0 else None)
    cycle = Cycle(board, outbox, sensors.make(board, known["channels"]))
    session = Session(known, board, outbox, Link(known["wifi"], board.sleep_ms))
    kinds.add_updates(known, board, session, cycle)
    kinds.of(known["kind"])(known, board, cycle, session).run()


def main() -> None:
    """Wake; whatever goes wrong, begin again after a while."""
    board = Board()
    try:
        wake(board)
    except Exception as error:  # noqa: BLE001 - the border of one wake
        board.complain(error)
    board.sleep_ms(10_000)
    board.reset()
