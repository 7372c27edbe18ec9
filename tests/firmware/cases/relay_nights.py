"""Lives many nights of a pond with a relay; `relay_nights.py file.json` prints what came of it.

The file holds {seed, nights, until_a_fault, curve}: how many nights at most, whether the first that breaks
a rule is the last, the oxygen of the water alone [hundredths of mg/L], each ten minutes.
"""
# ruff: noqa: PTH123 - MicroPython has no pathlib

import json
import random
import sys

from node import conversation, own
from node.cycle import Cycle
from node.pond import PondNode
from node.sensors.aerator import AeratorSensor
from node.sensors.contact import Contact
from node.sensors.oxygen import OxygenSensor
from relay_judge import Judge
from relay_world import (
    CALIBRATION,
    CLAMP_PIN,
    Adc,
    Board,
    Outbox,
    Pin,
    Restarted,
    Session,
    Thermometer,
    World,
)

DAY_MS, HOUR_MS, MINUTE_MS = 86_400_000, 3_600_000, 60_000
SETTINGS = {
    "sample_every_s": 60,
    "alarm_pin": 26,
    "channels": [{"name": "sonda", "sensor": "oxygen"}],
}
PROBES = ("frozen", "unplugged", "wild", "cold")
HAPPENINGS = (
    "station",
    "clock",
    "restart",
    "cut",
    "flat",
    "probe",
    "probe",
    "order",
    "order",
    "mains",
    "shade",
)
HAPPENINGS += ("station", "shade")


class Life:
    """The lives of one node, from one start to the next."""

    def __init__(self, world: World, judge: Judge, chance) -> None:
        self.world = world
        self.judge = judge
        self.chance = chance
        self.outbox = Outbox()
        self.rules = {}
        self.low_min = self.alone_min = 0

    def choose_rules(self) -> None:
        """Take settings of chance, as every pond has its own."""
        chance = self.chance
        on_below = chance.choice((2.0, 2.5, 3.0, 3.5))
        self.rules = {
            "pin": 25,
            "active": 0,
            "on_below": on_below,
            "off_above": on_below + chance.choice((0.5, 1.0, 1.5)),
            "minimum_s": chance.choice((600, 1800, 3600)),
            "pause_s": chance.choice((30, 60, 300)),
            "on_fault": chance.choice(("on", "off", "stay")),
            "sunrise": 660,
        }

    def cut(self) -> None:
        """Take the power away; what was switched in this very turn is told by nobody."""
        self.world.levels[25] = 1
        self.judge.lose_untold(len(self.outbox.switchings))

    def start(self, *, is_power_on: bool) -> None:
        """Begin the node anew."""
        world = self.world
        if is_power_on:
            self.judge.powered(self.rules)
        else:
            self.judge.restarted(self.rules)
        board = self.board = Board(world, is_power_on=is_power_on)
        self.judge.is_synced = lambda: board.is_synced
        clamp = AeratorSensor(Contact(Pin(world, CLAMP_PIN), active=0, settle_ms=2_000))
        sensors = [("sonda", OxygenSensor(Adc(world))), ("sonda", Thermometer(world)), ("soplador", clamp)]
        self.session = Session(world, board)
        settings = dict(SETTINGS, relay=self.rules)
        self.node = PondNode(settings, board, Cycle(board, self.outbox, sensors), self.session)

    def live(self, until_ms: int) -> None:
        """Let the node turn until a moment."""
        world = self.world
        while world.now_ms < until_ms:
            before_ms = world.now_ms
            try:
                self.node.turn()
            except Restarted:
                self.start(is_power_on=False)
            else:
                self.judge.look(fear=self.node._watch.fear)
            passed = (world.now_ms - before_ms) // 1000
            self.low_min += passed if world.oxygen() < self.rules["on_below"] else 0
            self.alone_min += passed if world.alone() < self.rules["on_below"] else 0

    def order(self) -> None:
        """Have a person order something, where the station lives to pass it on."""
        chance, world = self.chance, self.world
        if not world.is_alive:
            return
        mode = chance.choice(("on", "off", "off", "auto"))
        until = world.now_s + world.station_ahead_s + chance.choice((600, 1800, 7200, 20_000))
        order = {"mode": mode, "until": None if mode == "auto" else until}
        world.retained = (str(world.now_ms), order["until"], {"relay": order})
        if self.session.is_open:
            self.session.hear(world.retained)


def a_day(life: Life) -> None:
    """Live from noon to noon, with whatever goes wrong in a night."""
    world, chance = life.world, life.chance
    life.choose_rules()
    is_power_on = not life.outbox.switchings or chance.random() < 0.2
    if is_power_on:
        life.cut()
    life.start(is_power_on=is_power_on)
    end_ms = world.now_ms + DAY_MS
    happenings = sorted([world.now_ms + int(chance.random() * DAY_MS) for _ in range(chance.randint(3, 12))])
    for at_ms in happenings:
        life.live(at_ms)
        happen(life)
    world.probe, world.has_mains, world.has_motor = "well", True, True
    life.live(end_ms)


def happen(life: Life) -> None:
    """Let one thing go wrong, or right again."""
    world, chance = life.world, life.chance
    what = chance.choice(HAPPENINGS)
    life.judge.counts[what] = life.judge.counts.get(what, 0) + 1
    if what in ("cut", "flat"):
        life.cut()
        world.advance(chance.randint(1, 30) * (1_000 if what == "cut" else 10 * MINUTE_MS))
        life.start(is_power_on=True)
    elif what == "order":
        life.order()
    elif what == "restart":
        world.restart_at_ms = world.now_ms + chance.randint(0, 600) * 1000
    elif what == "probe":
        world.probe = "well" if world.probe != "well" else chance.choice(PROBES)
    elif what == "shade":
        world.shade = chance.choice((1.5, 3.0, 5.0))
        world.shade_until_ms = world.now_ms + chance.choice((5, 15, 40, 240)) * MINUTE_MS
    else:
        switch(world, what, chance)


def switch(world: World, what: str, chance) -> None:
    """Let the station, its clock or the mains come or go."""
    if what == "station":
        world.is_alive = not world.is_alive
    elif what == "mains":
        world.has_mains = not world.has_mains
    else:
        world.is_trusted = not world.is_trusted
        world.station_ahead_s = 0 if world.is_trusted else chance.choice((-30_000, 30_000))


def live(seed: int, nights: int, until_a_fault: bool, curve: list) -> dict:
    """Return what came of so many nights: faults, counts, minutes under the ON limit with and without."""
    random.seed(seed)
    conversation.print = lambda *_: None
    world = World(curve, random)
    judge = world.judge = Judge(world)
    life = Life(world, judge, random)
    for _ in range(nights):
        a_day(life)
        if until_a_fault and judge.faults:
            break
    life.node._note()
    told = [on for on, _ in life.outbox.switchings]
    if told != judge.told:
        judge.faults.append(f"of {len(judge.told)} switchings {len(told)} were told")
    return {
        "faults": judge.faults,
        "counts": judge.counts,
        "under_on_h": life.low_min // 3600,
        "alone_under_on_h": life.alone_min // 3600,
    }


def main() -> None:
    """Live what a file says."""
    with open(sys.argv[1]) as file:
        told = json.loads(file.read())
    own.PATH = sys.argv[1] + ".calibration"
    with open(own.PATH, "w") as file:
        file.write(json.dumps(CALIBRATION))
    print("RESULT", json.dumps(live(**told)))


if __name__ == "__main__":
    main()
