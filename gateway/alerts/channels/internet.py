"""Whatever the commune uses on the internet, through Apprise: Telegram, e-mail, another ntfy."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

import msgspec

from gateway.alerts.channels.apprise_worker import Answer, Became, Question
from gateway.alerts.channels.base import Outgoing
from gateway.domain.alerts import Level
from gateway.domain.errors import PassingError, PermanentError
from gateway.domain.speech import told

log = logging.getLogger(__name__)

TIMEOUT_S: Final = 150.0
"""Loading Apprise takes 2 s here and about 10 s on a Raspberry Pi 4 (worked out, not measured); each address
may take 20 s [s]."""


def urls_in(path: Path) -> list[str]:
    """Return the addresses of a file, one a line; `#` begins a comment.

    Raises:
        PermanentError: The file cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise PermanentError(
            told(
                "No se puede leer %(path)s, el archivo de CONUCO_APPRISE_URLS_FILE. Mire que exista y que "
                "el usuario conuco pueda leerlo.",
                path=path,
            )
        ) from error
    return [one for line in lines if (one := line.strip()) and not one.startswith("#")]


@dataclass(frozen=True, slots=True)
class InternetChannel:
    """Sends to every address; nothing here ever writes one down, they hold secrets.

    Attributes:
        urls: As Apprise writes them.
        file: Of more of them, read anew each time; None where there is none.
        timeout_s: After how long a message has gone or failed [s].
    """

    urls: Sequence[str] = field(default=(), repr=False)
    file: Path | None = None
    name: str = "internet"
    timeout_s: float = TIMEOUT_S

    def send(self, outgoing: Outgoing) -> None:
        """Send to every address; one that took it is enough.

        Where some took it and others did not, it is not sent again: it would come twice to all who have
        it already. The check says which one does not work.

        Raises:
            PassingError: No address took it, and one may later.
            PermanentError: No address can take it as it is written.
        """
        became = self._asked(Question(self._all(), outgoing.title, outgoing.text, _sort(outgoing)))
        if "sent" not in became:
            raise _refusal(became)
        for place, one in enumerate(became, 1):
            if one != "sent":
                log.warning("address left out place=%d reason=%s", place, one)

    def check(self) -> str:
        """Return how many addresses can be reached; nothing is sent.

        Raises:
            PassingError: One cannot be reached.
            PermanentError: One cannot be read.
        """
        became = self._asked(Question(self._all()))
        if any(one != "sent" for one in became):
            raise _refusal(became)
        return told("Direcciones de internet: %(count)s, todas responden.", count=len(became))

    def _all(self) -> list[str]:
        found = [*self.urls, *(urls_in(self.file) if self.file else [])]
        if not found:
            raise PermanentError(told("No hay direcciones de internet. Escríbalas en [internet] urls."))
        return found

    def _asked(self, question: Question) -> list[Became]:
        try:
            ended = subprocess.run(
                [sys.executable, "-m", "gateway.alerts.channels.apprise_worker"],
                input=msgspec.json.encode(question),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=self.timeout_s,
                check=True,
                start_new_session=True,
            )
            return msgspec.json.decode(ended.stdout, type=Answer).became
        except subprocess.TimeoutExpired as error:
            raise PassingError(told("El internet no contesta. Se intenta de nuevo.")) from error
        except (subprocess.CalledProcessError, msgspec.DecodeError) as error:
            raise PassingError(
                told("El programa Apprise se detuvo. Pruebe: conuco channels check. Se intenta de nuevo.")
            ) from error


def _sort(outgoing: Outgoing) -> Literal["info", "warning", "failure"]:
    if outgoing.level is None:
        return "info"
    return "warning" if outgoing.level is Level.WARN else "failure"


def _refusal(became: Sequence[Became]) -> PassingError | PermanentError:
    """Return why not every address took it, the fault that a person can mend first; by its number."""
    for sort in ("unreadable", "refused"):
        if sort in became:
            return PermanentError(
                told(
                    "La dirección de internet número %(place)s no sirve o su clave ya no vale. Corríjala en "
                    "[internet] urls o en el archivo de CONUCO_APPRISE_URLS_FILE.",
                    place=became.index(sort) + 1,
                )
            )
    return PassingError(
        told(
            "La dirección de internet número %(place)s no responde. Mire si hay internet.",
            place=became.index("failed") + 1,
        )
    )
