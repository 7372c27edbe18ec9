"""Log lines that people can search: `words key=value`, and as systemd's journal wants them under it."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Mapping
from typing import Final, TextIO

PLAIN: Final = "%(asctime)s %(levelname)s %(name)s %(message)s"
JOURNAL: Final = "%(name)s: %(message)s"
"""The journal adds the time itself, and the level is a prefix that it takes off again."""

PRIORITIES: Final = ((logging.CRITICAL, 2), (logging.ERROR, 3), (logging.WARNING, 4), (logging.INFO, 6))
"""Levels to syslog's priorities. Source: systemd, sd-daemon(3), SD_CRIT and the others."""
DEBUG: Final = 7


class JournalFormatter(logging.Formatter):
    """Puts the priority before every line: a traceback without it would be INFO to `journalctl -p err`."""

    def __init__(self) -> None:
        """Leave the time to the journal."""
        super().__init__(JOURNAL)

    def format(self, record: logging.LogRecord) -> str:
        """Return the lines of a record."""
        prefix = f"<{priority(record.levelno)}>"
        return "\n".join(prefix + line for line in super().format(record).splitlines())


def priority(level: int) -> int:
    """Return the priority of a level; what is below INFO is for who looks for faults."""
    return next((number for least, number in PRIORITIES if level >= least), DEBUG)


def log_to_stderr(level: str) -> None:
    """Write the log of this process to its error stream."""
    handler = logging.StreamHandler(sys.stderr)
    is_there = is_journal(sys.stderr, os.environ)
    handler.setFormatter(JournalFormatter() if is_there else logging.Formatter(PLAIN))
    logging.basicConfig(handlers=[handler], level=level.upper())


def is_journal(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Tell whether a stream leads into the journal: systemd names device and inode of what it opened.

    A child whose output goes elsewhere inherits the variable and not the stream.

    Source: systemd.exec(5), JOURNAL_STREAM.
    """
    device, _, inode = environment.get("JOURNAL_STREAM", "").partition(":")
    try:
        found = os.fstat(stream.fileno())
    except (OSError, ValueError):
        return False
    return (device, inode) == (str(found.st_dev), str(found.st_ino))
