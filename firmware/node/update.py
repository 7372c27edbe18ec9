"""Fetches a new version part by part, and lets it stay only when it has proved itself."""

import os

import slots

from node import VERSION, const, message
from node import offer as offers
from node.ticks import elapsed

_PART = const(1024)
_PATIENCE_MS = const(2_000)
_TRIES = const(3)
_PAUSE_MS = const(60_000)
_WELL_MS = const(3_600_000)
_UNACKNOWLEDGED_MS = const(900_000)
_WEAKEST_DBM = const(-85)
_LOW_V = const(3.5)
_SPOILT = const(3)
# By what became of a trial, as `slots` counts it.
_WHY = ("", "", "it crashed", "nothing of it was acknowledged", "the station acknowledged nothing of it")


class Updates:
    """One board's updates: the offer that stands, the trial under way.

    Attributes:
        is_offered: Whether the station has said on this connection that the offer stands.
        at: How many bytes of the offered bundle are there.
    """

    def __init__(self, settings: dict, board, session, *, outbox=None, battery_v=None) -> None:
        """Take up what was under way.

        Args:
            settings: Of the node.
            board: Its clocks, its farewell.
            session: Asks for parts.
            outbox: Whose records prove a version; None in the rescue program.
            battery_v: Returns the battery's voltage [V] or None.
        """
        self._settings = settings
        self._board = board
        self._session = session
        self._outbox = outbox
        self._battery_v = battery_v
        self._slots = slots.read() or slots.Slots()
        self._first = 0 if outbox is None else outbox.next_number
        self._began_ms = board.uptime_ms()
        self._is_well = False
        self._is_acknowledged = False
        self._n = self._lost = 0
        self._asked = None  # since when a part is waited for
        self._paused_ms = None  # until when nothing is asked for
        self._offer, self.at = offers.read()
        self.is_offered = False
        if not self._slots.is_trial:
            self._look_back()

    def take(self, order: dict) -> dict:
        """Take an offer; it is fetched when that is possible.

        Raises:
            ValueError: It is none that this board may run.
        """
        offer = offers.checked(order.get("update"))
        self.is_offered = True
        if offer["version"] == self._slots.version:
            return {}
        if offer["version"] <= self._slots.highest:
            raise ValueError("not above the highest version")
        if self._offer is not None and offer["sha256"] == self._offer["sha256"]:
            if "why" in self._offer:
                raise ValueError(self._offer["why"])
            return {}
        if self._slots.tried == offer["version"] and self._slots.outcome > slots.CONFIRMED:
            raise ValueError(_WHY[self._slots.outcome])
        if not slots.exists("update.pub"):
            raise ValueError("no update.pub here")
        if not self._has_room(offer["size"]):
            raise ValueError("no room in the flash")
        self._keep(offer)
        return {}

    @property
    def is_busy(self) -> bool:
        """Whether there is something to fetch now."""
        return (
            self.is_offered
            and not self._slots.is_trial
            and self._offer is not None
            and "why" not in self._offer
            and self._may_fetch()
        )

    @property
    def state(self) -> str:
        """What goes on: none, fetching, trial, confirmed, failed."""
        if self._slots.is_trial:
            return "trial"
        if self._offer is not None:
            return "failed" if "why" in self._offer else "fetching"
        return ("none", "confirmed")[self._slots.outcome] if self._slots.outcome < 2 else "failed"

    def status(self) -> dict:
        """Return what the status says of it."""
        found, state, offer = self._slots, self.state, self._offer
        told = {"name": VERSION, "version": found.version, "slot": slots.NAMES[found.running], "state": state}
        if state == "trial":
            told["target"] = found.tried
        elif offer is not None:
            told["target"] = offer["version"]
            if state == "fetching":
                told["at"], told["of"] = self.at, offer["size"]
            else:
                told["why"] = offer["why"]
        elif state == "failed":
            told["target"], told["why"] = found.tried, _WHY[found.outcome]
        return told

    def hear(self, leaf: str, body: bytes) -> None:
        """Take a part of the bundle, where it is the one that was asked for."""
        offer = self._offer
        if offer is None or self._asked is None or leaf != message.part_leaf(offer["sha256"], self.at):
            return
        if not 0 < len(body) <= min(_PART, offer["size"] - self.at):
            return
        try:
            offers.add(body, is_first=not self.at)
        except OSError as error:
            self._fail(offer, error)
            return
        self.at += len(body)
        self._asked, self._lost = None, 0

    def acknowledged(self, queue: str, seq: int) -> None:
        """Hear that the station has committed everything up to a number."""
        outbox = self._outbox
        if outbox is not None and queue == outbox.queue:
            self._is_well = self._note_well()
            self._is_acknowledged = self._is_acknowledged or (
                seq >= self._first and outbox.newest >= self._first
            )

    def turn(self, now_ms: int) -> None:
        """Do what is due: a part, the installation, the end of a trial.

        Raises:
            OSError: The connection is lost, or the flash cannot be written.
        """
        if self._slots.is_trial:
            self._try(now_ms)
        elif self._offer is not None and self.is_busy:
            self._fetch(self._offer)
        if not self._is_well and now_ms - self._began_ms > _WELL_MS:
            self._is_well = self._note_well()

    def rest(self) -> None:
        """Take note that a node that sleeps has come to the end of a talk."""
        self._is_well = self._is_well or self._note_well()

    def _try(self, now_ms: int) -> None:
        passed_ms = now_ms - self._began_ms
        if self._is_acknowledged:
            self._slots.confirm()
            slots.write(self._slots)
            self._look_back()
            print("stays: version", self._slots.highest)
        elif passed_ms > _UNACKNOWLEDGED_MS and self._session.has_answered:
            self._slots.end_trial(slots.UNACKNOWLEDGED)
            slots.write(self._slots)
            self._board.begin_again()
        elif passed_ms > _WELL_MS:
            self._board.begin_again()

    def _note_well(self) -> bool:
        try:
            slots.well()
        except OSError as error:
            print("not noted:", error)  # a flash that takes nothing must not keep a node from talking
        return True

    def _may_fetch(self) -> bool:
        """Tell whether battery, signal and patience allow it."""
        if self._paused_ms is not None and self._board.uptime_ms() < self._paused_ms:
            return False
        battery_v = None if self._battery_v is None else self._battery_v()
        signal_dbm = self._session.signal_dbm()
        is_charged = battery_v is None or battery_v >= self._settings.get("battery_low_v", _LOW_V)
        return is_charged and (signal_dbm is None or signal_dbm >= _WEAKEST_DBM)

    def _fetch(self, offer: dict) -> None:
        ticks = self._board.ticks_ms()
        if self.at >= offer["size"]:
            self._install(offer)
        elif self._asked is None or elapsed(self._asked, ticks) > _PATIENCE_MS:
            if self._lost >= _TRIES:
                self._lost, self._asked = 0, None
                self._paused_ms = self._board.uptime_ms() + _PAUSE_MS
                return
            self._n, self._lost, self._asked = self._n + 1, self._lost + 1, ticks
            size = min(_PART, offer["size"] - self.at)
            self._session.ask_part(message.encode_part_ask(self._n, offer["sha256"], self.at, size))

    def _install(self, offer: dict) -> None:
        try:
            from node import bundle  # only now: it needs the room of a few sensors
        except MemoryError as error:
            self._fail(offer, error)
            return
        # Where the node sleeps, waiting is what ends its talk; a siren must go on meanwhile.
        idle = _nothing if self._settings.get("kind") == "field" else self._board.idle
        try:
            bundle.Bundle(offers.BUNDLE, slots.NAMES[1 - self._slots.active], offer, idle).install()
        except bundle.SpoiltError as error:
            # What came over the air is fetched again, not for ever.
            offer["spoilt"] = offer.get("spoilt", 0) + 1
            self._fail(offer, error if offer["spoilt"] >= _SPOILT else None)
        except (ValueError, OSError, MemoryError) as error:
            self._fail(offer, error)
        else:
            self._arm(offer)

    def _fail(self, offer: dict, why: object) -> None:
        """Drop what was fetched; remember why, where it is not to be fetched again."""
        if why is not None:
            offer["why"] = str(why)
            print("not updated:", why)
        self._keep(offer)

    def _arm(self, offer: dict) -> None:
        every_s, send_s = self._settings.get("sample_every_s", 1), self._settings.get("send_every_s", 1)
        boots = slots.BOOTS
        if self._settings.get("kind") == "field":
            boots *= max(1, send_s // max(every_s, 1))
        self._slots.arm(offer["version"], boots)
        slots.write(self._slots)
        self._board.memory.set(measure_at=0, send_at=0)  # the trial begins with a record and a talk
        print("on trial: version", offer["version"])
        self._board.begin_again()

    def _look_back(self) -> None:
        """Forget an offer that is done with; remember why it failed where its trial did."""
        offer, found = self._offer, self._slots
        if offer is None:
            return
        if offer["version"] <= found.highest:
            self._keep(None)
        elif offer["version"] == found.tried and found.outcome > slots.CONFIRMED and "why" not in offer:
            self._fail(offer, _WHY[found.outcome])

    def _keep(self, offer: dict | None) -> None:
        """Let an offer stand of which nothing is fetched yet, or none."""
        self._offer, self._asked, self._lost, self.at = None, None, 0, 0
        if offer is None:
            offers.forget()
        else:
            offers.keep(offer)
        self._offer = offer

    def _has_room(self, size: int) -> bool:
        """Tell whether bundle and slot fit beside what the outbox may still grow to."""
        flash = os.statvfs(".")
        growth = 0 if self._outbox is None else self._outbox.growth()
        # Each of some fifty small files takes a block of its own.
        unpacked = 0 if slots.exists(slots.NAMES[1 - self._slots.active]) else 4 * size
        return flash[1] * flash[4] >= growth + size + unpacked


def _nothing() -> None:
    pass
