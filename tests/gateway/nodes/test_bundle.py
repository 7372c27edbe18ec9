"""A version of the nodes' program is one file that says what it is, the same wherever it is made."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from gateway.domain.errors import UpdateError
from gateway.nodes.boards import firmware_folder
from gateway.nodes.bundle import MAGIC, MOST_BYTES, Bundle, bundled, opened
from gateway.nodes.compiling import compiled, sources
from gateway.nodes.signing import Signer, is_read_by_others, signer

FILES = {"node/wake.mpy": b"M\x06\x00\x1fwake", "node/sensors/oxygen.mpy": b"M\x06\x00\x1foxygen"}


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return signer(tmp_path_factory.mktemp("key") / "update.key")


def a_bundle(key: Signer, *, files: dict[str, bytes] | None = None, version: int = 7) -> Bundle:
    return bundled(files or FILES, version=version, name="0.2.0", sign=key.sign)


def test_a_bundle_is_read_back_as_it_was_made(key: Signer) -> None:
    made = a_bundle(key)

    read = opened(made.body)

    assert read == made
    assert [row[0] for row in read.manifest.files] == sorted(FILES)
    assert (read.manifest.version, read.manifest.name, read.manifest.mpy) == (7, "0.2.0", 6)


def test_the_same_files_version_and_key_give_the_same_bytes(key: Signer) -> None:
    assert a_bundle(key).body == a_bundle(key, files=dict(reversed(FILES.items()))).body
    assert a_bundle(key).sha256 != a_bundle(key, version=8).sha256


def test_an_offer_says_the_size_and_the_digest_of_the_whole(key: Signer) -> None:
    made = a_bundle(key)

    assert (made.offer.size, made.offer.sha256) == (len(made.body), hashlib.sha256(made.body).hexdigest())


def test_the_signature_is_that_of_the_manifest_by_the_public_modulus(key: Signer) -> None:
    body = a_bundle(key).body
    length = int.from_bytes(body[len(MAGIC) : len(MAGIC) + 4], "little")
    manifest = body[len(MAGIC) + 4 : len(MAGIC) + 4 + length]
    signature = body[len(MAGIC) + 4 + length :][:256]

    number = pow(int.from_bytes(signature, "big"), 65537, int.from_bytes(key.modulus, "big"))

    head = bytes.fromhex("3031300d060960864801650304020105000420")  # RFC 8017, section 9.2, note 1
    digest = head + hashlib.sha256(manifest).digest()
    padding = b"\xff" * (256 - 3 - len(digest))  # both of section 9.2
    assert number.to_bytes(256, "big") == b"\x00\x01" + padding + b"\x00" + digest


@pytest.mark.parametrize("at", [0, 9, 60, -1])
def test_a_damaged_bundle_is_known(key: Signer, at: int) -> None:
    body = bytearray(a_bundle(key).body)
    body[at] ^= 0xFF

    with pytest.raises(UpdateError, match="no es un programa de nodos entero"):
        opened(bytes(body))


@pytest.mark.parametrize("change", [lambda body: body[:-1], lambda body: body + b"x", lambda _: b""])
def test_a_bundle_with_too_little_or_too_much_is_known(key: Signer, change: object) -> None:
    assert callable(change)
    with pytest.raises(UpdateError):
        opened(change(a_bundle(key).body))


def test_what_does_not_fit_on_a_board_is_refused(key: Signer) -> None:
    with pytest.raises(UpdateError, match="caben 100"):
        a_bundle(key, files={"node/wake.mpy": b"M\x06" + bytes(MOST_BYTES)})


def test_what_two_compilers_made_is_refused(key: Signer) -> None:
    with pytest.raises(UpdateError, match="un mismo mpy-cross"):
        a_bundle(key, files=FILES | {"node/pond.mpy": b"M\x05\x00\x1fpond"})


def test_the_application_compiles_to_the_same_bytes_wherever_it_lies(key: Signer, tmp_path: Path) -> None:
    for one in ("node/__init__.py", "node/ticks.py", "node/sensors/__init__.py"):
        (tmp_path / "b" / one).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(firmware_folder() / one, tmp_path / "b" / one)
    shutil.copytree(tmp_path / "b", tmp_path / "elsewhere")
    told: list[tuple[int, int]] = []

    one = compiled(tmp_path / "b", done=lambda done, total: told.append((done, total)))

    assert one == compiled(tmp_path / "elsewhere")
    assert sorted(one) == ["node/__init__.mpy", "node/sensors/__init__.mpy", "node/ticks.mpy"]
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_the_whole_application_fits_on_a_board(key: Signer) -> None:
    made = bundled(compiled(firmware_folder()), version=1, name="0.2.0", sign=key.sign)

    print(f"bundle of {len(made.files)} files: {len(made.body)} bytes")
    assert len(made.files) == len(sources(firmware_folder()))


def test_a_file_that_cannot_be_compiled_is_named(tmp_path: Path) -> None:
    (tmp_path / "node").mkdir()
    (tmp_path / "node" / "bad.py").write_text("def (:\n", encoding="utf-8")

    with pytest.raises(UpdateError, match=r"node/bad\.py no se puede compilar: SyntaxError"):
        compiled(tmp_path)


def test_the_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    first = signer(tmp_path / "update.key")

    assert not is_read_by_others(tmp_path / "update.key")
    assert signer(tmp_path / "update.key").modulus == first.modulus
    assert [one.name for one in tmp_path.iterdir()] == ["update.key"]


def test_a_key_that_is_none_is_said_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "update.key").write_text("mine\n", encoding="utf-8")

    with pytest.raises(UpdateError, match="no se puede leer"):
        signer(tmp_path / "update.key")

    assert (tmp_path / "update.key").read_text(encoding="utf-8") == "mine\n"
