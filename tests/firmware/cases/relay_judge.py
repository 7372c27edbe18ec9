"""Judges what a node does to an aerator by the rules alone; it knows nothing of how the node decides."""

from relay_world import World

_NEAR = 0.03  # a node counts in whole numbers [mg/L]
_SLACK_S = 45
_FAILED_S = 600
_STILL_S = 10_800
_UNSURE_S = 2_400  # since when a value stands still depends on what came just before


class Judge:
    """Follows one pond through its nights.

    Attributes:
        faults: What broke a rule, one sentence each.
        counts: How often each thing happened.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self.faults = []
        self.counts = {}
        self.rules = {}
        self.told = []
        self._doubts = {}
        self._value = self._still_at = None
        self._sampled_s = self._still_s = 0
        self._on_s = self._off_s = -100_000
        self._order = None  # (mode, its end [s of the world] or None)
        self._told_order = None  # (mode, its end by the station's calendar) as it was told last
        self._is_earned = False
        self._low = 0
        self.is_synced = None

    # What happens

    def powered(self, rules: dict) -> None:
        """The power came: the relay is off, and nothing of before is known."""
        self._order = self._told_order = None
        self._is_earned = False
        self._off_s = self._world.now_s
        self._still_at = None
        self.told.append(0)
        self.restarted(rules)

    def lose_untold(self, kept: int) -> None:
        """The power goes: of what was switched just now there may be no record; of all before there is."""
        lately = self._world.now_s - max(self._on_s, self._off_s) < 300
        self._expect(len(self.told) - kept <= int(lately), "a switching without a record")
        del self.told[kept:]

    def restarted(self, rules: dict) -> None:
        """The node began again."""
        self.rules = rules
        self._sampled_s, self._value = self._world.now_s, None
        self._low = 0
        self._doubts = {}

    def ordered(self, order: dict, station_s: int | None) -> None:
        """A person's order is given to the node this moment.

        One that is told again after a restart, when a clock that has leapt calls it past, overtakes nothing.
        """
        now_s, told = self._world.now_s, (order["mode"], order["until"])
        if told == self._told_order and order["until"] is not None and station_s >= order["until"]:
            return
        self._told_order = told
        self._count("orders")
        self._doubts = {}
        if order["mode"] == "auto":
            self._order = None
        else:
            end = None if order["until"] is None else now_s + order["until"] - station_s
            self._order = (order["mode"], end)

    def sampled(self, value: float | None) -> None:
        """The node has measured."""
        if value is None:
            return
        self._value, self._sampled_s = value, self._world.now_s
        if self._still_at is None or abs(value - self._still_at) > 0.02:
            self._still_at, self._still_s = value, self._world.now_s
        self._low = self._low + 1 if value < 2.0 - _NEAR else 0
        self._earn(self._in_force())

    def switched(self, *, is_on: bool) -> None:
        """The relay has just been switched."""
        now_s, state = self._world.now_s, self._probe()
        self._count("on" if is_on else "off")
        self.told.append(int(is_on))
        in_force = self._in_force()
        if in_force == "either":
            pass
        elif in_force is not None:
            self._expect(is_on == (in_force == "on"), "against an order")
        elif is_on:
            self._expect(now_s - self._off_s >= self.rules.get("pause_s", 60) - 1, "no pause before on")
            self._may_go_on(state)
        else:
            self._expect(now_s - self._on_s >= self.rules["minimum_s"] - 1, "its least time cut short")
            self._may_go_off(state)
        if is_on:
            self._on_s = now_s
        else:
            self._off_s = now_s
            self._is_earned = in_force in (None, "either") and state in ("good", "unsure")
        self._doubts = {}

    def _may_go_on(self, state: str) -> None:
        on_fault = self.rules["on_fault"]
        if state == "good":
            self._expect(self._value < self.rules["off_above"] + _NEAR, "on above the OFF limit")
        elif state == "failed":
            self._expect(on_fault == "on", "on by a failed probe")
        elif state == "new":
            self._expect(on_fault == "on" and not self._is_earned, "on before the first sample")

    def _may_go_off(self, state: str) -> None:
        if state == "good":
            self._expect(self._value >= self.rules["off_above"] - _NEAR, "off under the OFF limit")
            self._expect(self.is_synced(), "off while the time is not known")
            minute = (self._world.now_s // 60 - self.rules["sunrise"]) % 1440
            self._expect(120 <= minute < 660, "off by night")
        elif state == "failed":
            self._expect(self.rules["on_fault"] == "off", "off by a failed probe")
        elif state == "new":
            self._expect(False, "off before the first sample")

    # What lasts

    def look(self, *, fear: str | None) -> None:
        """Look at what stands after a turn of the node; what is wrong twice in turn is a fault."""
        is_on, state, in_force = self._world.is_on, self._probe(), self._in_force()
        now_s, rules = self._world.now_s, self.rules
        can_start = now_s - self._off_s >= rules.get("pause_s", 60) + _SLACK_S
        can_stop = now_s - self._on_s >= rules["minimum_s"] + _SLACK_S
        wrong = []
        if state in ("good", "unsure"):
            self._earn(in_force)
        if in_force == "either":
            return
        if in_force is not None:
            wrong.append((is_on != (in_force == "on"), "not what was ordered"))
        elif state == "good":
            under_off = self._value < rules["off_above"] - _NEAR
            under_on = self._value < rules["on_below"] - _NEAR
            wrong.append((not is_on and under_on and can_start, "off under the ON limit"))
            is_unearned = under_off and not self._is_earned
            wrong.append((not is_on and is_unearned and can_start, "off under the OFF limit, unearned"))
        elif state == "failed":
            wrong.append((not is_on and rules["on_fault"] == "on" and can_start, "off by a failed probe"))
            wrong.append((is_on and rules["on_fault"] == "off" and can_stop, "on by a failed probe"))
        wrong.append((self._low >= 2 and fear != "oxygen", "no shout under the emergency"))
        wrong.append((fear == "oxygen" and self._value is None, "a shout without a value"))
        for is_wrong, what in wrong:
            self._doubts[what] = self._doubts.get(what, 0) + 1 if is_wrong else 0
            self._expect(self._doubts[what] < 3, what)

    def _earn(self, in_force: str | None) -> None:
        """Let the node rest from now on where it is off by itself above the OFF limit.

        That is so too where an order ends: what was measured under it last is what the node goes by then.
        """
        is_above = self._value is not None and self._value >= self.rules["off_above"] - _NEAR
        if is_above and not self._world.is_on and in_force in (None, "either"):
            self._is_earned = True

    # What is known

    def _in_force(self) -> str | None:
        if self._order is None:
            return None
        mode, end = self._order
        if end is None or self._world.now_s < end - 2:
            return mode
        if self._world.now_s > end + _SLACK_S:
            self._order = None
            self._doubts = {}
            return None
        return "either"

    def _probe(self) -> str:
        """Return what the node can make of its probe: good, failed, new after a start, or unsure."""
        now_s = self._world.now_s
        unheard_s = now_s - self._sampled_s
        if unheard_s > _FAILED_S:
            return "failed" if unheard_s > _FAILED_S + _SLACK_S else "unsure"
        if self._value is None:
            return "new"
        still_s = now_s - self._still_s
        if self._value < self.rules["off_above"] - _NEAR or still_s < _STILL_S - _UNSURE_S:
            return "good"
        # Hanging next to the OFF limit the node may measure it under it, where it believes it still.
        is_above = self._value >= self.rules["off_above"] + _NEAR
        return "failed" if is_above and still_s > _STILL_S + _UNSURE_S else "unsure"

    def _expect(self, is_right: bool, what: str) -> None:
        if not is_right:
            self._count("faults")
            if len(self.faults) < 20:
                probe = f"probe {self._probe()} {self._value}, on {self._world.is_on}"
                self.faults.append(f"at {self._world.now_s}: {what} ({probe})")

    def _count(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1
