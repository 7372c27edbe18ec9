"""The version that a station offers, as it stands in the board's flash until it runs or has failed."""

import json
import os

from node import const

BUNDLE = "update.bin"
_OFFER = const("update.json")
_LARGEST = const(102_400)
_NO_OFFER = const("not the offer of a version")


def checked(offer: object) -> dict:
    """Return {version, name, size, sha256} of an offer.

    Raises:
        ValueError: It is none.
    """
    found = offer if isinstance(offer, dict) else {}
    version, size, digest = found.get("version"), found.get("size"), found.get("sha256")
    if not (isinstance(version, int) and isinstance(size, int) and isinstance(digest, str)):
        raise ValueError(_NO_OFFER)
    if not (0 < version < 1 << 31 and 0 < size <= _LARGEST and len(digest) == 64):
        raise ValueError(_NO_OFFER)
    return {"version": version, "name": found.get("name"), "size": size, "sha256": digest}


def read() -> tuple[dict | None, int]:
    """Return the offer that stands, None for none, and how many bytes of its bundle are there.

    One that cannot be read is none: it must not end a node that has no need of it.
    """
    names = os.listdir(".")
    size = os.stat(BUNDLE)[6] if BUNDLE in names else 0
    if _OFFER not in names:
        return None, size
    try:
        with open(_OFFER) as file:
            found = json.loads(file.read())
        return dict(found, **checked(found)), size
    except (OSError, ValueError):
        return None, size


def keep(offer: dict) -> None:
    """Replace the offer as a whole; what was fetched of another one goes first.

    Raises:
        OSError: The flash cannot be written.
    """
    forget()
    with open(_OFFER + ".new", "w") as file:
        file.write(json.dumps(offer))
    os.rename(_OFFER + ".new", _OFFER)


def add(part: bytes, *, is_first: bool) -> None:
    """Keep a part of the bundle; when this returns it stands flushed in flash.

    Raises:
        OSError: The flash cannot be written.
    """
    with open(BUNDLE, "wb" if is_first else "ab") as file:
        file.write(part)
        file.flush()


def forget() -> None:
    """Drop offer and bundle."""
    for path in (_OFFER, BUNDLE):
        if path in os.listdir("."):
            os.remove(path)
