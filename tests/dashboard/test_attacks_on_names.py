"""Whose name stands under what a telephone has kept and sends later, when somebody else has signed in."""

from __future__ import annotations

import re
import uuid
from typing import Final

import pytest
from members import a_member, enrolled, signed_in

from dashboard.login.arrival import BY_ITSELF
from dashboard.visit.given import SOMEBODY
from gateway.domain.entries import Entry

LATER: Final = {BY_ITSELF: "1"}
RAIN: Final = {"lugar": "lote-1", "lluvia": "12", "lluvia-como": "measured", "confirmado": "1"}
TAP: Final = {"medio": "aerator", "accion": "on"}
POND: Final = "/estanques/estanque-1"


def sent_later(pages, path: str, written: dict[str, str]) -> int:
    """Send what a telephone has kept, as it does by itself; return the status."""
    key = {"clave": str(uuid.uuid4())}
    answer = pages.client.post(path, data=written | key, headers=LATER, follow_redirects=False)
    return int(answer.status_code)


def last(pages, kind: str) -> Entry:
    return pages.journal.entries("book", kinds=[kind])[-1]


def test_a_form_says_who_had_signed_in_when_it_was_drawn(pages) -> None:
    assert 'name="escribe"' not in pages.text(POND)

    ana = signed_in(pages.client, "grower", name="Ana")

    for path in ("/anotar/lluvia?lugar=lote-1", POND):
        told = re.findall(r'name="escribe" value="([^"]+)"', pages.text(path))
        assert len(told) > 0
        assert set(told) == {ana.uid}


def test_what_a_member_wrote_and_the_telephone_sends_later_is_the_member_s(pages) -> None:
    ana = signed_in(pages.client, "grower", name="Ana")

    assert sent_later(pages, "/anotar/lluvia", RAIN | {"escribe": ana.uid}) == 303
    assert last(pages, "rain").author == ana.uid


@pytest.mark.parametrize("by", ["another", "nobody"])
def test_what_another_wrote_waits_for_somebody_to_sign_it(pages, by: str) -> None:
    ana = a_member(pages.client, "grower", name="Ana")
    signed_in(pages.client, "grower", name="Pedro")
    before = len(pages.journal.entries("book"))

    status = sent_later(pages, "/anotar/lluvia", RAIN | ({"escribe": ana.uid} if by == "another" else {}))

    assert status == 401
    assert len(pages.journal.entries("book")) == before


@pytest.mark.parametrize(
    ("path", "written"),
    [
        (f"{POND}/intervencion", TAP),
        ("/anotar/intervencion", {"lugar": "estanque-1", "accion": "aerator-on"}),
    ],
)
def test_what_helps_the_fish_is_kept_without_the_name_of_who_did_not_write_it(pages, path, written) -> None:
    ana = a_member(pages.client, "team", name="Ana")
    signed_in(pages.client, "team", name="Pedro")

    assert sent_later(pages, path, written | {"escribe": ana.uid}) == 303
    assert last(pages, "intervention").author == SOMEBODY


def test_the_name_that_was_tapped_stays_whoever_has_signed_in_since(pages) -> None:
    enrolled(pages.client)
    ana = a_member(pages.client, "grower", name="Ana")
    signed_in(pages.client, "administration", name="Pedro")

    assert sent_later(pages, "/anotar/lluvia", RAIN | {"anota": ana.uid}) == 303
    assert last(pages, "rain").author == ana.uid


def test_nobody_signs_a_harvest_with_the_name_of_another(pages) -> None:
    enrolled(pages.client)
    ana = a_member(pages.client, "team", name="Ana", units=("laguna-2",))
    pedro = signed_in(pages.client, "team", name="Pedro")
    forged = {"unidad": "laguna-2", "anota": ana.uid}

    for written_by in ({}, {"escribe": ana.uid}, {"escribe": pedro.uid}):
        assert sent_later(pages, "/anotar/cosecha", forged | written_by) in (401, 422)
