"""Production out of the derived tables, which follow the book by themselves."""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import RLock
from typing import TypeVar

from sqlalchemy import Connection

from dashboard.production import sql_asking as asking
from dashboard.production.balances import together
from dashboard.production.base import Balance, Labour, Line, Wanted, Weighed
from dashboard.production.cycles import Cycle, cycles
from dashboard.production.registers import REGISTERS, BookRegisters
from dashboard.production.sql_following import (
    OF_CYCLES,
    Head,
    Progress,
    Reached,
    follow,
    follows,
    forget,
    head_of,
    progress,
    registers_in,
)
from dashboard.production.sql_opening import BrokenTablesError, Database
from dashboard.production.sql_remembering import Remembered, key_of
from dashboard.production.sql_rows import standing_of
from dashboard.production.tables import DERIVATION, ENTRY
from gateway.domain.entries import Entry
from gateway.domain.errors import StoreError
from gateway.domain.speech import told
from gateway.journal import CommuneJournal

log = logging.getLogger(__name__)

Answer = TypeVar("Answer")


def _nobody(_number: int, _of: int) -> None:
    """Nobody waits for it."""


@dataclass(slots=True)
class SqlProduction:
    """Answers from the derived tables; before each answer what is new in the book is derived.

    Where nothing is new that costs one look at the book's newest entry. Threads and processes may ask
    at once; one of them derives while the others wait.

    Attributes:
        commune: The commune's short name.
    """

    journal: CommuneJournal
    tables: Database
    commune: str
    _reached: Head | None = None
    _registers: BookRegisters | None = None
    _cycles: list[Cycle] | None = None
    _lock: RLock = field(default_factory=RLock)
    _sums: Remembered = field(default_factory=Remembered)

    def close(self) -> None:
        """Close the tables."""
        self.tables.close()

    def registers(self) -> BookRegisters:
        """Return what is registered."""
        with self._lock:
            self._repaired(self._follow)
            if self._registers is None:
                self._registers = self._asked(registers_in)
            return self._registers

    def cycles(self, *, unit: str | None = None, enterprise: str | None = None) -> list[Cycle]:
        """Return the cycles, the newest first."""
        return [
            one
            for one in self._known_cycles()
            if unit in (None, one.unit.slug) and enterprise in (None, one.unit.enterprise)
        ]

    def cycle(self, uid: str) -> Cycle | None:
        """Return a cycle by the uid of the entry that began it."""
        return next((one for one in self._known_cycles() if one.uid == uid), None)

    def entries(self, wanted: Wanted) -> list[Entry]:
        """Return the entries that stand, rising by when they happened."""
        return self._asked(lambda connection: asking.entries(connection, wanted))

    def lines(self, wanted: Wanted, *, before: int | None = None, most: int = 50) -> list[Line]:
        """Return entries with what was said about them, the newest first."""
        narrowed = asking.conditions(ENTRY, wanted)
        if before is not None:
            narrowed.append(ENTRY.c.number < before)
        return self._asked(lambda connection: asking.lines(connection, narrowed, most=most))

    def line(self, uid: str) -> Line | None:
        """Return one entry with what was said about it."""
        found = self._asked(lambda connection: asking.lines(connection, [ENTRY.c.uid == uid], most=1))
        return found[0] if found else None

    def balances(self, wanted: Wanted, *, account: str = "") -> list[Balance]:
        """Return what stands in the accounts whose name begins with `account`."""
        if not account and wanted.enterprise is None:
            return together(self.balances_by_enterprise(wanted))
        question = key_of("balances", wanted, account)
        return self._summed(question, lambda one: asking.balances(one, wanted, account=account))

    def balances_by_enterprise(self, wanted: Wanted) -> dict[str, list[Balance]]:
        """Return what stands in every account, by the enterprise in whose book it is."""
        question = key_of("by enterprise", wanted)
        return self._summed(question, lambda one: asking.balances_by_enterprise(one, wanted))

    def weighed(self, wanted: Wanted) -> list[Weighed]:
        """Return what was harvested by how its weight is known."""
        return self._summed(key_of("weighed", wanted), lambda one: asking.weighed(one, wanted))

    def labour(self, wanted: Wanted) -> list[Labour]:
        """Return the work that was done, by how it is paid."""
        return self._summed(key_of("labour", wanted), lambda one: asking.labour(one, wanted))

    def counts(self, wanted: Wanted) -> dict[str, int]:
        """Return how many entries of each kind were written."""
        return self._summed(key_of("counts", wanted), lambda one: asking.counts(one, wanted))

    def rebuild(self, reached: Reached = _nobody) -> int:
        """Derive everything again from the entries alone and return how many there are.

        Whoever asks meanwhile is answered from what stood before.

        Args:
            reached: Is told how far it is.
        """
        return self._repaired(lambda: self._rebuilt(reached))

    def _known_cycles(self) -> list[Cycle]:
        with self._lock:
            self._repaired(self._follow)
            if self._cycles is None:
                self._cycles = self._asked(lambda connection: cycles(standing_of(connection, OF_CYCLES)))
            return self._cycles

    def _summed(self, question: Hashable, ask: Callable[[Connection], Answer]) -> Answer:
        """Return a sum; one that was asked for since the book grew is not made again."""
        self._repaired(self._follow)
        return self._sums.answer(self._reached, question, lambda: self._asked(ask))

    def _asked(self, question: Callable[[Connection], Answer]) -> Answer:
        return self._repaired(lambda: self._answered(question))

    def _answered(self, question: Callable[[Connection], Answer]) -> Answer:
        self._follow()
        with self.tables.reading() as connection:
            return question(connection)

    def _repaired(self, work: Callable[[], Answer]) -> Answer:
        """Return what comes of some work; where the tables are broken they are made anew first."""
        try:
            return work()
        except BrokenTablesError as error:
            log.warning("derived tables thrown away reason=%s", error)
            with self._lock:
                self.tables.throw_away()
                self._forget()
            return work()

    def _follow(self) -> None:
        """Derive what is new in the book."""
        with self._lock:
            head = head_of(self.journal)
            if head != self._reached:
                with self.tables.writing() as connection:
                    kinds = self._followed(connection, head, _nobody)
                self._learnt(head, kinds)

    def _rebuilt(self, reached: Reached) -> int:
        with self._lock:
            head = head_of(self.journal)
            with self.tables.writing() as connection:
                self._check_owner(progress(connection))
                forget(connection)
                follow(connection, self.journal, commune=self.commune, upto=head, reached=reached)
            self._forget()
            return head.number

    def _followed(self, connection: Connection, head: Head, reached: Reached) -> frozenset[str] | None:
        """Derive up to the newest entry and return the kinds that came, None where it may be any."""
        known = progress(connection)
        self._check_owner(known)
        if known is not None and not self._is_current(known, head):
            log.warning("derived tables made anew number=%s", known.head.number)
            forget(connection)
            known = None
        kinds = follow(connection, self.journal, commune=self.commune, upto=head, reached=reached)
        return kinds if known is not None and known.head == self._reached else None

    def _is_current(self, known: Progress, head: Head) -> bool:
        return (
            known.commune == self.commune
            and known.derivation == DERIVATION
            and known.head.number <= head.number
            and follows(self.journal, known.head)
        )

    def _check_owner(self, known: Progress | None) -> None:
        """Refuse the tables of another commune on a server: they may be all that it has there.

        Raises:
            StoreError: They are another commune's.
        """
        if known is not None and known.commune != self.commune and not self.tables.may_be_replaced:
            raise StoreError(
                told(
                    "La base de datos de [production] url es de la comuna «%(commune)s». "
                    "Cada comuna necesita una suya: corrija conuco.toml.",
                    commune=known.commune,
                )
            )

    def _learnt(self, head: Head, kinds: frozenset[str] | None) -> None:
        self._reached = head
        if kinds is None or kinds & REGISTERS:
            self._registers = None
        if kinds is None or kinds & OF_CYCLES:
            self._cycles = None

    def _forget(self) -> None:
        self._reached = self._registers = self._cycles = None
        self._sums = Remembered()
