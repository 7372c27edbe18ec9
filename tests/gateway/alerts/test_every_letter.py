"""What holds of every letter there can be."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from letters_table import (
    ALL_MEANS,
    DAWN,
    DOCUMENT,
    OF_THE_STATION,
    OPENED,
    STEPS,
    Case,
    a_place,
    document,
    powers_of,
)

from gateway.alerts.letters import NOTHING, Detail
from gateway.alerts.letters.gsm import BASIC, EXTENSION, septets
from gateway.domain.alerts import Kind, Level
from gateway.domain.outlook import CrossingSaid
from gateway.domain.places import Place

LANGUAGES = ("es", "en")
LONG = "La Laguna de los Hermanos Rodríguez Peña y Compañía del Caño Amarillo"
STRANGE = "Ñandú «№1» 🐟 €uro [nuevo]\n\tЛагуна ~|^"
NAMES = ("El Samán", LONG, STRANGE, "", "€" * 40, "Estanque 777")
CHANNELS = ("sms", "call", "push", "internet", "siren/siren-1", "modem", "x" * 60, "")
OF_A_NODE = (Kind.SENSOR, Kind.SILENT_NODE, Kind.BATTERY, Kind.CLOCK)
SUBJECTS = ("", "pond-3/sonda", "todos")
CALLS = ("opened", "raised", "again", "repeated")
DETAILS = {
    Kind.OXYGEN: (NOTHING, Detail(newest=12.64, newest_at=OPENED + 7200)),
    Kind.DAWN: (
        NOTHING,
        DAWN,
        Detail(crossing=CrossingSaid(2.5, 1.0)),
        Detail(crossing=CrossingSaid(2.5, 0.31, OPENED + 33_300, OPENED + 35_100), minimum=10.2),
    ),
}


def places(kind: Kind, number: int = 777) -> Iterator[Place | None]:
    yield None
    if kind in OF_THE_STATION:
        return
    for name, means in itertools.product(NAMES[:2], ALL_MEANS):
        yield from (a_place(name, number=number, means=means, power=power) for power in powers_of(means))
    yield from (a_place(name, number=number) for name in NAMES[2:])
    if kind in OF_A_NODE:
        yield from (a_place(name, number=number, means=(), sort="field") for name in NAMES)


def product() -> Iterator[Case]:
    """Yield every state that a letter can be written of."""
    for kind, what, level in itertools.product(Kind, STEPS, Level):
        subjects = CHANNELS if kind is Kind.CHANNEL else SUBJECTS if kind in OF_A_NODE else ("",)
        for detail, subject, place in itertools.product(
            DETAILS.get(kind, (NOTHING,)), subjects, places(kind)
        ):
            if subject == "todos" and place is not None:
                continue
            for known in (True, False) if what in ("repeated", "cleared") else (False,):
                yield Case(kind, what, level, place, detail, subject, is_acknowledged=known)


@pytest.fixture(scope="module")
def written() -> list[tuple[Case, str]]:
    """Return every letter in both languages."""
    return [(case, case.written(language)) for case in product() for language in LANGUAGES]


def test_every_letter_is_one_message_in_the_alphabet_letter_by_letter(
    written: list[tuple[Case, str]],
) -> None:
    signs = set(BASIC) | set(EXTENSION)

    assert len(written) > 20_000
    assert not [text for _, text in written if septets(text) > 160 or not set(text) <= signs]


def test_every_letter_of_a_pond_tells_the_number_on_its_stake(written: list[tuple[Case, str]]) -> None:
    assert not [text for case, text in written if case.place and "777" not in text]


def test_no_letter_for_a_pond_without_an_aerator_speaks_of_one(written: list[tuple[Case, str]]) -> None:
    without = [text for case, text in written if not (case.place and "aerator" in case.place.means)]

    assert len(without) > 5000
    assert not [text for text in without if "aireador" in text.lower() or "aerator" in text.lower()]


@pytest.mark.parametrize(
    ("means", "words"),
    [("pump", ("bomba", "pump")), ("exchange", ("abra el agua", "open the water", "cambio de agua"))],
)
def test_no_letter_names_means_that_the_pond_has_not(
    written: list[tuple[Case, str]], means: str, words: tuple[str, ...]
) -> None:
    without = [text.lower() for case, text in written if not (case.place and means in case.place.means)]

    assert not [text for text in without if any(word in text for word in words)]


def test_every_letter_that_calls_ends_with_how_to_answer(written: list[tuple[Case, str]]) -> None:
    ends = ("Responda SI si va.", "Reply SI if you go.")

    assert not [text for case, text in written if text.endswith(ends) != (case.what in CALLS)]


def test_every_letter_that_calls_says_what_to_do(written: list[tuple[Case, str]]) -> None:
    told = [text for case, text in written if case.what in CALLS]

    assert not [text for text in told if text.count(". ") < 2]


def test_no_letter_has_a_hole_or_a_stop_too_many(written: list[tuple[Case, str]]) -> None:
    assert not [text for _, text in written if "  " in text or ".." in text or "%" in text or " ." in text]


def test_the_english_letters_are_english(written: list[tuple[Case, str]]) -> None:
    english = [case.written("en") for case, text in written[:200] if case.place is None and text]

    assert not [text for text in english if "alarma" in text or "Estanque" in text]


def test_the_document_of_all_letters_is_not_stale() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == document(), "run: python tests/letters_table.py"


@given(
    name=st.text(max_size=80),
    number=st.integers(1, 99_999),
    kind=st.sampled_from([one for one in Kind if one not in OF_THE_STATION]),
    what=st.sampled_from(STEPS),
    language=st.sampled_from(LANGUAGES),
)
def test_no_name_makes_a_letter_too_long_or_loses_its_number(
    name: str, number: int, kind: Kind, what: str, language: str
) -> None:
    text = Case(kind, what, Level.EMERGENCY, a_place(name, number=number), DAWN).written(language)

    assert septets(text) <= 160
    assert str(number) in text
