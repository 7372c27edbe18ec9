"""Updates a board and cuts the power: `updating.py seed cuts folder [control]`.

The folder holds bundles and `versions.json`, which says what is wrong with each. It prints `RESULT {...}`:
starts without a whole application, of a mixture of versions, of one that may not run, boards that stay stuck.
"""
# ruff: noqa: PTH107, PTH116, PTH123, PTH208, SIM105, UP031 - MicroPython has neither typing, pathlib nor contextlib

import json
import os
import random
import sys
from binascii import hexlify
from hashlib import sha256

POWER_ON, WATCHDOG, DEEP_SLEEP, SOFT = 1, 3, 4, 5


class Machine:
    """What the starter asks of the board."""

    PWRON_RESET, WDT_RESET, DEEPSLEEP_RESET, SOFT_RESET = POWER_ON, WATCHDOG, DEEP_SLEEP, SOFT


sys.modules["machine"] = Machine

import slots  # noqa: E402
import starter  # noqa: E402
from node import bundle, offer  # noqa: E402
from node.update import Updates  # noqa: E402
from nor import Nor  # noqa: E402

BLOCKS = 64
PATIENCE = 150
CUTS_A_BOARD = 40


class Ended(Exception):  # noqa: N818 - it is no error
    """A life of the board has ended; `args[0]` is why the next one begins."""


class World:
    """What stands on the station, what runs on the board, what was found."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        with open(folder + "/versions.json") as file:
            self.versions = json.loads(file.read())
        self.offered = None
        self.confirmed = self.versions[0]["offer"]["version"]
        counted = ("images", "cuts", "starts", "confirmed", "refused", "rolled_back", "rescues")
        self.found = {one: 0 for one in counted}
        self.faults = {"without": 0, "mixed": 0, "forbidden": 0, "stuck": 0, "unforeseen": 0}

    def by_version(self, number: int) -> dict:
        return next(one for one in self.versions if one["offer"]["version"] == number)

    def body(self, version: dict) -> bytes:
        with open(self.folder + "/" + version["file"], "rb") as file:
            return file.read()


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
        part = self.world.body(self.world.offered)[asked["at"] : asked["at"] + asked["size"]]
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
    """Put the first version into the first slot, as whoever flashes a board does."""
    first = world.versions[0]
    with open("update.pub", "wb") as file:
        file.write(world.body({"file": "update.pub"}))
    with open("first", "wb") as file:
        file.write(world.body(first))
    bundle.Bundle("first", "a", first["offer"], lambda: None).install()
    os.remove("first")
    slots.write(slots.Slots(first["offer"]["version"]))


def check(world: World, folder: str | None) -> dict | None:
    """Look at what the starter chose; return the version that it is, None for the rescue program."""
    world.found["starts"] += 1
    if folder is None:
        world.found["rescues"] += 1
        return None
    found, state = {}, slots.read()
    for path in files_in(folder):
        with open(folder + "/" + path, "rb") as file:
            found[path] = hexlify(sha256(file.read()).digest()).decode()
    if not found:
        world.faults["without"] += 1
        raise Ended(SOFT)
    named = world.by_version(state.version)
    if found != named["files"]:
        kinds = [set(one["files"].items()) & set(found.items()) for one in world.versions]
        world.faults["mixed" if len([one for one in kinds if one]) > 1 else "without"] += 1
        raise Ended(SOFT)
    is_lower = named["offer"]["version"] < world.confirmed
    if named["kind"] not in ("good", "crashing", "mute") or is_lower:
        world.faults["forbidden"] += 1
    return named


def files_in(folder: str, before: str = "") -> list:
    if folder not in os.listdir("."):
        return []
    found = []
    for name in os.listdir(folder + "/" + before):
        path = before + name
        if os.stat(folder + "/" + path)[0] & 0x4000:
            found += files_in(folder, path + "/")
        else:
            found.append(path)
    return found


def live(world: World, kind: type, cause: int) -> None:
    """Start and live until the board ends this life itself, or somebody does."""
    running = check(world, starter.choose(cause))
    if running is not None and running["kind"] == "crashing" and slots.read().is_trial:
        raise Ended(WATCHDOG)
    board = Board(world)
    updates = kind({"kind": "pond"}, board, board, outbox=None if running is None else board)
    if world.offered is not None:
        try:
            updates.take({"update": world.offered["offer"]})
        except ValueError:
            world.found["refused"] += 1
            settle(world)
            world.offered = None
    for _ in range(random.choice((3, 40, 300))):
        is_good = running is not None and running["kind"] == "good"
        board.now_ms += 400_000 if updates.state == "trial" and not is_good else 500
        if is_good and random.getrandbits(1) == 0:
            updates.acknowledged("0000abcd", board.next_number + 1)
        updates.turn(board.now_ms)
        board.answer(updates)
        settle(world)
        if world.offered is None or (updates.at == 0 and board.asked is None and board.now_ms > 20_000):
            break
        if running is None and updates.at == 0 and random.getrandbits(4) == 0:
            leave_rescue()
    raise Ended(random.choice((POWER_ON, DEEP_SLEEP, POWER_ON if updates.state == "trial" else WATCHDOG)))


def leave_rescue() -> None:
    """End a try of the rescue program, as it does it itself."""
    state = slots.read()
    state.left += 1
    if state.left >= 6:
        state.give_chance()
        state.is_farewell = True
    slots.write(state)
    raise Ended(SOFT if state.is_farewell else DEEP_SLEEP)


def settle(world: World) -> None:
    """Take note of what has become of the offer, and make another one."""
    state = slots.read()
    if state.highest > world.confirmed:
        world.found["confirmed"] += 1
        world.confirmed = state.highest
    standing, _ = offer.read()
    if world.offered is None or state.is_trial:
        return
    number = world.offered["offer"]["version"]
    is_over = standing is not None and "why" in standing and standing["version"] == number
    is_done = number <= state.highest and not world.offered.get("is_old", False)
    if is_done or is_over or random.randrange(2000) == 0:
        world.found["rolled_back"] += state.tried == number and state.outcome > slots.CONFIRMED
        world.found["refused"] += is_over
        world.offered = None


def image(cuts: int, world: World, kind: type) -> None:
    """Live one board's life: so many cuts, then none, and a last version that must arrive."""
    flash, cause, calm = Nor(BLOCKS), POWER_ON, 0
    os.VfsLfs2.mkfs(flash)
    os.mount(os.VfsLfs2(flash), "/f")
    os.chdir("/f")
    world.confirmed, world.offered = world.versions[0]["offer"]["version"], None
    new_board(world)
    unmount()
    last = world.found["cuts"] + cuts
    while calm < PATIENCE and not (calm and world.confirmed == world.versions[-1]["offer"]["version"]):
        is_calm = world.found["cuts"] >= last
        calm += is_calm
        flash.power_on(-1 if is_calm else random.randrange(1, random.choice((20, 200, 1500))))
        if world.offered is None:
            world.offered = next_offer(world, is_last=is_calm)
        cause = one_life(flash, world, kind, cause)
    world.faults["stuck"] += calm >= PATIENCE
    world.found["images"] += 1


def one_life(flash: Nor, world: World, kind: type, cause: int) -> int:
    """Live from one start to its end; return why the next one begins."""
    why = POWER_ON
    try:
        os.mount(os.VfsLfs2(flash), "/f")
        os.chdir("/f")
        live(world, kind, cause)
    except Ended as ended:
        why = ended.args[0]
    except (OSError, ValueError) as error:
        if not flash.is_dead:
            world.faults["unforeseen"] += 1
            sys.print_exception(error)
    unmount()
    if flash.is_dead:
        world.found["cuts"] += 1
        return POWER_ON
    return why


def next_offer(world: World, *, is_last: bool) -> dict:
    if is_last:
        return world.versions[-1]
    if random.randrange(10) == 0:
        found = random.choice(world.versions[:-1])
        return dict(found, is_old=found["offer"]["version"] < world.confirmed)
    at = min(world.confirmed + random.randrange(6), len(world.versions) - 2)
    return world.versions[at]


def unmount() -> None:
    os.chdir("/")
    try:
        os.umount("/f")
    except OSError:
        pass  # The cut came before the mount.


def main() -> None:
    seed, cuts = int(sys.argv[1]), int(sys.argv[2])
    kind = TooEarly if len(sys.argv) > 4 else Updates
    random.seed(seed)
    world = World(sys.argv[3])
    while world.found["cuts"] < cuts and (kind is TooEarly or not world.faults["unforeseen"]):
        image(CUTS_A_BOARD, world, kind)
    print("RESULT", json.dumps(dict(world.found, **world.faults)))


main()
