from __future__ import annotations

import re

import pytest
from members import PIN, a_member, signed_in
from small_commune import NOW

from gateway.domain.entries import Draft, FishGasping, Intervened, RainRead, Reversed

AIR = Intervened("estanque-1", "aerator", "on")


def write(pages, body, kind: str, *, uid: str, by: str, said: str | None = None, reverses=None) -> None:
    draft = Draft(uid, "book", kind, body, NOW - 60, by, on_behalf_of=said, reverses=reverses)
    pages.journal.append(draft, now=NOW + 30)


@pytest.fixture
def members(pages):
    pedro, ana = a_member(pages.client, "team", name="Pedro"), a_member(pages.client, "team", name="Ana")
    signed_in(pages.client, "social_control", name="Contralora")
    return pedro, ana


def rows(page: str) -> list[str]:
    found = re.findall(r'<li class="v-\w+"><svg.*?</li>', page)
    return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in found]


def test_who_did_what_for_whom_and_when_is_told_the_newest_first(pages, members) -> None:
    pedro, ana = members
    write(pages, AIR, "intervention", uid="aire", by=pedro.uid, said=ana.uid)
    write(pages, FishGasping("estanque-2"), "gasping", uid="boquean", by=ana.uid)

    first, second = rows(pages.text("/registro"))[:2]

    assert "anotó Ana" in first
    assert "anotó Pedro, lo dijo Ana" in second
    assert re.search(r"3:12 a\. m\. .* asiento nº \d+ del libro", second)


def test_what_was_undone_is_told_with_what_undid_it(pages, members) -> None:
    pedro, ana = members
    write(pages, AIR, "intervention", uid="aire", by=pedro.uid)
    write(pages, Reversed("no era"), "reversal", uid="anulado", by=ana.uid, reverses="aire")

    first, second = rows(pages.text("/registro"))[:2]

    assert "deshizo:" in first
    assert "anotó Ana" in first
    assert "deshecho después" in second


def test_a_person_is_found_as_who_wrote_and_as_who_said(pages, members) -> None:
    pedro, ana = members
    write(pages, AIR, "intervention", uid="aire", by=pedro.uid, said=ana.uid)
    write(pages, RainRead("lote-1", 12, "measured"), "rain", uid="lluvia", by=pedro.uid)

    of_ana = rows(pages.text(f"/registro?quien={ana.uid}"))
    of_pedro = rows(pages.text(f"/registro?quien={pedro.uid}"))

    assert (len(of_ana), len(of_pedro)) == (1, 2)


def test_what_is_looked_for_may_be_of_one_sort(pages, members) -> None:
    write(pages, AIR, "intervention", uid="aire", by=members[0].uid)

    people, nonsense = rows(pages.text("/registro?que=gente")), rows(pages.text("/registro?que=no-hay"))

    assert people
    assert not [one for one in people if "ireador" in one]
    assert len(nonsense) == 50


def test_fifty_stand_on_a_page_and_the_rest_on_the_next(pages, members) -> None:
    both = len(pages.journal.entries("station")) + len(pages.journal.entries("book"))
    seen: list[str] = []

    for page in range(1, both // 50 + 2):
        found = re.findall(r'href="/recibo/([^"]+)"', pages.text(f"/registro?pagina={page}"))
        seen += found

    assert len(seen) == len(set(seen)) == both
    assert "Más viejo" not in pages.text(f"/registro?pagina={both // 50 + 1}")


def test_no_secret_stands_there_and_who_left_has_no_name(pages, members) -> None:
    pedro, _ = members
    write(pages, AIR, "intervention", uid="aire", by=pedro.uid)
    pages.client.app.state.station.people.withdraw(pedro.uid)

    page = pages.text("/registro")

    assert PIN not in " ".join(rows(page))
    assert "Pedro" not in page
    assert "anotó persona retirada" in page
