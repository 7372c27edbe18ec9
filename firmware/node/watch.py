"""Looks at the contacts and keeps the siren in its pattern, whatever else the node waits for."""


class Watch:
    """What must go on while the node waits for the radio or a sensor.

    It touches neither the outbox nor the network, so that it may be called from within either.

    Attributes:
        fear: Why the node speaks by itself: `oxygen`, `aerator`, `mains`, `silent`, or None.
        is_in_rescue: Whether records are kept in memory, for want of a flash that works.
    """

    def __init__(self, board, sensors: list, output: tuple | None = None, guard=None) -> None:
        """Begin to look.

        Args:
            board: Whose waiting it goes on through.
            sensors: (channel, sensor) of the node; those with a contact are looked at.
            output: (hearing, alarm, sounder) of a node that can sound.
            guard: What a node fears and switches by itself, beside the station's silence.
        """
        self._board = board
        self._contacts = [(channel, sensor) for channel, sensor in sensors if hasattr(sensor, "contact")]
        self._mains = [sensor for _, sensor in self._contacts if sensor.name == "mains"]
        self._output = output
        self._guard = guard
        self._presses = []
        self.fear = None
        self.is_in_rescue = False
        if self._contacts or output is not None or guard is not None:
            board.meanwhile = self.look

    @property
    def has_mains(self) -> bool | None:
        """Whether there is mains, None where nothing can tell."""
        return self._mains[0].contact.is_active if self._mains else None

    def look(self) -> None:
        """Look at every contact, then at what must sound now."""
        board = self._board
        now_ms = board.uptime_ms()
        for _, sensor in self._contacts:
            sensor.contact.look(now_ms)
        if self._guard is not None:
            self._guard.look(now_ms)
            self.fear = self._guard.fear
        if self.is_in_rescue:
            board.shine(board.ticks_ms() % 3000 < 1500)
        if self._output is None:
            return
        hearing, alarm, sounder = self._output
        ticks = board.ticks_ms()
        if self._guard is None or self.fear is None:
            self.fear = hearing.fear(now_ms, ticks)
        is_alone = self.fear is not None
        for channel, sensor in self._contacts:
            if sensor.name == "button" and sensor.was_pressed():
                can_hush = is_alone or self.is_in_rescue
                self._presses.append((channel, alarm.press(now_ms // 1000, is_alone=can_hush)))
        sound = alarm.sound(
            now_ms // 1000,
            is_alone=is_alone,
            is_urgent=self.fear == "oxygen",
            is_in_rescue=self.is_in_rescue,
        )
        sounder.play(sound, shines=alarm.level > 0 or is_alone, ticks=ticks)

    def changes(self) -> list[tuple[str, dict]]:
        """Return (channel, values) of each input that has something to say since this was asked before."""
        found = []
        for channel, sensor in self._contacts:
            if sensor.name == "gasping":
                found += [(channel, press) for press in [sensor.press()] if press]
            elif sensor.name != "button" and sensor.contact.take_change():
                found.append((channel, sensor.read()))
        return found

    def presses(self) -> list[tuple[str, int]]:
        """Return (channel, silenced level) of each press of a button since this was asked before."""
        presses, self._presses = self._presses, []
        return presses
