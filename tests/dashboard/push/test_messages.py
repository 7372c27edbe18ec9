from __future__ import annotations

import msgspec
import pytest
from builders import a_letter

from dashboard.push.messages import FRESH_S, KEPT_S, Look, id_of, line, message, not_had, sign, standing

NOW = 1_780_000_000
LOOK = Look("conuco-los-samanes", "Los Samanes", "http://conuco.lan:8000/")


def test_an_urgent_letter_rings_with_the_highest_priority_and_leads_to_its_pond() -> None:
    said = message(a_letter(made=NOW, is_urgent=True, level=3), LOOK, now=NOW)

    assert (said.priority, said.tags, said.title) == (5, ["sos"], "Los Samanes")
    assert said.click == "http://conuco.lan:8000/estanques/estanque-1"


@pytest.mark.parametrize(
    ("changed", "priority"),
    [
        ({"is_urgent": False, "level": 1}, 4),
        ({"is_urgent": False, "level": 0, "what": "plan", "place": ""}, 3),
        ({"is_urgent": True, "level": 3, "what": "cleared"}, 3),
        ({"is_urgent": True, "level": 3, "made": NOW - FRESH_S - 1}, 4),
    ],
)
def test_what_need_not_wake_anybody_rings_softer(changed: dict[str, object], priority: int) -> None:
    letter = a_letter(**({"made": NOW} | changed))

    assert message(letter, LOOK, now=NOW).priority == priority


def test_a_letter_of_the_station_leads_to_the_first_page() -> None:
    assert message(a_letter(place=""), LOOK, now=NOW).click == LOOK.base


def test_what_is_not_due_dropped_or_old_is_not_seen() -> None:
    seen = a_letter(id=1, made=NOW - 10)
    others = [
        a_letter(id=2, made=NOW - 10, due=NOW + 1),
        a_letter(id=3, made=NOW - 10, state="dropped"),
        a_letter(id=4, made=NOW - 10, state="failed"),
        a_letter(id=5, made=NOW - KEPT_S - 1),
    ]

    assert standing([*others, seen], now=NOW) == [seen]


def test_letters_come_in_the_order_in_which_they_came_to_be_seen() -> None:
    late = a_letter(id=1, made=NOW - 100, due=NOW - 5)
    early = a_letter(id=2, made=NOW - 50)

    assert standing([late, early], now=NOW) == [early, late]


@pytest.mark.parametrize(
    ("since", "wanted"),
    [("all", [1, 2, 3]), ("none", []), ("", []), ("latest", [3]), ("10m", [2, 3]), ("1h", [1, 2, 3]),
     (str(NOW - 60), [3]), ("no-such-id", [1, 2, 3])],
)  # fmt: skip
def test_an_app_gets_what_it_has_not_had(since: str, wanted: list[int]) -> None:
    letters = [a_letter(id=1, made=NOW - 3000), a_letter(id=2, made=NOW - 300), a_letter(id=3, made=NOW - 30)]

    assert [one.id for one in not_had(letters, since, now=NOW)] == wanted


def test_an_app_names_the_last_message_that_it_has() -> None:
    letters = [a_letter(id=1, made=NOW - 30), a_letter(id=2, made=NOW - 20), a_letter(id=3, made=NOW - 10)]

    assert not_had(letters, id_of(letters[0]), now=NOW) == letters[1:]


def test_a_new_database_does_not_give_old_ids_again() -> None:
    assert id_of(a_letter(id=1, made=NOW)) != id_of(a_letter(id=1, made=NOW + 86400))


def test_a_sign_of_life_is_one_line_without_a_message() -> None:
    found = msgspec.json.decode(line(sign("keepalive", LOOK, now=NOW)))

    assert found.keys() == {"id", "time", "event", "topic"}
