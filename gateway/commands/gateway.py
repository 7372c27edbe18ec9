"""`conuco gateway`: listen, keep, judge, warn."""

from __future__ import annotations

import os
import signal
import threading
from typing import Annotated

import typer

from gateway.app.running import run
from gateway.commands.border import DEFAULT_CONFIG, ConfigOption, told_in_words
from gateway.config import load
from gateway.service.logs import log_to_stderr
from gateway.service.notifying import Notifier

LogOption = Annotated[str, typer.Option("--log-level", help="DEBUG, INFO, WARNING o ERROR.")]


def gateway(config: ConfigOption = DEFAULT_CONFIG, log_level: LogOption = "INFO") -> None:
    """Escucha los nodos, guarda lo que miden, lo juzga y avisa."""
    log_to_stderr(log_level)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    notifier = Notifier(os.environ)
    with told_in_words():
        run(load(config), is_stopping=stop.is_set, notifier=notifier)
