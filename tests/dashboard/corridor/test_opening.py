"""A file of the corridor that somebody touched, whatever they did to it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from corridor_files import (
    SUMMARY,
    a_file,
    a_key,
    another_key,
    signed_again,
    with_format,
    with_members,
    with_table,
    zipped,
)
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dashboard.corridor.manifest import MANIFEST, SIGNATURE
from dashboard.corridor.opening import opened
from dashboard.corridor.packing import MOST_BYTES, packed, unpacked
from dashboard.corridor.refusals import CorridorError, is_shown
from dashboard.corridor.tables import SummaryRow, csv_of, rows_of
from gateway.domain.goods import Base, Good

FILE = a_file(detailed=True)
PLAIN = a_file()
TABLE = unpacked(PLAIN)[SUMMARY]


def without(name: str) -> bytes:
    return packed({one: body for one, body in unpacked(PLAIN).items() if one != name})


CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "dañado"),
    "not an archive": (lambda: b"hola" * 200, "dañado"),
    "cut off": (lambda: PLAIN[:-30], "dañado"),
    "something behind it": (lambda: PLAIN + b"x", "dañado"),
    "something before it": (lambda: b"x" + PLAIN, "dañado"),
    "too large": (lambda: b"x" * (MOST_BYTES + 1), "Pesa más de 8 MB"),
    "a bomb": (
        lambda: zipped({SUMMARY: b"\0" * (MOST_BYTES + 1)}, compression=zipfile.ZIP_DEFLATED),
        "más de lo que cabe",
    ),
    "packed by another program": (
        lambda: zipped(unpacked(PLAIN), compression=zipfile.ZIP_DEFLATED),
        "comprimido otra vez",
    ),
    "a way out of its folder": (
        lambda: zipped(unpacked(PLAIN) | {"../../etc/passwd": b""}),
        "nombre extraño",
    ),
    "an absolute path": (lambda: zipped(unpacked(PLAIN) | {"/etc/passwd": b""}), "nombre extraño"),
    "a name twice": (
        lambda: zipped([*unpacked(PLAIN).items(), (SUMMARY, TABLE)]),
        "dos archivos con el mismo nombre",
    ),
    "many members": (lambda: zipped({f"{chr(97 + n)}.csv": b"" for n in range(20)}), "más de lo que cabe"),
    "no manifest": (lambda: without(MANIFEST), "Le falta manifiesto.json"),
    "no signature": (lambda: without(SIGNATURE), "Le falta firma.ed25519"),
    "no table": (lambda: without(SUMMARY), "No trae los archivos"),
    "a table more": (lambda: with_members(PLAIN, otra_csv=b"x"), "No trae los archivos"),
    "not UTF-8": (lambda: with_members(PLAIN, manifiesto_json=b"\xff{}"), "no es JSON en UTF-8"),
    "another JSON": (lambda: with_members(PLAIN, manifiesto_json=b"[]"), "No dice que sea"),
    "deep JSON": (lambda: with_members(PLAIN, manifiesto_json=b"[" * 9000), "no es JSON"),
    "an older format": (lambda: with_format(PLAIN, "conuco-export/0"), "formato viejo"),
    "a newer format": (lambda: with_format(PLAIN, "conuco-export/2"), "formato más nuevo"),
    "a format that only looks like a number": (
        lambda: with_format(PLAIN, "conuco-export/²"),
        "formato viejo",
    ),
    "a name that clears the screen": (
        lambda: signed_again(PLAIN, a_key(), name="La Caoba\x1b[2K\x1b[8m"),
        r"no es como dice docs/corredor.md \(nombre\)",
    ),
    "a name that brings its own key words": (
        lambda: signed_again(PLAIN, a_key(), name="La Caoba\n  ábaco ábaco ábaco"),
        r"\(nombre\)",
    ),
    "a name written backwards": (
        lambda: signed_again(PLAIN, a_key(), name="aboaC aL\u202e"),
        r"\(nombre\)",
    ),
    "a product that moves the cursor": (
        lambda: with_table(PLAIN, TABLE.replace("híbrido c".encode(), b"\x1b[Ac", 1), a_key()),
        "no es la tabla",
    ),
    "a name that a spreadsheet would run": (
        lambda: with_table(PLAIN, TABLE.replace("híbrido c".encode(), b"=1+1 c", 1), a_key()),
        "no es la tabla",
    ),
    "another commune": (
        lambda: with_members(
            PLAIN, manifiesto_json=unpacked(PLAIN)[MANIFEST].replace(b"el-apamate", b"el-apamato")
        ),
        "La firma no es de la llave",
    ),
    "spaces in the manifest": (
        lambda: with_members(PLAIN, manifiesto_json=unpacked(PLAIN)[MANIFEST].replace(b",", b", ", 1)),
        "no es como dice",
    ),
    "a table changed": (
        lambda: with_members(PLAIN, resumen_csv=TABLE.replace(b"1203", b"9203")),
        "fue cambiado después de firmar",
    ),
    "a table changed, and its hash": (
        lambda: with_table(PLAIN, TABLE.replace(b"1203", b"9203")),
        "La firma no es de la llave",
    ),
    "a table changed and signed, the totals not": (
        lambda: with_table(PLAIN, TABLE.replace(b"1203", b"9203"), a_key()),
        "kg:hibrido-cachamoto, cosechado: dice 1203 y suman 9203",
    ),
    "a total changed and signed": (
        lambda: signed_again(PLAIN, a_key(), totals=opened(PLAIN).manifest.totals[1:]),
        "no suman lo que dice",
    ),
    "another number of rows": (
        lambda: signed_again(
            PLAIN,
            a_key(),
            files=[type(one)(one.name, one.sha256, one.rows + 1) for one in opened(PLAIN).manifest.files],
        ),
        "el manifiesto dice 9 filas y hay 8",
    ),
    "a version that replaces nothing": (
        lambda: signed_again(PLAIN, a_key(), version=2),
        r"no es como dice docs/corredor.md \(reemplaza\)",
    ),
    "an end before its beginning": (
        lambda: signed_again(
            PLAIN, a_key(), span=type(opened(PLAIN).manifest.span)("2026-05-31", "2026-01-01")
        ),
        r"\(periodo\)",
    ),
    "a table with LF": (lambda: with_table(PLAIN, TABLE.replace(b"\r\n", b"\n"), a_key()), "no es la tabla"),
    "a table not in UTF-8": (
        lambda: with_table(PLAIN, TABLE.replace(b"hibrido-c", b"hibrid\xff-c"), a_key()),
        "no está en UTF-8",
    ),
    "a negative amount": (
        lambda: with_table(PLAIN, TABLE.replace(b"1203.000", b"-203.000"), a_key()),
        r"no es la tabla que dice docs/corredor.md \(línea 2\)",
    ),
    "a number that is none": (
        lambda: with_table(PLAIN, TABLE.replace(b"1203.000", b"NaN"), a_key()),
        r"línea 2",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_not_as_it_left_is_refused_with_its_reason(case: str) -> None:
    made, reason = CASES[case]

    with pytest.raises(CorridorError, match=reason):
        opened(made())


def test_what_a_stranger_wrote_moves_nothing_on_the_screen_that_refuses_it() -> None:
    with pytest.raises(CorridorError) as refused:
        opened(zipped(unpacked(PLAIN) | {"\x1b[2J\x1b[8m": b""}))

    assert "nombre extraño (\ufffd[2J\ufffd[8m)" in str(refused.value)


def test_whoever_signs_with_another_key_and_says_so_has_other_words(tmp_path: Path) -> None:
    thief = another_key(tmp_path)

    found = opened(signed_again(PLAIN, thief, key=thief.public))

    assert found.words != opened(PLAIN).words


def test_the_same_content_is_the_same_file() -> None:
    assert packed(dict(reversed(unpacked(FILE).items()))) == FILE


@given(st.integers(0, len(FILE) - 1), st.integers(1, 255))
@settings(max_examples=250, deadline=None)
def test_any_byte_that_is_changed_is_noticed(place: int, flipped: int) -> None:
    bent = bytearray(FILE)
    bent[place] ^= flipped

    with pytest.raises(CorridorError):
        opened(bytes(bent))


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_any_bytes_that_are_cut_out_or_put_in_are_noticed(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(FILE) - 1))
    end = data.draw(st.integers(start, min(len(FILE), start + 200)))
    inserted = data.draw(st.binary(max_size=40))
    bent = FILE[:start] + inserted + FILE[end:]

    if bent == FILE:
        assert opened(bent).sha256 == opened(FILE).sha256
    else:
        with pytest.raises(CorridorError):
            opened(bent)


goods = st.builds(
    Good,
    st.sampled_from(["kg", "L", "count", "money"]),
    st.sampled_from(["maiz-blanco", "cafe", "USD"]),
    st.none() | st.builds(Base, st.sampled_from([Decimal(12), Decimal("14.5")]), st.just(Decimal(2))),
)
amounts = st.decimals(0, 10**9, places=3, allow_nan=False, allow_infinity=False)
rows = st.builds(
    SummaryRow,
    concept=st.sampled_from(["cosechado", "entregado", "egreso"]),
    detail=st.sampled_from(["", "venta", "comunidad"]),
    good=goods,
    name=st.text(st.characters(codec="utf-8"), max_size=40).filter(is_shown),
    amount=amounts,
)


@given(st.lists(rows, max_size=12))
@example([SummaryRow("cosechado", "", Good("kg", "cafe"), "=1+1", Decimal(1))])
@example([SummaryRow("cosechado", "", Good("kg", "cafe"), "'=1+1", Decimal(1))])
@settings(max_examples=60, deadline=None)
def test_a_table_that_is_read_again_is_the_same(found: list[SummaryRow]) -> None:
    body = csv_of(SUMMARY, found)

    assert rows_of(SUMMARY, body) == found
