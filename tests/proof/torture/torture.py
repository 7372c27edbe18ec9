"""Puts, acknowledges and cuts the power: `torture.py seed cuts blocks segments [control]`.

Prints a line `RESULT {...}`: what was lost, altered or numbered twice.
"""
# ruff: noqa: RUF012, PTH123, SIM105 - MicroPython has neither typing, pathlib nor contextlib

import json
import os
import random
import sys

from node import segment
from node.outbox import Outbox
from nor import Nor

EVERYTHING = {"up_to": 1 << 32, "room": 1 << 24}


class World:
    """What was promised, and what was found."""

    def __init__(self) -> None:
        self.committed = {}  # number: content, of what must be there
        self.perhaps = {}  # of what was cut while it was put
        self.used = set()
        self.gone = -1  # acknowledged or announced to be dropped
        self.told = -1  # acknowledged, finished
        self.found = {"cuts": 0, "puts": 0, "dropped": 0, "late": 0}
        self.faults = {"lost": 0, "altered": 0, "twice": 0, "returned": 0, "unmounted": 0}

    def check(self, outbox: Outbox) -> None:
        """Compare what stands in flash with what was promised."""
        records = outbox.read(-1, **EVERYTHING)
        found = dict(records)
        numbers = [number for number, _ in records]
        self.faults["twice"] += len(numbers) - len(found)
        self.faults["returned"] += outbox.gone < self.told
        self.faults["lost"] += len([one for one in self.committed if one > self.gone and one not in found])
        for number, content in records:
            promised = self.committed.get(number, self.perhaps.get(number))
            self.faults["altered"] += promised != content
            if number not in self.committed:
                self.found["late"] += 1
                self.committed[number] = content
        # What is there no more was let go; what is there again after that would be a fault.
        self.committed = {one: content for one, content in self.committed.items() if one in found}
        self.perhaps = {}
        # What was announced but cut before it was done did not happen.
        self.gone = outbox.gone


class Watched(Outbox):
    """An outbox that announces what it drops before it does."""

    world = None

    def _drop_oldest(self) -> None:
        last = segment.last(self._path(self._segments[0]))[0]
        self.world.gone = max(self.world.gone, last)
        self.world.found["dropped"] += 1
        super()._drop_oldest()


class Unflushed(Watched):
    """The control: nothing is flushed until a segment is full, so the harness must see losses."""

    files = []  # all of them, for ever: what the garbage collector closes crashes LittleFS

    def _append(self, number: int, record: bytes) -> None:
        is_full = self._tail_bytes < 0 or self._tail_bytes + len(record) > self._segment_bytes
        if is_full or not hasattr(self, "file"):
            if hasattr(self, "file"):
                self.file.close()
            self.file = open(self._path(number), "wb")  # noqa: SIM115
            self.files.append(self.file)
            self._segments.append(number)
            self._tail_bytes = 0
        self.file.write(record)
        self._tail_bytes += len(record)
        self.newest = number


def put(outbox: Outbox, world: World) -> None:
    number = outbox.reserve()
    world.faults["twice"] += number in world.used
    world.used.add(number)
    content = b"%d:" % number + bytes([random.getrandbits(8) for _ in range(random.randrange(20, 160))])
    world.perhaps[number] = content
    outbox.put(number, content)
    world.committed[number] = content
    del world.perhaps[number]
    world.found["puts"] += 1


def acknowledge(outbox: Outbox, world: World) -> None:
    if outbox.newest <= outbox.gone:
        return
    number = random.randrange(outbox.gone + 1, outbox.newest + 1)
    world.gone = max(world.gone, number)
    outbox.acknowledge(number)
    world.told = max(world.told, number)
    world.committed = {one: content for one, content in world.committed.items() if one > world.gone}


def live(flash: Nor, world: World, kind: type, limits: dict) -> None:
    """Live from a power-on to the next cut."""
    kind.world = world
    outbox = kind("/f/outbox", **limits)
    outbox.open(is_power_on=True)
    world.check(outbox)
    flash.left = random.choice((5, 40, 200, 1000))
    flash.left = random.randrange(1, flash.left + 1)
    while True:
        for _ in range(random.randrange(1, 8)):
            put(outbox, world)
        # For fifty cuts there is a station, for fifty there is none and the flash fills.
        if world.found["cuts"] // 50 % 2 == 0 and random.getrandbits(2) == 0:
            acknowledge(outbox, world)
        outbox.read(outbox.gone, up_to=1 << 32, room=1000)


def main() -> None:
    seed, cuts, blocks, segments = [int(one) for one in sys.argv[1:5]]
    kind = Unflushed if len(sys.argv) > 5 else Watched
    random.seed(seed)
    flash, world = Nor(blocks), World()
    os.VfsLfs2.mkfs(flash)
    limits = {"segment_bytes": 4096, "segments": segments}
    while world.found["cuts"] < cuts:
        # Some cuts fall into mounting and opening.
        flash.power_on(random.randrange(1, 60) if random.getrandbits(2) == 0 else -1)
        try:
            os.mount(os.VfsLfs2(flash), "/f")
            live(flash, world, kind, limits)
        except OSError as error:
            if not flash.is_dead:
                world.faults["unmounted"] += 1
                print("# without a cut:", error)
                sys.print_exception(error)
                break
        world.found["cuts"] += 1
        try:
            os.umount("/f")
        except OSError:
            pass  # The cut came before the mount.
    print("RESULT", json.dumps(dict(world.found, **world.faults)))


main()
