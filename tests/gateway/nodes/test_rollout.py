"""One node tries a version first; the others are offered it only when that one has confirmed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as replace_state

from gateway.domain.node_updates import UpdateOffer, UpdateState
from gateway.domain.rollout import NodeUpdate, Offer, Word, is_stopped, look, newest

VERSION, SETTLE, NOW = 7, 3600, 1_780_000_000
CANARY, OTHER = "pond-3", "pond-1"
OFFER = Offer("o", UpdateOffer(VERSION, "0.2.0", 60_000, "ab" * 32), (OTHER, CANARY), CANARY, SETTLE, NOW)

OLD = UpdateState("0.1.0", 3, "a", "none")
FETCHING = UpdateState("0.1.0", 3, "a", "fetching", target=VERSION, at=1024, of=60_000)
TRIAL = UpdateState("0.2.0", VERSION, "b", "trial")
CONFIRMED = UpdateState("0.2.0", VERSION, "b", "confirmed")
FAILED = UpdateState("0.1.0", 3, "a", "failed", target=VERSION, why="it crashed")

updates = st.sampled_from([None, OLD, FETCHING, TRIAL, CONFIRMED, FAILED])
hearings = st.tuples(st.sampled_from([CANARY, OTHER]), updates, st.booleans(), st.integers(0, 2 * SETTLE))


class Played:
    """A rollout that is told one thing after the other."""

    def __init__(self) -> None:
        self.now = NOW
        self.words: dict[str, Word] = {}
        self.stands: dict[str, NodeUpdate] = {}
        self.look()

    def look(self) -> list[str]:
        found = look(OFFER, self.stands, self.words, now=self.now)
        self.stands = {one.node: one for one in found.stands}
        return sorted(found.told)

    def hear(
        self, node: str, update: UpdateState | None, *, records: bool = True, after_s: int = 1
    ) -> list[str]:
        self.now += after_s
        before = self.words.get(node, Word())
        self.words[node] = replace(before, update=update, heard=self.now if records else before.heard)
        return self.look()

    def state(self, node: str) -> str:
        return self.stands[node].state


def test_at_first_only_the_canary_is_told() -> None:
    played = Played()

    assert played.look() == [CANARY]
    assert played.state(OTHER) == "waiting"


def test_the_others_are_told_when_the_canary_has_confirmed_was_heard_since_and_time_has_passed() -> None:
    played = Played()
    played.hear(OTHER, OLD)
    steps = [
        played.hear(CANARY, FETCHING),
        played.hear(CANARY, TRIAL),
        played.hear(CANARY, CONFIRMED),
        played.hear(CANARY, CONFIRMED, after_s=SETTLE - 1),
        played.hear(CANARY, CONFIRMED, after_s=1),
    ]

    assert steps == [[CANARY], [CANARY], [], [], [OTHER]]


def test_a_canary_that_was_not_heard_since_it_confirmed_proves_nothing() -> None:
    played = Played()
    played.hear(CANARY, CONFIRMED)

    assert played.hear(CANARY, CONFIRMED, records=False, after_s=100 * SETTLE) == []
    assert played.hear(CANARY, CONFIRMED) == [OTHER]


def test_a_canary_that_fails_stops_the_offer_for_good() -> None:
    played = Played()
    played.hear(CANARY, FETCHING)

    assert played.hear(CANARY, FAILED) == []
    assert played.stands[CANARY].why == "it crashed"
    assert played.hear(CANARY, CONFIRMED, after_s=100 * SETTLE) == []
    assert is_stopped(OFFER, played.stands.values())


def test_a_canary_that_refuses_the_order_has_failed() -> None:
    played = Played()
    played.words[CANARY] = Word(OLD, played.now, refused="not above what runs")

    assert played.look() == []
    assert played.stands[CANARY].why == "not above what runs"


def test_a_node_that_runs_the_version_already_is_not_told_and_its_refusal_says_nothing() -> None:
    played = Played()
    played.words[CANARY] = Word(CONFIRMED, played.now, refused="not above what runs")

    assert played.look() == []
    assert played.state(CANARY) == "confirmed"


def test_a_canary_that_was_flashed_another_program_by_cable_proves_nothing() -> None:
    played = Played()

    told = played.hear(CANARY, replace_state(CONFIRMED, name="0.3.0", state="none"), after_s=2 * SETTLE)

    assert told == [CANARY]
    assert played.state(CANARY) == "offered"
    assert played.state(OTHER) == "waiting"


def test_a_sleeping_canary_may_take_weeks() -> None:
    played = Played()

    assert played.hear(CANARY, FETCHING, after_s=30 * 86_400) == [CANARY]
    assert played.hear(CANARY, None, after_s=30 * 86_400) == [CANARY]
    assert played.state(CANARY) == "fetching"


def test_a_canary_that_is_lost_after_it_confirmed_has_not_begun_anew() -> None:
    played = Played()
    played.hear(CANARY, CONFIRMED)
    played.hear(CANARY, None, records=False, after_s=SETTLE)

    assert played.hear(CANARY, CONFIRMED) == [OTHER]


def test_a_canary_that_fails_later_stops_those_who_have_not_ended() -> None:
    played = Played()
    played.hear(CANARY, CONFIRMED)
    played.hear(CANARY, CONFIRMED, after_s=SETTLE)
    begun = played.hear(OTHER, FETCHING)

    assert (begun, played.hear(CANARY, FAILED)) == ([OTHER], [])


def test_one_of_the_others_that_fails_stops_nobody_else() -> None:
    offer = replace(OFFER, nodes=(OTHER, "pond-2", CANARY))
    before = {
        CANARY: NodeUpdate("o", CANARY, "confirmed", NOW),
        OTHER: NodeUpdate("o", OTHER, "failed", NOW, "bad hash"),
    }
    words = {CANARY: Word(CONFIRMED, NOW + SETTLE)}

    found = look(offer, before, words, now=NOW + SETTLE)

    assert found.told == {"pond-2"}


def test_the_newest_offer_counts_for_each_node() -> None:
    later = replace(OFFER, uid="later", nodes=(CANARY,))

    found = newest([OFFER, later])

    assert {node: offer.uid for node, offer in found.items()} == {OTHER: "o", CANARY: "later"}


@given(st.lists(hearings, max_size=30))
def test_nobody_but_the_canary_is_told_before_it_has_confirmed_and_settled(heard: list) -> None:
    played = Played()
    confirmed: int | None = None  # since when, by our own count
    has_failed = False
    for node, update, records, after_s in heard:
        names = played.hear(node, update, records=records, after_s=after_s)
        if node == CANARY and update is not None and not has_failed:
            has_failed = update is FAILED
            confirmed = None if update is not CONFIRMED else played.now if confirmed is None else confirmed
        if OTHER in names:
            assert confirmed is not None
            assert not has_failed
            assert played.now - confirmed >= SETTLE


@given(st.lists(hearings, max_size=30))
def test_looking_again_without_news_changes_nothing(heard: list) -> None:
    played = Played()
    for node, update, records, after_s in heard:
        played.hear(node, update, records=records, after_s=after_s)
    before = dict(played.stands)

    played.look()

    assert played.stands == before
