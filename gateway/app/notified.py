"""How the ingest loop stands: told to systemd in words, and written down for the doctor."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from gateway.domain.speech import told
from gateway.ingest.loop import Standing
from gateway.service.notifying import Notifier
from gateway.store.sqlite import orders
from gateway.store.sqlite.writer import SqliteWriter

WRITTEN_EVERY_S: Final = 60.0
"""A connection that comes and goes is written down at most so often [s]; ours, for the card's sake."""


class Standings:
    """Hears after each whole turn how the loop stands; a task that writes down what has changed.

    A fault of broker or disk is no reason to be killed: the loop goes on by itself when it is mended.
    """

    def __init__(
        self,
        writer: SqliteWriter,
        notifier: Notifier | None,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Remember where to write and whom to tell."""
        self._writer = writer
        self._notifier = notifier
        self._monotonic = monotonic
        self._now: Standing = "no_broker"
        self._written: Standing | None = None
        self._written_at = 0.0

    def turned(self, standing: Standing) -> None:
        """Take note that a turn is over."""
        self._now = standing
        if self._notifier is not None:
            self._notifier.alive(standing_words(standing))

    def is_due(self, now: int) -> bool:  # noqa: ARG002 - the rhythm is ours, not the world's
        """Tell whether it stands otherwise than what is written."""
        if self._written is None:
            return True
        return self._now != self._written and self._monotonic() - self._written_at >= WRITTEN_EVERY_S

    def act(self, now: int) -> None:
        """Write down how it stands from a moment on [s UTC]."""
        standing = self._now
        with self._writer.transaction() as readings:
            orders.stand(readings, standing, now)
        self._written, self._written_at = standing, self._monotonic()


def standing_words(standing: Standing) -> str:
    """Return how the loop stands, in words for a person."""
    if standing == "listening":
        return told("Oye a los nodos y guarda")
    if standing == "draining":
        return told("Recibe lo que el broker tenía guardado")
    if standing == "refused":
        return told("El broker no acepta a la estación: revise su nombre y su clave")
    if standing == "disk":
        return told("El disco no deja guardar: los nodos guardan lo suyo hasta que se arregle")
    return told("Sin broker; se intenta otra vez")
