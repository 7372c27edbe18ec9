"""A wrong PIN a thousand times from ten addresses opens nothing and locks nobody else out."""

from __future__ import annotations

import itertools
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from threading import Event, Lock

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from members import NAME, PIN, a_member, another_client, at_the_screen, enrolled

from dashboard.login.devices import By
from dashboard.login.door import KEPT_FREE, MOST_WAITING, Attempt, Door, Entered, Refused
from dashboard.login.throttle import Caller
from gateway.people import Credentials

NOW = 1_800_000_000
BY_HAND = By("conuco people", NOW)
SECRETS = [f"{number:04d}" for number in range(4000, 5000)]
"""The right PIN is among them."""


def enter(client, name: str = NAME, secret: str = PIN, **more: str) -> int:
    written = {"nombre": name, "secreto": secret} | more
    return int(client.post("/entrar", data=written, follow_redirects=False).status_code)


def test_a_thousand_wrong_pins_from_ten_addresses_never_get_in_and_lock_nobody_else_out(entrance) -> None:
    rosa = a_member(entrance.client, "team")
    a_member(entrance.client, "team", name="Eulogio")
    phone = another_client(entrance.client, host="10.0.0.200")
    enrolled(phone)
    thieves = [another_client(entrance.client, host=f"10.0.0.{number}") for number in range(10)]

    answers = [enter(thief, NAME, "9021") for thief, _ in zip(itertools.cycle(thieves), range(1000))]

    assert 303 not in answers
    assert answers.count(422) <= 50
    assert enter(thieves[0], NAME, PIN) == 429
    assert enter(thieves[0], "Eulogio") == 303
    assert enter(phone, "", PIN, quien=rosa.uid) == 303
    assert enter(at_the_screen(entrance.client)) == 303


def test_programs_on_the_station_itself_do_not_lock_its_own_screen(entrance) -> None:
    a_member(entrance.client, "team")
    thieves = [another_client(entrance.client, host=f"127.0.0.{number}") for number in range(2, 12)]

    answers = [enter(thief, NAME, "9021") for thief, _ in zip(itertools.cycle(thieves), range(200))]

    assert 303 not in answers
    assert answers.count(422) <= 50
    assert enter(at_the_screen(entrance.client)) == 303


@pytest.mark.parametrize("name", [NAME, "Nadie"])
def test_a_lock_looks_the_same_for_a_name_that_nobody_has(entrance, name: str) -> None:
    a_member(entrance.client, "team")

    answers = [enter(entrance.client, name, "9021") for _ in range(6)]

    assert answers == [422, 422, 422, 422, 422, 429]


def test_the_right_pin_is_refused_while_a_lock_stands_and_told_how_long(entrance) -> None:
    a_member(entrance.client, "team")
    for _ in range(5):
        enter(entrance.client, NAME, "9021")

    answer = entrance.client.post("/entrar", data={"nombre": NAME, "secreto": PIN})

    assert answer.status_code == 429
    assert "Espere 15 minutos" in answer.text
    assert "el equipo técnico puede quitar el bloqueo" in answer.text


def test_a_lifted_lock_lets_the_person_in(entrance) -> None:
    person = a_member(entrance.client, "team")
    for _ in range(5):
        enter(entrance.client, NAME, "9021")

    entrance.door.members.unlock(person.uid, BY_HAND)

    assert enter(entrance.client) == 303


def test_a_crowd_that_tries_at_once_gets_five_tries(entrance) -> None:
    person = a_member(entrance.client, "team")
    caller = Caller("address:10.0.0.1", is_known=False, is_safe=False)

    def tried(secret: str) -> Refused | Entered:
        return entrance.door.sign_in(Attempt(person, NAME, secret), caller, now=NOW)

    with ThreadPoolExecutor(30) as crowd:
        outcomes = list(crowd.map(tried, SECRETS[:70] + SECRETS[72:200]))

    compared = [one for one in outcomes if isinstance(one, Refused) and one.reason == "wrong"]
    assert len(compared) <= 5
    assert not [one for one in outcomes if isinstance(one, Entered)]


def test_a_flood_takes_few_threads_and_the_rest_is_told_to_wait(entrance, tmp_path) -> None:
    person = a_member(entrance.client, "team")
    hasher = WaitingHasher()
    door = Door(tmp_path, entrance.journal, credentials=Credentials(entrance.journal, hasher=hasher))

    def tried(number: int) -> Refused | Entered:
        caller = Caller(f"address:10.0.1.{number}", is_known=False, is_safe=False)
        return door.sign_in(Attempt(person, NAME, "9021"), caller, now=NOW)

    with ThreadPoolExecutor(30) as crowd:
        ended = as_completed([crowd.submit(tried, number) for number in range(30)], timeout=120)
        sent_away = [next(ended).result() for _ in range(30 - MOST_WAITING)]
        hasher.goes_on.set()

    assert all(isinstance(one, Refused) and one.reason == "busy" for one in sent_away)
    assert hasher.most_at_once == 2
    door.close()


class WaitingHasher(PasswordHasher):
    """Compares nothing until the test lets it go on, and counts how many wait in it."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=64, parallelism=1)
        self.goes_on = Event()
        self.most_at_once = 0
        self._at_once = 0
        self._lock = Lock()

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:
        with self._lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        assert self.goes_on.wait(120)
        with self._lock:
            self._at_once -= 1
        raise VerifyMismatchError


def test_strangers_never_take_the_last_places_of_an_enrolled_device(entrance) -> None:
    door = entrance.client.app.state.station.door
    strangers = [Caller(f"address:10.0.0.{number}", is_known=False, is_safe=False) for number in range(8)]

    with ExitStack() as waiting:
        let_in = [waiting.enter_context(door._a_place(one)) for one in strangers]
        known = waiting.enter_context(door._a_place(Caller("device:1", is_known=True, is_safe=False)))

    assert let_in.count(True) == MOST_WAITING - KEPT_FREE
    assert known
