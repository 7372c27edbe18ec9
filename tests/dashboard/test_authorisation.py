"""Every door of the pages by every kind of visitor, against one table."""

from __future__ import annotations

import pytest
from authorisation import PAGE, VISITORS, Outcome, walk, written
from authorisation_table import NEEDS, RIGHTS, SAFE_CHANNEL_ONLY

from dashboard.login import rights


@pytest.fixture(scope="module")
def found() -> dict[str, list[Outcome]]:
    return walk()


def test_every_door_is_written_down_and_no_other(found: dict[str, list[Outcome]]) -> None:
    assert sorted(found) == sorted(NEEDS)


def test_every_door_lets_in_who_may_and_nobody_else(found: dict[str, list[Outcome]]) -> None:
    wrong = [
        f"{name} for {visitor.name}: {outcome}, should be {visitor.should(NEEDS[name])}"
        for name, outcomes in found.items()
        for visitor, outcome in zip(VISITORS, outcomes, strict=True)
        if name in NEEDS and outcome != visitor.should(NEEDS[name])
    ]

    assert wrong == []


def test_the_page_of_the_documents_tells_what_the_doors_do(found: dict[str, list[Outcome]]) -> None:
    assert PAGE.read_text(encoding="utf-8") == written(found), "run: python tests/authorisation.py"


def test_the_rights_of_each_role_are_those_that_are_written_down() -> None:
    given = {role: frozenset(one.name for one in found) for role, found in rights.RIGHTS.items()}

    assert given | {"device": frozenset(one.name for one in rights.OF_A_TAPPED_NAME)} == RIGHTS
    assert {one.name for one in rights.SAFE_CHANNEL_ONLY} == SAFE_CHANNEL_ONLY


def test_every_right_is_somebody_s() -> None:
    assert {one.name for one in rights.Right} == frozenset().union(*RIGHTS.values())
