from __future__ import annotations

import re
from decimal import Decimal

import pytest
from builders import a_draft, a_reversal
from members import NAME, a_member, signed_in
from small_commune import NOW

from dashboard.book.kinds import OF_MEMBERS, OPEN
from gateway.domain.entries import (
    KINDS,
    DeviceChanged,
    HandRead,
    Harvested,
    Intervened,
    MemberChanged,
    NodePlaced,
    PlaceNoted,
    ProbeCared,
    WarehouseRegistered,
)

KEPT_CLOSED = ["clock", "order"]


def entries(api, query: str = "", **how: str):
    return api.get(f"/entries?{query}", **how).json()["entries"]


def test_the_book_is_told_page_by_page_and_each_entry_once(api) -> None:
    numbers, address = [], "/api/v1/entries?journal=book&limit=7"
    while address:
        answer = api.client.get(address)
        numbers += [one["number"] for one in answer.json()["entries"]]
        address = answer.json()["next"]
        assert answer.headers.get("link") == (f'<{address}>; rel="next"' if address else None)

    assert numbers == [one.number for one in api.journal.entries("book")]


def test_a_weight_is_told_exactly_as_it_was_said(api) -> None:
    body = Harvested("ciclo-2-1", Decimal("620.50"), "weighed", complete=False, fish=10)
    api.journal.append(a_draft(body, uid="pesca", happened=NOW), now=NOW)

    (found,) = [one for one in entries(api, "kind=harvest&limit=1000") if one["uid"] == "pesca"]

    assert found["body"]["kg"] == "620.50"
    assert (found["happened"], found["author"]) == ("2026-06-10T07:12:00Z", "team")


def test_what_was_taken_back_says_so(api) -> None:
    api.journal.append(a_draft(Intervened("estanque-1", "aerator", "on"), uid="prendido"), now=NOW)
    api.journal.append(a_reversal("prendido"), now=NOW)

    found = {one["uid"]: one for one in entries(api, "limit=1000")}

    assert found["prendido"]["reversed_by"] == "uid-reversal"
    assert found["uid-reversal"]["reverses"] == "prendido"
    assert found["uid-reversal"]["body"] == {}


def test_every_kind_of_entry_was_thought_about() -> None:
    assert set(OPEN) | set(OF_MEMBERS) | {*KEPT_CLOSED} == set(KINDS)


@pytest.mark.parametrize("kind", [*OPEN, *OF_MEMBERS])
def test_every_field_that_is_told_is_one_that_entries_have(kind: str) -> None:
    told = {**OPEN, **OF_MEMBERS}[kind]

    assert set(told) <= set(KINDS[kind][1].__struct_fields__)


def test_no_field_for_free_text_is_open() -> None:
    assert not {"note", "reason", "argument", "node", "person", "device"} & {
        field for fields in OPEN.values() for field in fields
    }


@pytest.fixture
def told_of_people(api):
    person = a_member(api.client, "team", "technician")
    for uid, body in {
        "nodo": NodePlaced("pond-1", "estanque-1", NOW),
        "limpia": ProbeCared("estanque-1", "pond-1", "sonda", "wiped"),
        "miembro": MemberChanged("persona-9", "added", ["team"]),
        "aparato": DeviceChanged("aparato-9", "enrolled"),
        "nota": PlaceNoted("estanque-1", "f" * 64),
        "mano": HandRead("estanque-1", "measured", oxygen=Decimal("2.4")),
    }.items():
        draft = a_draft(body, uid=uid, author=person.uid, on_behalf_of=person.uid, happened=NOW)
        api.journal.append(draft, now=NOW)
    return person


@pytest.mark.parametrize("journal", ["book", "station"])
def test_nobody_learns_a_name_a_device_or_a_text_without_a_key(api, told_of_people, journal: str) -> None:
    answer = api.get(f"/entries?journal={journal}&limit=1000")

    hidden = (NAME, told_of_people.uid, "pond-1", "persona-9", "aparato-9", "f" * 64, 'author_name":"')
    assert not [one for one in hidden if one in answer.text]
    assert not {one["kind"] for one in answer.json()["entries"]} & set(OF_MEMBERS)


def test_who_recorded_is_told_by_role(api, told_of_people) -> None:
    (found,) = [one for one in entries(api, "limit=1000&kind=hand_reading") if one["uid"] == "mano"]

    assert (found["author"], found["author_name"], found["on_behalf_of"]) == ("team", None, "team")


def test_a_key_for_members_opens_names_and_devices(api, told_of_people) -> None:
    key = api.key("members")

    (found,) = [one for one in entries(api, "journal=station&kind=care", key=key) if one["uid"] == "limpia"]

    assert found["body"]["node"] == "pond-1"
    assert (found["author_name"], found["on_behalf_of_name"]) == (NAME, NAME)


def test_a_member_who_signed_in_reads_what_is_for_members(api, told_of_people) -> None:
    signed_in(api.client)

    assert entries(api, "journal=station&kind=member")


@pytest.mark.parametrize("kind", OF_MEMBERS)
def test_a_kind_for_members_is_refused_to_others(api, kind: str) -> None:
    open_key = api.key("read")

    nobody = api.get(f"/entries?journal=station&kind={kind}")
    program = api.get(f"/entries?journal=station&kind={kind}", key=open_key)

    assert (nobody.status_code, program.status_code) == (401, 403)
    assert nobody.headers["www-authenticate"].startswith("Bearer")
    assert "insufficient_scope" in program.headers["www-authenticate"]


@pytest.mark.parametrize("kind", [*KEPT_CLOSED, "nada", "%00", "harvest%27--"])
def test_a_kind_that_is_not_told_is_refused(api, kind: str) -> None:
    assert api.get(f"/entries?kind={kind}", key=api.key("members")).status_code == 422


def test_no_open_answer_of_the_api_holds_a_name_or_a_device(api, told_of_people) -> None:
    paths = ["/places", "/places/estanque-1", "/latest", "/series?place=estanque-1&quantity=oxygen"]
    paths += [f"/readings.{ending}?place=estanque-1&quantity=oxygen" for ending in ("csv", "json")]

    for path in paths:
        assert not re.search(rf"pond-\d|field-\d|{NAME}|{told_of_people.uid}", api.get(path).text), path


def test_what_of_members_was_taken_back_is_named_to_members_alone(api) -> None:
    silo = WarehouseRegistered("silo-1", "maiceros", "Silo 1")
    api.journal.append(a_draft(silo, uid="el-silo", happened=NOW), now=NOW)
    api.journal.append(a_reversal("el-silo", uid="vuelta"), now=NOW)

    stranger = entries(api, "journal=book&kind=reversal")
    signed_in(api.client, "team")
    member = entries(api, "journal=book&kind=reversal")

    assert [one["reverses"] for one in stranger] == [None]
    assert [one["reverses"] for one in member] == ["el-silo"]
