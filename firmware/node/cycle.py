"""One measuring: each sensor is asked, and what they say is kept."""

from node import VERSION, message


class Cycle:
    """Measures and keeps.

    Attributes:
        sensors: (channel, sensor), as the settings name them.
        newest: The newest value of each channel and quantity.
        faults: What is wrong, by channel; a broken sensor never stops the others.
    """

    def __init__(self, board, outbox, sensors: list) -> None:
        self._board = board
        self.outbox = outbox
        self.sensors = sensors
        self.newest = {}
        self.faults = {}

    def measure(self) -> None:
        """Make one record of what the sensors say, and keep it."""
        moment = self._moment()
        self.newest, self.faults, told = {}, {}, []
        for channel, sensor in self.sensors:
            try:
                values = sensor.read()
            except Exception as error:  # noqa: BLE001 - the border of one channel
                # The first that fails is why the next of its channel does.
                self.faults.setdefault(channel, str(error))
                continue
            if values:
                self.newest[channel] = dict(self.newest.get(channel, {}), **values)
                told.append((sensor, values))
        if told:
            self._keep(moment, self.newest, told)

    def save(self) -> None:
        """Let what counts between two readings put it where deep sleep and a reset leave it."""
        for _, sensor in self.sensors:
            if hasattr(sensor, "save"):
                sensor.save()

    def note(self, channel: str, values: dict) -> None:
        """Make a record of one input at once, and keep it: a change does not wait for the grid."""
        self.newest[channel] = dict(self.newest.get(channel, {}), **values)
        self._keep(self._moment(), {channel: values}, [])

    def _moment(self) -> tuple[int, int | None]:
        """Return the uptime [s] and what the calendar says [s UTC], None while it was never set."""
        board = self._board
        return board.uptime_s(), board.utc_ms() // 1000 if board.is_synced else None

    def _keep(self, moment: tuple[int, int | None], values: dict, told: list) -> None:
        outbox = self.outbox
        try:
            number = outbox.reserve()
            record = message.encode_record(number, outbox.boot, moment[0], moment[1], values)
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
            "dropped": outbox.dropped,
            "damaged": outbox.damaged,
            "rescue": outbox.rescue,
            "clock": "synced" if board.is_synced else "unsynced",
            "newest": self.newest,
            "battery_v": self.battery_v(),
            "faults": self.faults or None,
        }

    def battery_v(self) -> float | None:
        """Return the newest voltage of the node's battery [V], None where nothing measures it."""
        found = [values["battery"] for values in self.newest.values() if "battery" in values]
        return found[0] if found else None
