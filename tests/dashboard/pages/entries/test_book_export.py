"""The book as files: whole, typed, and without names, telephones and stores."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import defaultdict
from decimal import Decimal

import pytest
from builders import a_draft, a_reversal
from exported import tables, value
from fakes import DAY_S
from members import a_member, door_of, signed_in
from small_commune import NOW
from trading import MAIZE, a_delivery, a_loss, an_exchange, neighbours, recorded

from dashboard.login.devices import By
from gateway.domain.entries import (
    CannotIrrigate,
    DeliveryConfirmed,
    Harvested,
    Irrigated,
    MoneyMoved,
    NotIrrigated,
    Observed,
    PlaceNoted,
    RainRead,
    Sown,
    StageSeen,
    UnitRegistered,
    WorkdaySet,
    Worked,
)
from gateway.journal import salted
from gateway.people import People, Person

NAME = "Eufrosina Zambrano"
TELEPHONE = "0416-5550177"
STORE = "galpon-secreto"
NOTE = "dijo Teolinda que el camión iba lleno"
REASON = "se equivocó Crisóstomo"
SECRETS = (
    NAME, "Eufrosina", "Zambrano", TELEPHONE, "04165550177", "4165550177", STORE, "Galpón", "Teolinda",
    "Crisóstomo", "perola",
)  # fmt: skip
FILES = (
    "unidades", "ciclos", "resumen_ciclo", "asientos", "apuntes", "correcciones", "cosechas", "entregas",
    "jornadas", "campo", "diccionario",
)  # fmt: skip


@pytest.fixture
def planted(pages):
    """The small commune with everything in it that must not go out."""
    person = a_member(pages.client, "team", "technician", name=NAME)
    People(pages.journal).add(Person(person.uid, person.name, TELEPHONE, person.roles, ("laguna-1",)))
    door_of(pages.client).devices.enrol("perola de Eufrosina", By(person.uid, NOW))
    recorded(pages.journal, *neighbours())
    note = salted(NOTE, salt=b"0123456789abcdef")
    bodies = [
        a_delivery(1200, note=note.salted_hash),
        an_exchange(1000, "cafe"),
        a_delivery(30, "moli", destination="state_mill", product=MAIZE, warehouse=STORE),
        a_loss(34),
        Harvested("ciclo-2-1", Decimal("64.5"), "weighed", complete=False, fish=140, warehouse=None),
        Worked("laguna-1", "harvest", 4, Decimal(6), "cayapa", women=3),
        MoneyMoved("maiceros", "in", "sale", Decimal("77777.7"), "USD"),
        PlaceNoted("lote-1", note.salted_hash),
    ]
    for number, body in enumerate(bodies):
        draft = a_draft(body, uid=f"p-{number}", happened=NOW - DAY_S, author=person.uid, journal="book",
                        on_behalf_of=person.uid)  # fmt: skip
        pages.journal.append(draft, now=NOW - 60, texts=[note])
    recorded(pages.journal, Observed("p-0", "open", note.salted_hash), texts=[note])
    reversal = a_reversal("p-3", uid="p-vuelta")
    pages.journal.append(reversal, now=NOW - 30)
    return pages


def taken(pages, ending: str) -> bytes:
    answer = pages.client.get(f"/libro/exportar.{ending}")
    assert answer.status_code == 200
    return answer.content


def members_of(body: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert archive.testzip() is None
        return {one: archive.read(one).decode("utf-8") for one in archive.namelist()}


def rows(pages, name: str) -> list[dict[str, str]]:
    text = members_of(taken(pages, "zip"))[f"{name}.csv"]
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("role", [None, "team"])
@pytest.mark.parametrize("language", ["es", "en"])
def test_no_name_telephone_or_store_is_in_any_byte_of_any_export(planted, role, language: str) -> None:
    if role is not None:
        signed_in(planted.client, role, name="Otro Más")
    planted.client.cookies.set("idioma", language)
    paths = ["/libro/exportar.zip", "/libro/exportar.ods", "/ciclos/ciclo-2-1.csv", "/ciclos/ciclo-2-1.ods"]
    found = []

    for path in paths:
        answer = planted.client.get(path)
        assert answer.status_code == 200, path
        whole = [answer.content.decode("utf-8", "ignore"), repr(dict(answer.headers))]
        if answer.content.startswith(b"PK"):
            whole += members_of(answer.content).values()
        found += [f"{path}: {one}" for one in SECRETS if one.casefold() in "\n".join(whole).casefold()]

    assert found == []


def test_money_is_in_no_file_whoever_takes_it(planted) -> None:
    stranger = "\n".join(members_of(taken(planted, "zip")).values())
    signed_in(planted.client, "team", name="Otro Más")

    member = "\n".join(members_of(taken(planted, "zip")).values())

    for secret in ("77777.7", "caja:maiceros", "money,USD"):
        assert secret not in stranger + member


def test_the_postings_of_each_entry_are_zero_for_each_good(planted) -> None:
    sums: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)

    for one in rows(planted, "apuntes"):
        key = (one["number"], one["measure"], one["item"], one["base_moisture"], one["base_impurity"])
        sums[key] += Decimal(one["amount"])

    assert len(sums) > 20
    assert set(sums.values()) == {0}


def test_every_table_is_there_and_every_column_is_in_the_dictionary(planted) -> None:
    found = members_of(taken(planted, "zip"))

    told = {(one["file"], one["column"]) for one in rows(planted, "diccionario")}
    columns = {
        (name, column) for name in FILES[:-1] for column in found[f"{name}.csv"].split("\r\n")[0].split(",")
    }
    others = {"LEEME.txt", "libro.jsonl", "verificar.py"}
    assert set(found) == {*others, *(f"{name}.csv" for name in FILES)}
    assert told == columns
    assert "no lo cuente" in found["LEEME.txt"]


def test_what_was_taken_back_names_what_took_it_back(planted) -> None:
    (correction,) = rows(planted, "correcciones")
    undone = [one for one in rows(planted, "asientos") if one["undone_by"]]

    assert [one["number"] for one in undone] == [correction["reverses"]]
    assert undone[0]["undone_by"] == correction["number"]
    assert correction["kind"] == "stock_loss"


def test_a_delivery_says_at_the_base_what_it_was_and_whether_it_was_confirmed(planted) -> None:
    confirmed = DeliveryConfirmed("p-0")
    draft = a_draft(confirmed, uid="visto", happened=NOW - 600, author="grower", journal="book")
    planted.journal.append(draft, now=NOW - 500)

    first, second, _third = rows(planted, "entregas")

    assert (first["kg"], first["to"], first["kg_at_base"], first["confirmed"]) == (
        "1200",
        "la-ceiba",
        "",
        "yes",
    )
    assert (second["product"], second["kg_at_base"], second["confirmed"]) == (MAIZE, "1000", "no")


def test_the_spreadsheet_has_the_same_tables_with_numbers_that_are_numbers(planted) -> None:
    sheets = tables(taken(planted, "ods"))
    work = sheets[9]

    assert len(sheets) == 1 + len(FILES)
    assert value(work[2][7]) == "4"
    assert 'office:value-type="float"' in members_of(taken(planted, "ods"))["content.xml"]
    assert re.search(r'office:date-value="2026-06-09"', members_of(taken(planted, "ods"))["content.xml"])


def test_an_export_that_has_not_changed_is_not_made_again(planted) -> None:
    first = planted.client.get("/libro/exportar.zip")

    again = planted.client.get("/libro/exportar.zip", headers={"If-None-Match": first.headers["etag"]})
    recorded(planted.journal, a_delivery(3))
    after = planted.client.get("/libro/exportar.zip", headers={"If-None-Match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert after.status_code == 200


def test_the_same_book_is_the_same_bytes(planted) -> None:
    assert taken(planted, "zip") == taken(planted, "zip")


@pytest.mark.parametrize("ending", ["zip", "ods"])
def test_a_unit_of_next_to_no_area_and_a_day_of_next_to_no_hours_stop_no_file(pages, ending: str) -> None:
    nothing = Decimal("0.000000000000000000001")
    bodies = [
        UnitRegistered("laguna-1", "cachamas", "estanque-1", "Laguna 1", nothing, "tape"),
        WorkdaySet(nothing, "acta 3"),
        Worked("laguna-1", "harvest", 10_000, Decimal(10_000), "cayapa"),
    ]
    for number, body in enumerate(bodies):
        draft = a_draft(body, uid=f"nada-{number}", happened=NOW - DAY_S, journal="book")
        pages.journal.append(draft, now=NOW)

    assert taken(pages, ending)


def test_that_money_was_taken_back_is_in_no_file(planted) -> None:
    planted.journal.append(a_reversal("p-6", uid="dinero-vuelta"), now=NOW - 20)
    stranger = (rows(planted, "correcciones"), rows(planted, "asientos"))
    signed_in(planted.client, "team", name="Otro Más")

    member = (rows(planted, "correcciones"), rows(planted, "asientos"))

    for table in (*stranger, *member):
        assert "money" not in {one.get("kind") for one in table}
        assert "dinero-vuelta" not in {one.get("uid") for one in table}


def test_what_was_written_down_of_the_fields_is_a_table(pages) -> None:
    bodies = [
        Sown("parcela-1", "maíz blanco", "criolla", Decimal(32_000)),
        StageSeen("c-0", "emergence"),
        Irrigated("lote-3", "furrow", millimetres=Decimal(30)),
        RainRead("lote-1", Decimal(0), "measured"),
        CannotIrrigate("lote-3", "fuel", 3),
        NotIrrigated("lote-3", "2026-06-06"),
    ]
    for number, body in enumerate(bodies):
        pages.journal.append(a_draft(body, uid=f"c-{number}", happened=NOW - DAY_S), now=NOW - 60)
    pages.journal.append(a_reversal("c-3", uid="c-vuelta"), now=NOW - 30)

    told = rows(pages, "campo")

    columns = ("kind", "place", "what", "millimetres", "days", "of_day")
    shown = [[one[name] for name in columns] for one in told]
    assert shown == [
        ["stage", "lote-1", "emergence", "", "", ""],
        ["irrigation", "lote-3", "furrow", "30", "", ""],
        ["rain", "lote-1", "", "0", "", ""],
        ["cannot_irrigate", "lote-3", "fuel", "", "3", ""],
        ["not_irrigated", "lote-3", "", "", "", "2026-06-06"],
    ]
    assert [bool(one["undone_by"]) for one in told] == [False, False, True, False, False]
