"""The board files: what hangs on the pins of each sort of board."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta, Struct

from gateway.domain.entries import Slug
from gateway.domain.errors import ProvisionError
from gateway.domain.speech import told

_PACKAGE: Final = Path(__file__).parent.parent


class Channel(Struct, frozen=True):
    """A sensor of a channel; what else stands there is the firmware's own business."""

    name: Slug
    sensor: str


class Board(Struct, frozen=True):
    """What a board file says that concerns the station.

    Attributes:
        title: What it is, in words for a person.
        whole: The file as it is, for the settings.
    """

    board: Slug
    title: str
    kind: Literal["pond", "field", "siren"]
    channels: Annotated[list[Channel], Meta(min_length=1)]
    whole: dict[str, object] = {}

    @property
    def sensors(self) -> dict[str, list[str]]:
        """Which sensors each channel carries."""
        found: dict[str, list[str]] = {}
        for one in self.channels:
            found.setdefault(one.name, []).append(one.sensor)
        return found


def firmware_folder() -> Path:
    """Return where the board's files are: in a checkout beside `gateway`, in a wheel within it.

    Raises:
        ProvisionError: They are in neither place.
    """
    for folder in (_PACKAGE.parent / "firmware", _PACKAGE / "board_files"):
        if (folder / "main.py").is_file():
            return folder
    raise ProvisionError(
        told("A esta instalación le faltan los archivos de los nodos. Instale Conuco de nuevo.")
    )


def names(firmware: Path) -> list[str]:
    """Return the boards that there are files of."""
    return sorted(path.stem for path in (firmware / "boards").glob("*.json"))


def read_board(firmware: Path, board: str) -> Board:
    """Return a board file.

    Args:
        firmware: Where the board's files are.
        board: The name of one of ours, or the path of a file that somebody has written.

    Raises:
        ProvisionError: There is no such file, or it does not say what a board file must.
    """
    own = Path(board)
    path = own if own.suffix == ".json" else firmware / "boards" / f"{board}.json"
    try:
        text = path.read_bytes()
    except OSError as error:
        raise ProvisionError(
            told(
                "No hay una placa «%(board)s». Las que hay: %(boards)s; o dé un archivo .json suyo.",
                board=board,
                boards=", ".join(names(firmware)),
            )
        ) from error
    try:
        whole = msgspec.json.decode(text, type=dict[str, object])
        return msgspec.structs.replace(msgspec.convert(whole, type=Board), whole=whole)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise ProvisionError(
            told(
                "%(path)s no es un archivo de placa: %(reason)s. Compárelo con uno de %(folder)s.",
                path=path,
                reason=error,
                folder=firmware / "boards",
            )
        ) from error
