"""Mosquitto's files of a station, read and written whole."""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from gateway.commands.brokering.secrets import SALT_BYTES, as_text, by_name, hashed
from gateway.commands.brokering.writing import Rights, others_in, rights_text
from gateway.domain.errors import BrokerFilesError
from gateway.domain.speech import told
from gateway.domain.system_words import refused

SETTINGS: Final = "mosquitto.conf"
RIGHTS: Final = "conuco.acl"
KEYS: Final = "conuco.psk"
PASSWORDS: Final = "conuco.passwd"
SECRET: Final = 0o600
OPEN: Final = 0o644
MARK: Final = "# Escrito por «conuco broker»; si lo cambia a mano, la próxima vez queda una copia al lado. "


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a file.

    Attributes:
        kept: Where what stood there before was put, because we had not written it; None: nothing of others.
        is_changed: Whether it says something else now.
    """

    path: Path
    kept: Path | None
    is_changed: bool


@dataclass(frozen=True, slots=True)
class BrokerFiles:
    """The folder of Mosquitto's files.

    Attributes:
        owner: Who alone may read the secrets, where we may say so.
    """

    folder: Path
    owner: str = "mosquitto"

    def keys(self) -> dict[str, str]:
        """Return the key of each node.

        Raises:
            BrokerFilesError: The file cannot be read.
        """
        return by_name(self._text(KEYS))

    def passwords(self) -> dict[str, str]:
        """Return the hashed password of each name; raises as `keys`."""
        return by_name(self._text(PASSWORDS))

    def others(self) -> dict[str, Rights]:
        """Return what others than nodes may; raises as `keys`."""
        return others_in(self._text(RIGHTS))

    def is_set_up(self) -> bool:
        """Tell whether our list of rights stands here."""
        return self._text(RIGHTS).startswith(MARK)

    def _text(self, name: str) -> str:
        try:
            return (self.folder / name).read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError) as error:
            raise _unreachable(self.folder / name, error) from error

    def write_settings(self, text: str, *, now: int) -> Written:
        """Write mosquitto.conf; raises as `write_secrets`."""
        return self._write(SETTINGS, text, OPEN, now)

    def write_secrets(self, keys: dict[str, str], passwords: dict[str, str], *, now: int) -> list[Written]:
        """Write keys and passwords.

        Raises:
            BrokerFilesError: A file cannot be written.
        """
        return [
            self._write(KEYS, as_text(keys), SECRET, now),
            self._write(PASSWORDS, as_text(passwords), SECRET, now),
        ]

    def write_rights(self, *, commune: str, own_name: str, others: dict[str, Rights], now: int) -> Written:
        """Write who may what; raises as `write_secrets`.

        A node is whoever has a key, or had a password before there were keys.
        """
        nodes = ({*self.keys(), *self.passwords()} - {own_name}) - set(others)
        text = rights_text(commune=commune, own_name=own_name, nodes=nodes, others=others)
        return self._write(RIGHTS, text, SECRET, now)

    def _write(self, name: str, text: str, mode: int, now: int) -> Written:
        path = self.folder / name
        whole = marked(text)
        before = self._text(name)
        try:
            kept = None
            if before and not is_ours(before):
                kept = path.with_name(f"{name}.{datetime.fromtimestamp(now, UTC):%Y%m%dT%H%M%SZ}")
                shutil.copy2(path, kept)
                kept.chmod(mode)
            self._replace(path, whole, mode)
        except OSError as error:
            raise _unreachable(path, error) from error
        return Written(path, kept, before != whole)

    def _replace(self, path: Path, text: str, mode: int) -> None:
        """Put a file in the place of another, whole or not at all; nobody else reads it meanwhile."""
        fresh = path.with_name(f".{path.name}.new")
        fresh.unlink(missing_ok=True)
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if mode == SECRET and os.geteuid() == 0:
            try:
                shutil.chown(fresh, self.owner, self.owner)
            except LookupError as error:
                fresh.unlink()
                raise BrokerFilesError(
                    told("En esta máquina no hay un usuario %(name)s. Instale Mosquitto.", name=self.owner)
                ) from error
        fresh.chmod(mode)
        fresh.replace(path)


def marked(text: str) -> str:
    """Return a text behind a line that says it is ours, and by which it can be seen whether it still is."""
    return f"{MARK}{_sum(text)}\n{text}"


def is_ours(whole: str) -> bool:
    """Tell whether a text is as we wrote it."""
    head, _, text = whole.partition("\n")
    return head == f"{MARK}{_sum(text)}"


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def entry(password: str) -> str:
    """Return a password as it stands in the file, with a salt of its own."""
    return hashed(password, os.urandom(SALT_BYTES))


def _unreachable(path: Path, error: Exception) -> BrokerFilesError:
    reason = refused(error) if isinstance(error, OSError) else told("no es texto")
    return BrokerFilesError(
        told("%(path)s: %(reason)s. Repita el comando con sudo.", path=path, reason=reason)
    )
