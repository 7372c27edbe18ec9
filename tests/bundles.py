"""Versions of an application for tests, good and bad ones, signed by a key that signs nothing else."""

from __future__ import annotations

import hashlib
import json
import random
import struct
from dataclasses import dataclass, field

# ruff: noqa: E501 - the numbers of a key
MODULUS = 0xBD6A25B45097F037A91105B7E68EE7F7EE14D8C136D47DEAE76E3965649F18B9F0FFA6431A7B7AE063E54328BC7EC78AA1FD8A6A8CB0BC4AB82DF757F447171C9A6BC3306C9F9047872BEE548908E36C1192DAEDCD41CB821B03DDC029CAFCE9557746641C6CF9D3A04E7BC223B6A615F2A8A17854122E3706BACB885117401C0D5E380AC00D55B7D77571A273983844717250D0F754B0562F99014111C1801312261FF01C9C8FAD7EC4FB1B8AFAAA4A1D26004AAEE2536775991F66AF465CCD70BAF52A2146C6EAF4FFDE2E4E16BF2D2C8081EE23393109584212169708966B0C6A10DB57299AA51B9FC82339D1A455078D7F219F43F151528F03E8BBC3740D
_PRIVATE = 0x37964C2463B6833FC275056997D6FE8A8B2B41054AF3075505C01A460046947A1518E19135D76113331DD81CBF5CB170A4E384588A9B5F56CA406B233BC4152B46C2335125BF9A16F3BB57C1254A1F7BDA986F79745047CA11E58B91567284D0714D84B1E289B4B37F8B28D4ABA8718B656049AAC7796268B1A7E60D4646FD7FFBF48D9E95044FFDF8AF9E54851169D675E76861B921C8F0A69CCA75AF3C9F81BA24C0BDE8EAD1E2FE0DAE9EF547AFDD200AE9D90253C8B6F007B6FB13B945D86A71B6B12664ACD77B7610677E75E8B8512038E656D1A1E30F811D5C7C4225E0A5DA2224ADB91990F4CD11BA93E9D779FAC1F5D3F499E86DA9CBF31C91DC1F3D
_SHA256 = bytes.fromhex("3031300d060960864801650304020105000420")

Row = tuple[str, int, str]

BAD = (
    "signature", "hash", "truncated", "oversized", "duplicate", "outside", "mpy", "version", "short manifest",
    "no files", "spoilt",
)  # fmt: skip
"""Everything that may be wrong with a bundle; none of them may ever run."""


def public_key() -> bytes:
    """Return what stands in a board's `update.pub`."""
    return MODULUS.to_bytes(256, "big")


def signature_of(said: bytes) -> bytes:
    """Return an RSA signature, PKCS#1 v1.5 with SHA-256."""
    rest = _SHA256 + hashlib.sha256(said).digest()
    block = b"\0\1" + b"\xff" * (253 - len(rest)) + b"\0" + rest
    return pow(int.from_bytes(block, "big"), _PRIVATE, MODULUS).to_bytes(256, "big")


@dataclass(frozen=True)
class Version:
    """One version, as it is offered and as it would stand in a slot."""

    version: int
    kind: str
    body: bytes
    files: dict[str, str] = field(default_factory=dict)
    sha256: str = ""

    def told(self, file: str) -> dict[str, object]:
        """Return what a harness must know of it."""
        offer = {
            "version": self.version,
            "name": f"0.{self.version}.0",
            "size": len(self.body),
            "sha256": self.sha256 or hashlib.sha256(self.body).hexdigest(),
        }
        return {"file": file, "kind": self.kind, "offer": offer, "files": self.files}


def some_files(rng: random.Random, version: int) -> dict[str, bytes]:
    """Return a few files as an application has them; each says which version it is of."""
    names = ["node/__init__.mpy", "node/wake.mpy", "node/sensors/__init__.mpy", "node/sensors/air.mpy"]
    names += [f"node/part{number}.mpy" for number in range(rng.randrange(4))]
    return {name: b"%d:" % version + rng.randbytes(rng.choice((0, 40, 700, 2500))) for name in sorted(names)}


def made(rng: random.Random, version: int, kind: str) -> Version:
    """Return a version of a kind: good, crashing, mute, or one of the bad ones."""
    files = some_files(rng, version)
    rows = [(name, len(body), hashlib.sha256(body).hexdigest()) for name, body in files.items()]
    contents = b"".join(files.values())
    body = _spoilt(rng, version, kind, rows, contents) if kind in BAD else _bundle(version, rows, contents)
    offered = hashlib.sha256(body + b"!").hexdigest() if kind == "spoilt" else ""
    return Version(version, kind, body, {name: digest for name, _, digest in rows}, offered)


def _bundle(version: int, rows: list[Row], contents: bytes, *, mpy: int = 6, key: int = 0) -> bytes:
    manifest = {"version": version, "name": f"0.{version}.0", "mpy": mpy, "files": rows}
    said = json.dumps(manifest, separators=(",", ":")).encode()
    signature = bytearray(signature_of(said))
    signature[7] ^= key
    return b"CONUCO1\n" + struct.pack("<I", len(said)) + said + bytes(signature) + contents


def _spoilt(rng: random.Random, version: int, kind: str, rows: list[Row], contents: bytes) -> bytes:
    last, row = rows[-1], rng.choice(("../slot", "/slot", "node/../../slot", "slots.mpy", "a/node/x.mpy"))
    if kind == "short manifest":
        return b"CONUCO1\n" + struct.pack("<I", 60_000) + rng.randbytes(600)
    rows, contents = {
        "hash": ([*rows[:-1], (last[0], last[1], hashlib.sha256(b"other").hexdigest())], contents),
        "truncated": (rows, contents[:-1]),
        "oversized": (rows, contents + b"!"),
        "duplicate": ([*rows, last], contents + contents[len(contents) - last[1] :]),
        "outside": ([(row, *rows[0][1:])], contents[: rows[0][1]]),
        "no files": ([], b""),
    }.get(kind, (rows, contents))
    told = version + 1 if kind == "version" else version
    return _bundle(told, rows, contents, mpy=5 if kind == "mpy" else 6, key=int(kind == "signature"))
