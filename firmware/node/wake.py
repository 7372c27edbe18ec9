"""One wake of a node of Conuco, told in order."""

from node import kinds
from node.board import Board


def wake(board: Board) -> None:
    """Find out who we are, take up what we hold, then live as a node of our kind does."""
    known = kinds.settings("settings.json", board)
    if board.woke_by_pin():
        kinds.count_tip(known, board)
    board.has_lamp = 2 not in [pin for channel in known["channels"] for pin in channel.values()]
    cycle, session = kinds.parts(known, board)
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
