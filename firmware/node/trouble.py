"""What a board does that cannot be a node: it says why, and waits to be put right."""

from node import const

_SAY_EVERY_MS = const(10_000)
_LOOK_MS = const(100)
_BEGIN_AGAIN = const(180)  # times it was said: half an hour


def stay(board, load) -> None:
    """Name what is wrong with the settings every ten seconds, and blink, until they are put right.

    After half an hour the board begins again all the same: a new version that does not understand the
    settings must come to its end.

    Args:
        board: Whose lamp blinks.
        load: Reads the settings, or raises an error that says what is wrong with them.
    """
    for _ in range(_BEGIN_AGAIN):
        try:
            load()
            break
        except Exception as error:  # noqa: BLE001 - whatever is wrong with a file
            print("settings.json:", error)
        for passed_ms in range(0, _SAY_EVERY_MS, _LOOK_MS):
            # Three short blinks and a pause.
            board.shine(passed_ms % 2000 < 1200 and passed_ms % 400 < 200)
            board.sleep_ms(_LOOK_MS)
    board.reset()
