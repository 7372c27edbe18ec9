"""A board on a serial line, spoken to as mpremote does."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import struct
import time
from collections.abc import Iterator
from pathlib import PurePosixPath
from types import TracebackType
from typing import Final, Self

from mpremote.transport import TransportError, TransportExecError
from mpremote.transport_serial import SerialTransport
from serial.tools import list_ports

from gateway.domain.errors import PortError
from gateway.domain.speech import told
from gateway.nodes.serial.port import Progress, nobody

CHUNK: Final = 512
ATTEND_WITHIN_S: Final = 15.0
_RAW: Final = b"raw REPL; CTRL-B to exit\r\n"
_CALM: Final = """
import machine
try:
    machine.WDT(timeout=1800000).feed()
except Exception:
    pass
"""
_LIST: Final = """
import os
import struct
def _walk(folder):
    for name, sort in [one[:2] for one in (os.ilistdir(folder) if folder else os.ilistdir())]:
        path = folder + "/" + name if folder else name
        if sort == 0x4000:
            _walk(path)
        else:
            print(path, os.stat(path)[6], sep="\\t")
try:
    _walk({folder!r})
except OSError as error:
    if error.errno != 2:
        raise
"""


class Cable:
    """An open serial line to a board."""

    def __init__(self, device: str) -> None:
        """Open the line.

        Raises:
            PortError: It is not there, not ours, or somebody else has it.
        """
        self._device = device
        try:
            self._line = SerialTransport(device, exclusive=True, timeout=5)
        except (OSError, TransportError) as error:
            raise _unopened(device) from error

    @property
    def name(self) -> str:
        """The device."""
        return self._device

    def attend(self) -> str:
        """Reset the board where the cable can, then interrupt it until it takes orders.

        From its reset on: a board in deep sleep hears nothing.
        """
        with self._as_ours():
            self._reset_by_wire()
            heard, until = b"", time.monotonic() + ATTEND_WITHIN_S
            while time.monotonic() < until:
                self._line.serial.write(b"\r\x03\x03")
                heard += self._read_for(0.2)
                self._line.serial.write(b"\r\x01")
                heard += self._read_for(0.4)
                if heard.endswith(_RAW + b">"):
                    # The prompt that was read is asked for again: mpremote waits for one.
                    self._line.serial.write(b"\r\x01")
                    self._line.read_until(1, _RAW)
                    self._line.in_raw_repl = True
                    # One that was started cannot be stopped, but it can be told to wait longer.
                    self._line.exec(_CALM)
                    return heard.decode("utf-8", "replace")
        raise PortError(
            told(
                "%(port)s: la placa no contesta como MicroPython. Revise que el cable lleve datos y no solo"
                " corriente, apriete el botón EN (o RST) y repita; a una placa nueva se le da --firmware.",
                port=self._device,
            )
        )

    def run(self, code: str) -> str:
        """Run code on the board."""
        with self._as_ours():
            said: bytes = self._line.exec(code)
        return said.decode("utf-8", "replace").replace("\r\n", "\n")

    def files(self, folder: str) -> dict[str, int]:
        """Return the files under a folder."""
        lines = self.run(_LIST.format(folder=folder)).splitlines()
        pairs = (line.rsplit("\t", 1) for line in lines if line)
        return {path: int(size) for path, size in pairs}

    def get(self, path: str, progress: Progress = nobody) -> bytes:
        """Return a file."""
        with self._as_ours():
            return bytes(self._line.fs_readfile(path, chunk_size=CHUNK, progress_callback=progress))

    def put(self, path: str, content: bytes, progress: Progress = nobody) -> None:
        """Write a file beside its place, then rename it."""
        folders = [str(one) for one in reversed(PurePosixPath(path).parents) if str(one) not in (".", "/")]
        self.run(
            "import os\n"
            f"for folder in {folders!r}:\n"
            "    try:\n        os.mkdir(folder)\n"
            "    except OSError as error:\n        if error.errno != 17:\n            raise\n"
        )
        with self._as_ours():
            self._line.fs_writefile(f"{path}.new", content, chunk_size=CHUNK, progress_callback=progress)
        self.run(f"import os\nos.rename({path + '.new'!r}, {path!r})")

    def remove(self, path: str) -> None:
        """Take a file away."""
        self.run(f"import os\nos.remove({path!r})")

    def digest(self, path: str) -> str:
        """Return the SHA-256 of a file as the board reads it."""
        with self._as_ours():
            return bytes(self._line.fs_hashfile(path, "sha256", chunk_size=CHUNK)).hex()

    def restart(self) -> None:
        """Let the board begin again: by itself, as after a power-on of its program."""
        with self._as_ours():
            self._line.exec_raw_no_follow("import machine\nmachine.reset()")

    def lines(self, within_s: float) -> Iterator[str]:
        """Yield what the board says."""
        until, rest = time.monotonic() + within_s, b""
        while time.monotonic() < until:
            with self._as_ours():
                rest += self._read_for(0.1)
            *whole, rest = rest.split(b"\n")
            for line in whole:
                yield line.decode("utf-8", "replace").rstrip("\r")

    def close(self) -> None:
        """Let go of the line."""
        # A cable that was pulled out cannot be let go of any better.
        with contextlib.suppress(OSError):
            self._line.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _reset_by_wire(self) -> None:
        """Pull EN down for a moment, as the usual boards have it on RTS; a line without wires has none."""
        try:
            self._line.serial.dtr = False
            self._line.serial.rts = True
            time.sleep(0.1)
            self._line.serial.rts = False
        except OSError as error:
            if error.errno not in (errno.ENOTTY, errno.EINVAL):
                raise

    def _read_for(self, seconds: float) -> bytes:
        """Return what comes in that time, less where a prompt ends it."""
        heard, until = b"", time.monotonic() + seconds
        while time.monotonic() < until:
            waiting = self._line.serial.in_waiting
            if waiting:
                heard += self._line.serial.read(waiting)
            elif heard.endswith(_RAW + b">"):
                break
            else:
                time.sleep(0.01)
        return heard

    @contextlib.contextmanager
    def _as_ours(self) -> Iterator[None]:
        """Turn what goes wrong on the line into words; mpremote prints what it meets, which nobody needs."""
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                yield
        except TransportExecError as error:
            last = error.error_output.strip().splitlines()[-1:] or ["?"]
            raise PortError(
                told("%(port)s: la placa no pudo: %(reason)s", port=self._device, reason=last[0])
            ) from error
        except (TransportError, OSError, ValueError, SyntaxError, IndexError, struct.error) as error:
            raise PortError(
                told(
                    "%(port)s: se cortó la conversación con la placa. Revise el cable y repita el mismo"
                    " comando: sigue donde quedó.",
                    port=self._device,
                )
            ) from error


def _unopened(device: str) -> PortError:
    """Return why a line cannot be opened; mpremote tells of no reason."""
    if not os.path.exists(device):  # noqa: PTH110 - a device is no file of ours
        there = ", ".join(sorted(one.device for one in list_ports.comports())) or told("ninguno")
        return PortError(
            told(
                "%(port)s no existe. Conecte la placa y mire cuál es; ahora hay: %(ports)s.",
                port=device,
                ports=there,
            )
        )
    if not os.access(device, os.R_OK | os.W_OK):
        return PortError(
            told(
                "%(port)s: no tiene permiso. Una sola vez: sudo usermod -aG dialout $USER, salga y entre de"
                " nuevo.",
                port=device,
            )
        )
    return PortError(
        told(
            "%(port)s está ocupado o no es un puerto serial. Cierre lo que lo tenga abierto (otro conuco node"
            " log, Thonny, mpremote) y repita.",
            port=device,
        )
    )
