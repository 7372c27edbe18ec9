"""Who listens, and what is new for them: one look at the store for all, no thread for any."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

from dashboard.push.messages import KEPT_S, Look, line, message, not_had, sign, standing
from dashboard.visit.given import Station
from gateway.domain.clock import Clock
from gateway.domain.errors import StoreError
from gateway.domain.letters import Letter

log = logging.getLogger(__name__)

LOOKS_S: Final = 1.0
"""How long a letter may stand in the store before it is on its way to the telephones [s]."""

KEEPALIVE_S: Final = 45.0
"""The app gives a silent stream up after 77 s. Source: ntfy-android, ApiService (readTimeout) [s]."""

MOST: Final = 100
MOST_OF_ONE: Final = 5
"""How many streams there may be, and how many of one address; an app holds one a server."""


def feed_of(station: Station) -> Feed:
    """Return the letters of a station for telephones on the commune's own network."""

    def letters() -> list[Letter]:
        # One that is due later than it was made is still to be found at the end of its hours.
        made = int(station.clock.now()) - 2 * KEPT_S
        return station.warnings.letters(channel="push", made=made)

    return Feed(letters, station.clock)


class Feed:
    """The letters for telephones, as they come to stand in the store.

    Attributes:
        is_ending: Tells whether the pages are being stopped: then every stream ends by itself, and the
            apps come back to whoever answers next.
    """

    def __init__(self, ask: Callable[[], list[Letter]], clock: Clock) -> None:
        """Remember how the letters of the last hours are asked for; that may take its time."""
        self.is_ending: Callable[[], bool] = lambda: False
        self._ask = ask
        self._clock = clock
        self._addresses: Counter[str] = Counter()
        self._standing: list[Letter] = []
        self._changed = asyncio.Event()
        self._watch: asyncio.Task[None] | None = None

    @property
    def listening(self) -> int:
        """How many telephones listen; two streams of one address are one telephone."""
        return len(self._addresses)

    @property
    def is_looking(self) -> bool:
        """Whether the store is looked at: only while somebody listens, and a moment after."""
        return self._watch is not None

    def has_room(self, address: str) -> bool:
        """Tell whether one more may listen."""
        return self._addresses.total() < MOST and self._addresses[address] < MOST_OF_ONE

    async def had(self, since: str) -> list[Letter]:
        """Return what an app has not had, and nothing more: for one that asks now and then."""
        now = int(self._clock.now())
        return not_had(standing(await asyncio.to_thread(self._ask), now=now), since, now=now)

    async def lines(
        self, address: str, since: str, look: Look, is_gone: Callable[[], Awaitable[bool]]
    ) -> AsyncIterator[bytes]:
        """Yield the lines of a stream: that it is open, what was missed, then whatever comes.

        Args:
            address: Of who listens.
            since: What the app has had.
            look: How its messages look.
            is_gone: Tells whether it has hung up.
        """
        with self._counted(address):
            # What was seen before this question is in its answer, or stands no more: it is new for nobody.
            before = {one.id for one in self._standing}
            # Before it says that it is open: what comes from then on is new for everybody.
            seen = standing(await asyncio.to_thread(self._ask), now=self._now())
            yield line(sign("open", look, now=self._now()))
            for letter in not_had(seen, since, now=self._now()):
                yield line(message(letter, look, now=self._now()))
            had = before | {one.id for one in seen}
            while not self.is_ending():
                self._keep_looking()
                changed = self._changed
                for letter in [one for one in self._standing if one.id not in had]:
                    had.add(letter.id)
                    yield line(message(letter, look, now=self._now()))
                if changed.is_set() or await _comes(changed):
                    continue
                if await is_gone():
                    return
                yield line(sign("keepalive", look, now=self._now()))

    def _now(self) -> int:
        return int(self._clock.now())

    @contextmanager
    def _counted(self, address: str) -> Iterator[None]:
        self._addresses[address] += 1
        try:
            yield
        finally:
            self._addresses[address] -= 1
            self._addresses += Counter()  # lets go of whom nobody counts any more

    def _keep_looking(self) -> None:
        if self._watch is None:
            self._watch = asyncio.create_task(self._look())

    async def _look(self) -> None:
        """Look for new letters while anybody listens."""
        try:
            while self._addresses and not self.is_ending():
                await asyncio.sleep(LOOKS_S)
                with suppress(StoreError):  # the next look is in a second, and the pages say what is wrong
                    self._show(standing(await asyncio.to_thread(self._ask), now=self._now()))
        except Exception:
            log.exception("letters for telephones not read, looking again")
        finally:
            self._watch = None
            self._standing = []  # who comes next asks for what stands then
            self._wake()

    def _show(self, letters: list[Letter]) -> None:
        if [one.id for one in letters] != [one.id for one in self._standing]:
            self._standing = letters
            self._wake()

    def _wake(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()


async def _comes(changed: asyncio.Event) -> bool:
    """Wait for a change, and return whether it came before it was time for a sign of life."""
    try:
        await asyncio.wait_for(changed.wait(), KEEPALIVE_S)
    except TimeoutError:
        return False
    return True
