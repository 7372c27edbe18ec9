"""Messages to telephones on the commune's own network; the pages hand them out."""

from __future__ import annotations

import json
import urllib.request
from dataclasses import dataclass
from typing import Final

from gateway.alerts.channels.base import Outgoing
from gateway.domain.errors import PassingError
from gateway.domain.speech import told

TIMEOUT_S: Final = 10.0


@dataclass(frozen=True, slots=True)
class PushChannel:
    """What is stored is sent: the pages read it within a second and stream it to whoever listens.

    Attributes:
        pages: Where the pages are for the station itself, as `http://127.0.0.1:8000`.
    """

    pages: str
    name: str = "push"
    timeout_s: float = TIMEOUT_S

    def send(self, outgoing: Outgoing) -> None:
        """Do nothing more; a telephone that is away gets the letter when it comes back within 12 hours."""

    def check(self) -> str:
        """Return how many telephones listen.

        Raises:
            PassingError: None does, or the pages do not answer.
        """
        count = self._listening()
        if count == 0:
            raise PassingError(
                told(
                    "Ningún teléfono escucha los avisos de la red local. Abra la app ntfy en los de guardia "
                    "y mire que estén en el Wi-Fi de la comuna."
                )
            )
        return told("Teléfonos que escuchan en la red local: %(count)s.", count=count)

    def _listening(self) -> int:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(f"{self.pages}/avisos/oyentes", timeout=self.timeout_s) as answer:
                return int(json.load(answer)["listening"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise PassingError(
                told(
                    "Las páginas no contestan, y ellas reparten los avisos. Mire: "
                    "systemctl status conuco-dashboard"
                )
            ) from error
