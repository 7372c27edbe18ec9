"""Guards a pond without the station: by its own emergency limit, and by an aerator where it has the relay."""

from node.own import OwnOxygen


class Guard:
    """What goes on whatever the network does; it touches neither the outbox nor the network.

    Attributes:
        own: The oxygen as the node itself knows it.
        aeration: What switches the aerator, None where there is no relay.
        fear: `oxygen`, or `aerator` for one that is on and takes no current, or None.
    """

    def __init__(self, settings: dict, board, sensors: list) -> None:
        self._board = board
        self.own = OwnOxygen(board.memory, board.uptime_s())
        self.aeration = None
        self.fear = None
        if "relay" in settings:
            from node.aeration import Aeration  # a node without one keeps its memory

            self.aeration = Aeration(settings["relay"], board, sensors)

    def look(self, now_ms: int) -> None:
        """Switch what is due now, and see what is to be feared."""
        now_s = now_ms // 1000
        aeration = self.aeration
        self.fear = "oxygen" if self.own.is_feared else None
        if aeration is not None:
            aeration.turn(now_s, self.own.oxygen(now_s, aeration.relay.off_above))
            if self.fear is None and aeration.is_unproven(now_s):
                self.fear = "aerator"

    def order(self, order: dict, utc_s: int | None) -> dict:
        """Take a person's order to the relay; return what is to be said of it.

        Raises:
            ValueError: It cannot be done.
        """
        if self.aeration is None:
            raise ValueError("no relay here")
        now_ms = self._board.uptime_ms()
        self.aeration.relay.order(order.get("relay"), now_ms // 1000, utc_s)
        self.look(now_ms)
        return {}

    def overtake(self, order: dict) -> None:
        """Let an order to the relay that came after its end put an end to the one before it."""
        if self.aeration is not None:
            self.aeration.relay.overtake(order.get("relay"))

    def take_switchings(self) -> list[dict]:
        """Return the values of each switching since this was asked before."""
        return [] if self.aeration is None else self.aeration.take_switchings()

    def status(self) -> dict | None:
        """Return how the relay is, None where there is none."""
        return None if self.aeration is None else self.aeration.status()
