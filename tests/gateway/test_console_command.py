from __future__ import annotations

import subprocess
import sys

import pytest

from gateway.cli import is_own

LOADED = """
import sys
from gateway.cli import main
sys.argv = ["conuco", "gateway", "--help"]
try:
    main()
except SystemExit:
    print("LOADED", *sorted({"dashboard", "fastapi", "sqlalchemy"} & sys.modules.keys()))
"""


def test_the_gateway_starts_without_the_pages() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "LOADED"


@pytest.mark.parametrize("words", [["gateway", "--config", "otro.toml"], ["check"], ["import", "--help"]])
def test_what_these_modules_do_waits_for_nothing_that_is_plugged_in(words: list[str]) -> None:
    assert is_own(words)


@pytest.mark.parametrize("words", [[], ["--help"], ["dashboard"], ["people", "list"], ["nada"]])
def test_help_and_what_others_may_do_load_what_is_plugged_in(words: list[str]) -> None:
    assert not is_own(words)
