"""One measuring: each sensor is asked, and what they say is kept."""

from node import VERSION, message


class Cycle:
    """Measures and keeps.

    Attributes:
        newest: The newest value of each channel and quantity.
        faults: What is wrong, by channel; a broken sensor never stops the others.
    """

    def __init__(self, board, outbox, sensors: list) -> None:
        self._board = board
        self.outbox = outbox
        self._sensors = sensors
        self.newest = {}
        self.faults = {}

    def measure(self) -> None:
        """Make one record of what the sensors say, and keep it."""
        uptime = self._board.uptime_s()
        time = self._board.utc_ms() // 1000 if self._board.is_synced else None
        self.newest, self.faults, told = {}, {}, []
        for channel, sensor in self._sensors:
            try:
                values = sensor.read()
            except Exception as error:  # noqa: BLE001 - the border of one channel
                self.faults[channel] = str(error)
                continue
            self.newest[channel] = dict(self.newest.get(channel, {}), **values)
            told.append((sensor, values))
        if told:
            self._keep(uptime, time, told)

    def _keep(self, uptime: int, time: int | None, told: list) -> None:
        outbox = self.outbox
        try:
            number = outbox.reserve()
            record = message.encode_record(number, outbox.boot, uptime, time, self.newest)
            outbox.put(number, record)
        except OSError as error:
            self.faults["outbox"] = str(error)
            return
        self._board.kept(outbox.queue, number, record)
        for sensor, values in told:
            if hasattr(sensor, "kept"):
                sensor.kept(values)

    def status(self) -> dict:
        """Return how the node is."""
        board, outbox = self._board, self.outbox
        return {
            "firmware": VERSION,
            "queue": outbox.queue,
            "boot": outbox.boot,
            "uptime": board.uptime_s(),
            "free_heap": board.free_heap(),
            "outbox": outbox.depth(),
            "clock": "synced" if board.is_synced else "unsynced",
            "newest": self.newest,
            "faults": self.faults or None,
        }
