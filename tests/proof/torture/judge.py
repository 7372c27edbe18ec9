"""Knows what a station offered and what a board may run; counts what it does beside that."""
# ruff: noqa: PTH116, PTH123, PTH208 - MicroPython has neither typing nor pathlib

import json
import os
from binascii import hexlify
from hashlib import sha256

import slots
from node import offer

WATCHDOG, SOFT = 3, 5
STAYING = ("good", "late")
RUNNING = ("good", "late", "crashing", "mute", "dozing")
"""Kinds that may be tried; of them only those that stay may be confirmed."""
BESIDE = ("a", "b", "slot", "slot.new", "update.pub", "update.bin", "update.json", "update.json.new")
FINALS = 2


class Ended(Exception):  # noqa: N818 - it is no error
    """A life of the board has ended; `args[0]` is why the next one begins."""


class Seen(Exception):  # noqa: N818 - it is what was looked for
    """A fault of what is broken by intent."""


class World:
    """What stands on the station, what the board may do, what was found."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        with open(folder + "/versions.json") as file:
            self.versions = json.loads(file.read())
        self.finals = self.versions[-FINALS:]
        self.offered = self.flash = None
        self.confirmed = 0
        self.is_broken = False  # by intent
        self.is_calm = False  # the station answers, and a good version does not fail
        self.trial, self.starts, self.crashes, self.longest = 0, 0, 0, slots.BOOTS
        counted = ("images", "cuts", "starts", "trials", "confirmed", "refused", "rolled_back", "rescues")
        self.found = {one: 0 for one in counted}
        self.faults = {"without": 0, "mixed": 0, "forbidden": 0, "stuck": 0, "unforeseen": 0}

    def by_version(self, number: int) -> dict | None:
        found = [one for one in self.versions if one["offer"]["version"] == number]
        return found[0] if found else None

    def body(self, file: str) -> bytes:
        with open(self.folder + "/" + file, "rb") as source:
            return source.read()

    def fault(self, what: str, *told: object) -> None:
        if not sum(self.faults.values()):
            print("first fault:", what, *told)
        self.faults[what] += 1
        if self.is_broken:
            raise Seen

    def check(self, folder: str | None, cause: int) -> dict | None:
        """Look at what the starter chose; return the version that it is, None for the rescue program."""
        self.found["starts"] += 1
        state = slots.read()
        if state is None:
            self.fault("without", "a damaged slot file")
            raise Ended(SOFT)
        self._check_state(state, cause)
        if folder is None:
            self.found["rescues"] += 1
            return None
        found = files_in(folder)
        named = self.by_version(state.version)
        if named is None or found != named["files"]:
            parts = [one for one in self.versions if set(one["files"].items()) & set(found.items())]
            self.fault("mixed" if len(parts) > 1 else "without", folder, state.version)
            raise Ended(SOFT)
        return named

    def _check_state(self, state: slots.Slots, cause: int) -> None:
        """Look at what is armed and what stays, whether it starts or not."""
        strange = [name for name in os.listdir(".") if name not in BESIDE]
        with open("update.pub", "rb") as file:
            is_key = file.read() == self.body("update.pub")
        if strange or not is_key:
            self.fault("forbidden", "beside the slots:", strange)
        stays = self.by_version(state.highest)
        if stays is None or stays["kind"] not in STAYING or state.highest < self.confirmed:
            self.fault("forbidden", "stays:", state.highest, "after", self.confirmed)
        if state.is_trial:
            self._check_trial(state.tried, cause)

    def _check_trial(self, number: int, cause: int) -> None:
        if number != self.trial:
            self.trial, self.starts, self.crashes = number, 0, 0
            self.found["trials"] += 1
        self.starts += 1
        self.crashes += cause == WATCHDOG
        tried = self.by_version(number)
        if tried is None or tried["kind"] not in RUNNING or number <= self.confirmed:
            self.fault("forbidden", "on trial:", number, tried and tried["kind"])
        if self.starts > self.longest or self.crashes >= slots.TRIES:
            self.fault("stuck", "a trial without an end:", number, self.starts, self.crashes)

    def settle(self) -> None:
        """Take note of what has become of the offer; what is over is offered no more."""
        state = slots.read()
        if self.flash.is_dead:
            raise OSError  # nothing can be read any more
        if state.highest > self.confirmed:
            self.found["confirmed"] += 1
            self.confirmed = state.highest
        standing, _ = offer.read()
        if self.offered is None or state.is_trial:
            return
        number = self.offered["offer"]["version"]
        is_over = standing is not None and "why" in standing and standing["version"] == number
        is_done = number <= state.highest and not self.offered.get("is_old", False)
        if is_done or is_over:
            self.found["rolled_back"] += state.tried == number and state.outcome > slots.CONFIRMED
            self.found["refused"] += is_over
            self.offered = None


def files_in(folder: str, before: str = "") -> dict:
    """Return the digest of each file under a folder."""
    found = {}
    for name in os.listdir(folder + "/" + before) if folder in os.listdir(".") else ():
        path = before + name
        if os.stat(folder + "/" + path)[0] & 0x4000:
            found.update(files_in(folder, path + "/"))
        else:
            with open(folder + "/" + path, "rb") as file:
                found[path] = hexlify(sha256(file.read()).digest()).decode()
    return found
