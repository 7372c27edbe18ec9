"""What becomes of a file that agrees with itself: whose key it is, and what is here already."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from corridor_communes import NOW, SLUGS
from corridor_files import SUMMARY, a_file, a_key, another_key, signed_again, with_table
from msgspec.structs import replace

from dashboard.corridor.file import NAME, CorridorFile
from dashboard.corridor.judging import Verdict, judge
from dashboard.corridor.opening import opened
from dashboard.corridor.packing import unpacked
from dashboard.corridor.refusals import CorridorError
from dashboard.corridor.standing import Expected, Withdrawn, expect, read, take, trust, withdraw
from dashboard.corridor.totals import Period, periods, together
from gateway.domain.errors import DamagedError

FIRST = a_file()
SLUG = SLUGS[0]
SHA256 = opened(FIRST).sha256


@pytest.fixture
def file(tmp_path: Path) -> Iterator[CorridorFile]:
    with CorridorFile(tmp_path) as found:
        trust(found, SLUG, opened(FIRST).words, now=NOW)
        yield found


def judged(file: CorridorFile, *bodies: bytes) -> list[Verdict]:
    return judge({str(place): body for place, body in enumerate(bodies)}, read(file), now=NOW)


def taken(file: CorridorFile, *bodies: bytes) -> Sequence[str]:
    """Take what is right, and return what became of each."""
    found = judged(file, *bodies)
    take(file, [one.opened for one in found if one.fate in ("new", "newer") and one.opened], now=NOW)
    return [one.fate if one.refused is None else str(one.refused.error) for one in found]


def version(number: int, replaces: str = SHA256, **changed: object) -> bytes:
    return signed_again(FIRST, a_key(), version=number, replaces=replaces, **changed)


def test_a_file_is_new_and_then_it_is_here(file: CorridorFile) -> None:
    assert taken(file, FIRST, FIRST) == ["new", "again"]
    assert taken(file, FIRST) == ["again"]


def test_a_newer_version_stands_in_the_place_of_the_older_that_stays_kept(file: CorridorFile) -> None:
    newer = version(2)

    assert taken(file, FIRST, newer) == ["new", "newer"]

    standing = read(file)
    assert [one.version for one in standing.taken] == [1, 2]
    assert [one.sha256 for one in standing.in_force] == [opened(newer).sha256]


def test_an_older_version_that_comes_later_is_not_taken(file: CorridorFile) -> None:
    assert taken(file, version(2))[0] == "new"

    assert taken(file, FIRST)[0].startswith("Es la versión 1 y aquí ya está la 2")


def test_two_files_of_one_version_are_not_both_true(file: CorridorFile) -> None:
    taken(file, FIRST)

    other = signed_again(FIRST, a_key(), families=3)

    assert "con la misma versión 1 y otras cifras" in taken(file, other)[0]


def test_a_version_that_replaces_another_file_is_not_taken(file: CorridorFile) -> None:
    taken(file, FIRST)

    assert "dice reemplazar otro archivo" in taken(file, version(2, "ab" * 32))[0]


def test_two_scopes_with_a_product_in_common_are_not_counted_twice(file: CorridorFile) -> None:
    taken(file, FIRST)

    assert "se contaría dos veces" in taken(file, signed_again(FIRST, a_key(), scope=["cafe"]))[0]


def test_a_key_that_nobody_compared_is_not_believed(tmp_path: Path) -> None:
    with CorridorFile(tmp_path / "..") as file:
        (reason,) = taken(file, FIRST)

    assert "no se conoce aquí" in reason
    assert opened(FIRST).words in reason


def test_a_commune_that_changed_its_key_is_believed_by_the_new_one_alone(
    file: CorridorFile, tmp_path: Path
) -> None:
    key = another_key(tmp_path / "nueva")
    renewed = signed_again(FIRST, key, key=key.public)
    assert "Lo firma otra llave" in taken(file, renewed)[0]

    trust(file, SLUG, opened(renewed).words, now=NOW + 60)

    assert "Lo firma otra llave" in taken(file, FIRST)[0]
    assert taken(file, renewed) == ["new"]
    assert [one.until for one in read(file).keys] == [NOW + 60, None]


def test_words_are_compared_without_accents_and_by_four_letters(file: CorridorFile) -> None:
    spoken = " ".join(word[:4].upper() for word in opened(FIRST).words.split())

    trust(file, SLUG, spoken, now=NOW + 60)

    assert read(file).words_of(SLUG) == opened(FIRST).words


def test_words_that_were_misread_are_not_believed(file: CorridorFile) -> None:
    with pytest.raises(CorridorError, match="no son las doce palabras"):
        trust(file, SLUG, "uno dos tres", now=NOW)


def test_what_was_withdrawn_is_used_again_only_where_the_commune_sends_anew(file: CorridorFile) -> None:
    expect(file, Expected(SLUG, "Comuna"))
    taken(file, FIRST)
    withdraw(file, Withdrawn(SLUG, "acta 9", NOW + 60))
    (period,) = periods(read(file))
    assert [one.state for one in together(read(file), period).places] == ["withdrawn"]

    taken(file, version(2, created="2026-06-30T00:00:00Z"))

    assert [one.state for one in together(read(file), period).places] == ["in"]


def test_who_left_the_corridor_before_is_not_missing(file: CorridorFile) -> None:
    expect(file, Expected("otra", "Otra", gone="2025-12-31"))
    expect(file, Expected("nueva", "Nueva", joined="2026-03-01"))

    found = together(read(file), Period("2026-01-01", "2026-05-31"))

    assert [one.name for one in found.places] == ["Nueva"]


def in_cimarrones(slug: str) -> bytes:
    """Return the file of a commune whose money is its own and called like another's."""
    body, key = a_file(slug), a_key(slug)
    table = unpacked(body)[SUMMARY].replace(b"money,USD,,,USD", b"money,cimarron,,,cimarron")
    totals = [replace(one, good=one.good.replace("USD", "cimarron")) for one in opened(body).manifest.totals]
    return signed_again(with_table(body, table, key), key, totals=totals)


def test_a_currency_of_a_commune_s_own_is_added_to_no_other_of_the_same_name(file: CorridorFile) -> None:
    bodies = [in_cimarrones(one) for one in SLUGS[:2]]
    trust(file, SLUGS[1], opened(bodies[1]).words, now=NOW)
    taken(file, *bodies)

    found = together(read(file), periods(read(file))[0]).lines

    own = [(one.owner, one.total.amount) for one in found if one.total.good.item == "cimarron"]
    assert own == [(SLUGS[0], Decimal(201)), (SLUGS[1], Decimal(201))]


def test_a_damaged_file_of_ours_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"not a database at all" * 400)

    with pytest.raises(DamagedError, match="Póngalo de la última copia"):
        CorridorFile(tmp_path)


def test_a_comparison_of_words_is_recorded_later_and_never_forgotten_for_none(file: CorridorFile) -> None:
    words = opened(FIRST).words
    assert compared_of(file) == "no"

    trust(file, SLUG, words, now=NOW + 60, compared="said")
    trust(file, SLUG, words, now=NOW + 120)

    assert compared_of(file) == "said"


def compared_of(file: CorridorFile) -> str | None:
    key = read(file).key_of(SLUG)
    return None if key is None else key.compared


def test_a_corridor_of_an_older_station_is_read_on_and_says_nothing_of_a_comparison(tmp_path: Path) -> None:
    with CorridorFile(tmp_path) as made:
        trust(made, SLUG, opened(FIRST).words, now=NOW)
    with sqlite3.connect(tmp_path / "corridor.db") as older:
        older.execute("ALTER TABLE trusted DROP COLUMN compared")
        older.execute("PRAGMA user_version = 1")
    older.close()

    with CorridorFile(tmp_path) as file:
        assert compared_of(file) is None
        assert read(file).words_of(SLUG) == opened(FIRST).words
