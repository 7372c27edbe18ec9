"""Updates a board and cuts the power: `updating.py seed cuts folder [control|broken]`.

The folder holds bundles and `versions.json`, which says what is wrong with each. A board's life has three
parts. In the storm the power is cut, the station is slow and forgets, good versions fail too. Then the power
stays, and a good version may still be unlucky. Then the station answers, and what is good works: a version
with a higher number must arrive, whatever was before. It prints `RESULT {...}`: starts without a whole
application, of a mixture of versions, of one that may not run, boards that are stuck.
"""
# ruff: noqa: PTH107, PTH123, SIM105, UP031 - MicroPython has neither typing, pathlib nor contextlib

import json
import os
import random
import sys

POWER_ON, WATCHDOG, DEEP_SLEEP, SOFT = 1, 3, 4, 5


class Machine:
    """What the starter asks of the board."""

    PWRON_RESET, WDT_RESET, DEEPSLEEP_RESET, SOFT_RESET = POWER_ON, WATCHDOG, DEEP_SLEEP, SOFT


sys.modules["machine"] = Machine

import slots  # noqa: E402
import starter  # noqa: E402
from judge import Ended, Seen, World  # noqa: E402
from node import bundle, offer  # noqa: E402
from node.update import Updates  # noqa: E402
from nor import Nor  # noqa: E402

BLOCKS = 64
UNLUCKY, PATIENCE = 60, 90
CUTS_A_BOARD = 20
POND = {"kind": "pond", "sample_every_s": 60}
FIELD = {"kind": "field", "sample_every_s": 300, "send_every_s": 600}


class Board:
    """Clocks and farewell of a board; also its session and its outbox."""

    next_number = newest = 10
    queue = "0000abcd"

    def __init__(self, world: World) -> None:
        self.world = world
        self.memory = self
        self.now_ms = 0
        self.asked = None
        self.has_answered = random.getrandbits(1) == 1

    def uptime_ms(self) -> int:
        return self.now_ms

    def ticks_ms(self) -> int:
        return self.now_ms % (1 << 30)

    def idle(self) -> None:
        pass

    def set(self, **changes) -> None:
        pass

    def signal_dbm(self) -> int:
        return -60

    def growth(self) -> int:
        return 0

    def ask_part(self, body: bytes) -> None:
        self.asked = json.loads(body)

    def begin_again(self) -> None:
        slots.farewell()
        raise Ended(SOFT)

    def answer(self, updates: Updates) -> None:
        """Answer what was asked, mostly; sometimes late, twice, or something else."""
        asked, how = self.asked, random.randrange(20)
        if asked is None or self.world.offered is None or how == 0:
            return
        part = self.world.body(self.world.offered["file"])[asked["at"] : asked["at"] + asked["size"]]
        leaf = "update/part/%s/%d" % (asked["sha256"], asked["at"] + (how == 1))
        updates.hear(leaf, part + b"!" * 2000 if how == 2 else part)
        if how == 3:
            updates.hear(leaf, part)


class TooEarly(Updates):
    """The control: the trial is armed before its files are written; the harness must see what runs."""

    def _install(self, standing: dict) -> None:
        self._slots.arm(standing["version"])
        slots.write(self._slots)
        bundle.Bundle(offer.BUNDLE, slots.NAMES[1 - self._slots.active], standing, self._board.idle).install()
        self._board.begin_again()


def new_board(world: World) -> None:
    """Put some good version into the first slot, as whoever flashes a board does."""
    first = random.choice([one for one in world.versions[:-20] if one["kind"] == "good"])
    with open("update.pub", "wb") as file:
        file.write(world.body("update.pub"))
    with open("first", "wb") as file:
        file.write(world.body(first["file"]))
    bundle.Bundle("first", "a", first["offer"], lambda: None).install()
    os.remove("first")
    slots.write(slots.Slots(first["offer"]["version"]))
    world.confirmed, world.offered, world.trial = first["offer"]["version"], None, 0


def started(world: World, cause: int) -> dict | None:
    """Return the version that a start chose; one whose power was cut meanwhile chose nothing."""
    folder = starter.choose(cause)
    if world.flash.is_dead:
        raise OSError
    return world.check(folder, cause)


def live(world: World, kind: type, cause: int, settings: dict) -> None:
    """Start and live until the board ends this life itself, or somebody does."""
    running = started(world, cause)
    what = "rescue" if running is None else running["kind"]
    if what == "crashing" or (what == "late" and not slots.read().is_trial):
        raise Ended(WATCHDOG)
    board = Board(world)
    updates = kind(settings, board, board, outbox=None if running is None else board)
    take(world, updates)
    works = what == "good" and world.is_calm
    for _ in range(random.choice((3, 40, 300)) if what != "dozing" else 1):
        board.now_ms += 400_000 if not works and updates.state == "trial" and one_in(4) else 500
        if what in ("good", "late") and one_in(2 if works else 8):
            updates.acknowledged("0000abcd", board.next_number + 1)
        updates.turn(board.now_ms)
        board.answer(updates)
        world.settle()
        if world.offered is None or (updates.at == 0 and board.asked is None and board.now_ms > 20_000):
            break
        if running is None and updates.at == 0 and one_in(16):
            leave_rescue()
        if not world.is_calm and one_in(2000):
            world.offered = None  # the station has another idea
    if settings is FIELD and running is not None:
        updates.rest()
    is_sound = works or what == "dozing"
    raise Ended(random.choice((POWER_ON, DEEP_SLEEP, DEEP_SLEEP if is_sound else WATCHDOG)))


def one_in(many: int) -> bool:
    return random.randrange(many) == 0


def take(world: World, updates: Updates) -> None:
    """Offer what the station offers; what is refused is offered no more."""
    if world.offered is None:
        return
    try:
        updates.take({"update": world.offered["offer"]})
    except ValueError:
        world.found["refused"] += 1
        world.settle()
        world.offered = None


def leave_rescue() -> None:
    """End a try of the rescue program, as it does it itself."""
    state = slots.read()
    state.left += 1
    if state.left >= 6:
        state.give_chance()
        state.is_farewell = True
    slots.write(state)
    raise Ended(SOFT if state.is_farewell else DEEP_SLEEP)


def image(cuts: int, world: World, kind: type) -> None:
    """Live one board's life: so many cuts, then none, then a last version that must arrive."""
    flash, cause, settings = Nor(BLOCKS), POWER_ON, random.choice((POND, FIELD))
    world.flash = flash
    os.VfsLfs2.mkfs(flash)
    os.mount(os.VfsLfs2(flash), "/f")
    os.chdir("/f")
    new_board(world)
    unmount()
    world.longest, world.is_calm = slots.BOOTS * (2 if settings is FIELD else 1), False
    last, calm = world.found["cuts"] + cuts, 0
    final = world.finals[-1]["offer"]["version"]
    while calm < UNLUCKY + PATIENCE and world.confirmed != final:
        is_storm = world.found["cuts"] < last
        calm += not is_storm
        if not is_storm and calm == 1:
            world.offered = world.finals[0]
        elif not is_storm and not world.is_calm and (world.offered is None or calm > UNLUCKY):
            world.is_calm, world.offered, calm = True, world.finals[-1], UNLUCKY
        elif is_storm and world.offered is None:
            world.offered = next_offer(world)
        flash.power_on(random.randrange(1, random.choice((20, 200, 1500))) if is_storm else -1)
        cause = one_life(flash, world, kind, cause, settings)
    if world.confirmed != final:
        world.fault("stuck", "the last version did not arrive")
    world.found["images"] += 1


def one_life(flash: Nor, world: World, kind: type, cause: int, settings: dict) -> int:
    """Live from one start to its end; return why the next one begins."""
    why = POWER_ON
    try:
        os.mount(os.VfsLfs2(flash), "/f")
        os.chdir("/f")
        live(world, kind, cause, settings)
    except Ended as ended:
        why = ended.args[0]
    except (OSError, ValueError) as error:
        if not flash.is_dead:
            world.fault("unforeseen", repr(error))
            sys.print_exception(error)
    unmount()
    if flash.is_dead:
        world.found["cuts"] += 1
        return POWER_ON
    return why


def next_offer(world: World) -> dict:
    """Return one of the next versions, now and then any of them."""
    many = len(world.versions) - len(world.finals)
    if one_in(10):
        found = world.versions[random.randrange(many)]
        return dict(found, is_old=found["offer"]["version"] < world.confirmed)
    return world.versions[min(world.confirmed + random.randrange(6), many - 1)]


def unmount() -> None:
    os.chdir("/")
    try:
        os.umount("/f")
    except OSError:
        pass  # The cut came before the mount.


def main() -> None:
    """Live one board after another; what is broken by intent ends with the first fault."""
    seed, cuts, how = int(sys.argv[1]), int(sys.argv[2]), sys.argv[4:]
    random.seed(seed)
    world = World(sys.argv[3])
    world.is_broken = how == ["broken"]
    try:
        while world.found["cuts"] < cuts and (how == ["control"] or not world.faults["unforeseen"]):
            image(CUTS_A_BOARD, world, TooEarly if how == ["control"] else Updates)
    except Seen:
        pass
    print("RESULT", json.dumps(dict(world.found, **world.faults)))


main()
