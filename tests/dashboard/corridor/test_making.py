"""What leaves a commune, when, and what never does."""

from __future__ import annotations

import csv
import io
import stat
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from corridor_communes import CASH, DECISION, EXPIRES, GRANT, NOW, STORE, UNTIL, Commune, a_commune
from corridor_files import manifest_of
from fakes import DAY_S
from msgspec.structs import replace

from dashboard.corridor.making import kept
from dashboard.corridor.opening import Opened, opened
from dashboard.corridor.packing import unpacked
from dashboard.corridor.refusals import CorridorError
from dashboard.corridor.signing import KEY_NAME, key_words, signer
from gateway.domain.entries import (
    CouncilRegistered,
    Delivered,
    ExportMade,
    Grant,
    OutcomeTold,
    ProductRegistered,
    Weighing,
)
from gateway.journal.spoken import heard

Deciding = Callable[..., Commune]


@pytest.fixture
def deciding(tmp_path: Path) -> Iterator[Deciding]:
    """Give a commune whose parliament decided something."""
    opened_ones = []

    def commune(grant: Grant = GRANT, **how: str) -> Commune:
        context = a_commune(tmp_path / str(len(opened_ones)), grant=grant, **how)  # type: ignore[arg-type]
        opened_ones.append(context)
        return context.__enter__()

    yield commune
    for one in opened_ones:
        one.__exit__(None, None, None)


def exports(commune: Commune) -> list[ExportMade]:
    found = commune.journal.entries("book", kinds=("export",))
    return [one.body for one in found if isinstance(one.body, ExportMade)]


def told(found: Opened) -> dict[tuple[str, str, str], Decimal | None]:
    return {(one.concept, one.detail, one.good.item): one.amount for one in found.summary}


def test_the_book_says_what_leaves_before_it_is_handed_out(deciding: Deciding) -> None:
    commune = deciding()

    made = commune.make()

    assert [one.sha256 for one in exports(commune)] == [opened(made.body).sha256]
    assert made.entry.body == ExportMade(
        DECISION, "corredor", "2026-01-01", UNTIL, 1, opened(made.body).sha256
    )
    assert kept(commune.desk.folder, opened(made.body).sha256) == made.body


def test_twice_is_once_however_late(deciding: Deciding) -> None:
    commune = deciding()
    first = commune.make()

    again = commune.make(now=NOW + 3 * DAY_S)

    assert (again.body, again.is_new, len(exports(commune))) == (first.body, False, 1)


def test_what_was_corrected_is_a_new_version_that_names_the_one_before(deciding: Deciding) -> None:
    commune = deciding()
    first = commune.make()
    late = Delivered("cachamas", "hibrido-cachamoto", Weighing(Decimal(7)), "weighed", "sale")
    commune.write(late, "tardía", at=NOW - 90 * DAY_S)

    second = commune.make(now=NOW + 60)

    said = manifest_of(second.body)
    assert (said.version, said.replaces, second.is_new) == (2, opened(first.body).sha256, True)
    assert told(opened(second.body))["entregado", "venta", "hibrido-cachamoto"] == Decimal(57)


@pytest.mark.parametrize(
    ("grant", "how", "now", "reason"),
    [
        (GRANT, {"result": "rejected"}, NOW, "no aprobó"),
        (None, {}, NOW, "no es de compartir"),
        (replace(GRANT, expires="2026-06-09"), {}, NOW, "venció el 2026-06-09"),
        (replace(GRANT, since="2026-06-10", until="2026-07-10"), {}, NOW, "comienza el 2026-06-10"),
    ],
    ids=["rejected", "not about sharing", "expired", "not begun"],
)
def test_nothing_leaves_that_the_parliament_does_not_allow_now(
    deciding: Deciding, grant: Grant | None, how: dict[str, str], now: int, reason: str
) -> None:
    commune = deciding(grant, **how)

    with pytest.raises(CorridorError, match=reason):
        commune.make(now=now)

    assert exports(commune) == []


def test_nothing_leaves_by_a_decision_that_nobody_made(deciding: Deciding) -> None:
    with pytest.raises(CorridorError, match="No hay una decisión con esa clave"):
        deciding().make(decision="acuerdo-inventado")


def test_nothing_leaves_once_the_parliament_withdrew_it(deciding: Deciding) -> None:
    commune = deciding()
    commune.write(OutcomeTold(DECISION, "withdrawn"), "retirado", at=NOW - DAY_S)

    with pytest.raises(CorridorError, match="retiró ese permiso"):
        commune.make()


def test_no_day_leaves_that_was_not_decided_or_has_not_ended(deciding: Deciding) -> None:
    commune = deciding(replace(GRANT, until="2026-07-31"))

    with pytest.raises(CorridorError, match="del 2026-01-01 al 2026-07-31"):
        commune.make(until=date(2026, 8, 1))
    with pytest.raises(CorridorError, match="El día 2026-06-10 no ha terminado"):
        commune.make(until=date(2026, 6, 10))

    assert manifest_of(commune.make().body).span.until == "2026-06-09"
    assert EXPIRES


def test_a_scope_lets_out_its_products_and_no_money(deciding: Deciding) -> None:
    found = opened(deciding(replace(GRANT, scope=["maiz-blanco"])).make().body)

    assert {item for _concept, _detail, item in told(found)} == {"maiz-blanco"}


def test_a_level_brings_its_own_tables_and_those_below(deciding: Deciding) -> None:
    names = {
        level: sorted(unpacked(deciding(replace(GRANT, level=level)).make().body))[0:-1]
        for level in ("summary", "cycles", "entries")
    }

    assert "resumen.csv" in unpacked(deciding().make().body)
    assert names["summary"] == ["firma.ed25519", "manifiesto.json"]
    assert names["cycles"] == ["ciclos.csv", "firma.ed25519", "intercambios.csv", "manifiesto.json"]
    assert set(names["entries"]) >= {"asientos.csv", *names["cycles"]}


def test_a_cycle_of_a_unit_that_did_not_agree_says_no_more_than_its_good(deciding: Deciding) -> None:
    found = opened(deciding(replace(GRANT, level="cycles")).make().body)

    assert {(one.cycle, one.unit, one.amount, one.kept_back) for one in found.cycles} == {
        ("", "", None, "unidad")
    }


def test_a_unit_that_agreed_is_kept_back_while_its_figures_tell_those_of_the_only_other(
    deciding: Deciding,
) -> None:
    alone = opened(deciding(replace(GRANT, level="cycles", agreed=["laguna-1"])).make().body)
    both = opened(deciding(replace(GRANT, level="cycles", agreed=["laguna-1", "laguna-2"])).make().body)

    assert [one.unit for one in alone.cycles if one.unit] == []
    assert [one.unit for one in both.cycles if one.unit] == ["laguna-1", "laguna-2"]


def test_a_good_of_one_unit_is_kept_back_in_every_row(deciding: Deciding) -> None:
    before_the_second_harvest = date(2026, 3, 2)

    found = opened(deciding().make(until=before_the_second_harvest).body)

    assert {(one.concept, one.amount, one.kept_back) for one in found.summary} == {
        ("cosechado", None, "unidad")
    }
    assert found.manifest.totals == []


def test_what_few_families_got_is_kept_back_and_in_no_total(deciding: Deciding) -> None:
    commune = deciding()
    commune.write(CouncilRegistered("la-ceiba", "La Ceiba", 4, 15), "pocas", at=NOW - 300 * DAY_S)

    found = opened(commune.make().body)

    row = next(one for one in found.summary if one.detail == "comunidad" and "cachamoto" in one.good.item)
    assert (row.amount, row.kept_back) == (None, "familias")
    totals = {(one.good, one.concept): one.amount for one in found.manifest.totals}
    assert totals["kg:hibrido-cachamoto", "entregado"] == Decimal(50)
    assert found.manifest.kept_back == 1


def test_a_delivery_that_says_how_few_shared_it_is_kept_back(deciding: Deciding) -> None:
    commune = deciding()
    few = Delivered(
        "cachamas", "hibrido-cachamoto", Weighing(Decimal(12)), "weighed", "community", "el-saman", families=3
    )
    commune.write(few, "pocas-familias", at=NOW - 90 * DAY_S)

    found = opened(commune.make().body)

    # Together with the 84 families of the other council it is of many.
    assert told(found)["entregado", "comunidad", "hibrido-cachamoto"] == Decimal(312)


@pytest.mark.parametrize("level", ["summary", "cycles", "entries"])
def test_no_store_person_or_cash_leaves(deciding: Deciding, level: str) -> None:
    every = ["laguna-1", "laguna-2", "parcela-1", "parcela-2", "la-ceiba", "el-saman"]
    body = deciding(replace(GRANT, level=level, agreed=every)).make().body

    for secret in (STORE, "galpon", "almacen", str(CASH), "La Ceiba", "la-ceiba", "vecina", "secretaria"):
        assert secret.encode() not in body, secret


def test_the_key_is_made_once_for_its_owner_alone_and_has_twelve_words(tmp_path: Path) -> None:
    first = signer(tmp_path).public

    assert signer(tmp_path).public == first
    assert stat.S_IMODE((tmp_path / KEY_NAME).stat().st_mode) == 0o600
    assert len(key_words(first).split()) == 12
    assert heard(key_words(first)) is not None


def test_the_checkpoint_is_of_the_last_closing_after_the_period(deciding: Deciding) -> None:
    commune = deciding()

    said = manifest_of(commune.make().body)

    assert said.checkpoint is not None
    assert said.checkpoint.startswith(f"conuco/{commune.slug}/libro\n")
    assert "cierre 1 acta 3 " in said.checkpoint


def test_no_cell_of_a_table_begins_as_a_formula_does(deciding: Deciding) -> None:
    commune = deciding(replace(GRANT, level="entries", agreed=["laguna-1", "laguna-2"]))
    commune.write(ProductRegistered("hibrido-cachamoto", "=1+1", "kg"), "truco", at=NOW - 80 * DAY_S)

    tables = unpacked(commune.make().body)

    cells = [
        cell
        for name, body in tables.items()
        if name.endswith(".csv")
        for row in csv.reader(io.StringIO(body.decode(), newline=""))
        for cell in row
    ]
    assert "'=1+1" in cells
    assert [one for one in cells if one.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
