"""Papers set in type: one at a time, each in a process that may take only so long."""

from __future__ import annotations

import importlib.util
import logging
import subprocess
import sys
import threading
from functools import lru_cache
from typing import Final

import msgspec

from dashboard.printed.honest import Paper, plain
from dashboard.printed.typesetter import FONTS, Format, Order
from gateway.domain.errors import PrintError

log = logging.getLogger(__name__)

LONGEST_S: Final = 30.0
"""A small board takes some ten times as long as a desk; then something is wrong [s]."""

MOST_KEPT: Final = 8
"""Of papers that were set, the newest: the same order gives the same paper, and some are asked for often."""

_ONE_AT_A_TIME: Final = threading.Lock()
PNG_BEGINS: Final = b"\x89PNG\r\n\x1a\n"


def can_print() -> bool:
    """Tell whether Typst is installed here: it comes with the extra `parliament`."""
    return importlib.util.find_spec("typst") is not None


def pdf(paper: Paper, *, timeout_s: float = LONGEST_S) -> bytes:
    """Return a paper as a document.

    Raises:
        PrintError: Typst is missing, took too long, or stopped.
    """
    return _pressed(_order(paper, "pdf", 72.0, tuple(str(one) for one in FONTS)), timeout_s)


def pictures(paper: Paper, *, ppi: float, timeout_s: float = LONGEST_S) -> list[bytes]:
    """Return a picture (PNG) of every page of a paper.

    Raises:
        PrintError: Typst is missing, took too long, or stopped.
    """
    found = _pressed(_order(paper, "png", ppi, tuple(str(one) for one in FONTS)), timeout_s)
    return [PNG_BEGINS + one for one in found.split(PNG_BEGINS)[1:]]


def _order(paper: Paper, form: Format, ppi: float, fonts: tuple[str, ...]) -> Order:
    return Order(paper.template, msgspec.json.encode(plain(paper.data)).decode(), form, ppi, fonts)


@lru_cache(maxsize=MOST_KEPT)
def _pressed(order: Order, timeout_s: float) -> bytes:
    if not _ONE_AT_A_TIME.acquire(timeout=timeout_s):
        raise PrintError(f"{order.template}: others are being set")
    try:
        return _set(order, timeout_s)
    finally:
        _ONE_AT_A_TIME.release()


def _set(order: Order, timeout_s: float) -> bytes:
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "dashboard.printed.typesetter"],
            input=msgspec.json.encode(order),
            capture_output=True,
            timeout=timeout_s,
            check=True,
            start_new_session=True,
        )
    except subprocess.TimeoutExpired as error:
        log.warning("paper took too long template=%s seconds=%s", order.template, timeout_s)
        raise PrintError(f"{order.template}: took longer than {timeout_s} s") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().splitlines()
        log.warning("paper not set template=%s reason=%s", order.template, said[-1:] or error.returncode)
        raise PrintError(f"{order.template}: {' '.join(said[-3:])}") from error
    return ended.stdout
