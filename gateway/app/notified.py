"""How the ingest loop stands, in the words that systemd shows."""

from __future__ import annotations

from collections.abc import Callable

from gateway.domain.speech import told
from gateway.ingest.loop import Standing
from gateway.service.notifying import Notifier


def notified(notifier: Notifier | None) -> Callable[[Standing], None]:
    """Return what tells systemd after each whole turn of the loop that it lives, and how it stands.

    A fault of broker or disk is no reason to be killed: the loop goes on by itself when it is mended.
    """

    def turned(standing: Standing) -> None:
        if notifier is not None:
            notifier.alive(standing_words(standing))

    return turned


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
