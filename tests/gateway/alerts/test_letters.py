"""What a person reads of an alert."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

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

from gateway.alerts.letters import NOTHING, Detail, sentences, title
from gateway.alerts.letters.gsm import BASIC, EXTENSION, septets
from gateway.alerts.letters.words import Words
from gateway.domain.alerts import Alert, Kind, Level
from gateway.domain.outlook import CrossingSaid
from gateway.domain.places import Place

LANGUAGES = ("es", "en")
LONG = "La Laguna de los Hermanos Rodríguez Peña y Compañía del Caño Amarillo"
STRANGE = "Ñandú «№1» 🐟 €uro [nuevo]\n\tЛагуна ~|^"
NAMES = ("El Samán", LONG, STRANGE, "", "€" * 40, "Estanque 777")
CHANNELS = ("sms", "call", "push", "internet", "siren/siren-1", "modem", "x" * 60, "")
OF_A_NODE = (Kind.SENSOR, Kind.SILENT_NODE, Kind.BATTERY)
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
        subjects = CHANNELS if kind is Kind.CHANNEL else ("", "pond-3/sonda") if kind in OF_A_NODE else ("",)
        for detail, subject, place in itertools.product(
            DETAILS.get(kind, (NOTHING,)), subjects, places(kind)
        ):
            for known in (True, False) if what in ("repeated", "cleared") else (False,):
                yield Case(kind, what, level, place, detail, subject, is_acknowledged=known)


@pytest.fixture(scope="module")
def written() -> list[tuple[Case, str]]:
    """Return every letter in both languages."""
    return [(case, case.written(language)) for case in product() for language in LANGUAGES]


def a_letter(
    kind: Kind = Kind.OXYGEN,
    what: str = "opened",
    level: Level = Level.CRITICAL,
    place: Place | None = None,
    **others: object,
) -> str:
    place = place or a_place(power="electric")
    return Case(kind, what, level, place, **others).written("es")  # type: ignore[arg-type]


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


def test_a_letter_says_level_pond_number_hour_what_to_do_and_how_to_answer() -> None:
    assert a_letter() == (
        "Peligro: Estanque 3 El Saman, oxigeno 1,8 mg/L a las 3:10 a.m. "
        "Prenda el aireador ya y no dé comida. Responda SI si va."
    )


def test_a_raised_alert_tells_when_it_got_worse() -> None:
    pond = a_place(means=("aerator", "pump"))

    assert a_letter(what="raised", level=Level.EMERGENCY, place=pond) == (
        "Emergencia: Estanque 3 El Saman, oxigeno 1,8 mg/L a las 3:40 a.m. "
        "Prenda el aireador y la bomba ya. Pida ayuda. Responda SI si va."
    )


def test_a_repeated_letter_counts_and_tells_the_newest_number_where_it_is_known() -> None:
    newest = Detail(newest=1.21, newest_at=OPENED + 1680)

    assert a_letter(what="repeated", detail=newest).startswith(
        "Peligro, aviso 2: Estanque 3 El Saman, oxigeno 1,2 mg/L a las 3:38 a.m."
    )
    assert "oxigeno hasta 1,8 mg/L desde las 3:10 a.m." in a_letter(what="repeated")


def test_a_cleared_alert_tells_no_rise_that_nobody_measured() -> None:
    measured = Detail(newest=4.2, newest_at=OPENED + 21_600)

    assert a_letter(what="cleared", is_acknowledged=True) == (
        "Estanque 3 El Saman: sin alarma de oxigeno desde las 9:10 a.m."
    )
    assert a_letter(what="cleared", detail=measured) == (
        "Ya paso: Estanque 3 El Saman, oxigeno 4,2 mg/L a las 9:10 a.m. Falta que alguien confirme la alarma."
    )


def test_an_acknowledgement_names_nobody_and_says_that_the_danger_goes_on() -> None:
    assert a_letter(what="acknowledged") == (
        "Estanque 3 El Saman: alguien dijo a las 3:15 a.m. que va. La alarma sigue hasta que suba el oxigeno."
    )


def test_a_letter_of_gasping_fish_tells_no_number_that_nobody_measured() -> None:
    assert a_letter(Kind.GASPING, level=Level.EMERGENCY) == (
        "Emergencia: Estanque 3 El Saman, peces boqueando a las 3:10 a.m. "
        "Prenda el aireador ya. Pida ayuda. Responda SI si va."
    )


def test_a_warning_for_the_night_tells_a_window_and_of_how_many_nights_in_ten() -> None:
    assert a_letter(Kind.DAWN, level=Level.WARN, detail=DAWN) == (
        "Atencion: Estanque 3 El Saman puede bajar de 3 mg/L entre las 3:30 y las 5 a.m. "
        "Pasa 7 noches de 10. Aliste el aireador y no dé comida. Responda SI si va."
    )


@pytest.mark.parametrize(
    ("power", "words"),
    [("electric", "aireador parado"), ("diesel", "el aireador de gasoil sirve sin luz")],
)
def test_a_power_cut_tells_what_becomes_of_the_aerator(power: str, words: str) -> None:
    assert words in a_letter(Kind.MAINS, place=a_place(power=power))  # type: ignore[arg-type]


def test_cold_water_is_not_called_warm() -> None:
    alert = Alert("a", "estanque-3", Kind.TEMPERATURE, Level.WARN, OPENED, 20.4)

    text = sentences("opened", alert, a_place(), at=OPENED, utc_offset_hours=-4, language="es")

    assert "agua a 20,4 grados" in text
    assert "Está fría" in text


def test_the_other_ways_keep_the_accents_and_do_not_ask_for_an_sms() -> None:
    alert = Alert("a", "estanque-3", Kind.OXYGEN, Level.CRITICAL, OPENED, 1.84)

    text = sentences("opened", alert, a_place(), at=OPENED, utc_offset_hours=-4, language="es")

    assert text == (
        "Peligro: Estanque 3 El Samán, oxígeno 1,8 mg/L a las 3:10 a.m. Prenda el aireador ya y no dé comida."
    )


def test_a_title_says_how_bad_it_is_and_where() -> None:
    alert = Alert("a", "estanque-3", Kind.OXYGEN, Level.CRITICAL, OPENED, 1.84)

    assert title("opened", alert, a_place(), language="es") == "Peligro: Estanque 3 El Samán"
    assert title("cleared", alert, a_place(), language="en") == "Over: Pond 3 El Samán"
    assert title("opened", replace(alert, place=""), None, language="es") == "Peligro: La estación"


def test_an_alert_of_a_place_that_is_not_registered_any_more_tells_its_short_name() -> None:
    alert = Alert("a", "estanque-9", Kind.SILENT_NODE, Level.WARN, OPENED, 0.0)

    assert "estanque-9" in sentences("opened", alert, None, at=OPENED, utc_offset_hours=-4, language="es")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Estanque 3", "Estanque 3"),
        ("Laguna 3", "Laguna 3"),
        ("La Honda", "Estanque 3 La Honda"),
        (LONG, "Estanque 3 La Laguna de los"),
        ("Лагуна", "Estanque 3"),
    ],
)
def test_a_name_is_told_with_its_number_and_in_whole_words(name: str, words: str) -> None:
    assert Words("es", -4).place(a_place(name)) == words


@pytest.mark.parametrize(("value", "words"), [(1.84, "1,8"), (0.0, "0,0"), (-0.06, "0,0"), (12.0, "12,0")])
def test_oxygen_has_a_decimal_comma_and_is_never_below_nothing(value: float, words: str) -> None:
    assert Words("es", -4).oxygen(value) == words


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (0, "a las 8:00 p.m."),
        (16 * 3600, "a las 12:00 p.m."),
        (4 * 3600, "a las 12:00 a.m."),
        (17 * 3600 + 300, "a la 1:05 p.m."),
    ],
)
def test_hours_are_those_of_the_commune(at: int, words: str) -> None:
    assert Words("es", -4).hour(at) == words


@pytest.mark.parametrize(
    ("hours", "words"), [(1, "desde las 3:10 a.m."), (30, "desde hace 30 horas"), (80, "desde hace 3 días")]
)
def test_what_is_long_ago_is_not_told_by_an_hour_alone(hours: int, words: str) -> None:
    assert Words("es", -4).since(OPENED, now=OPENED + hours * 3600) == words


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
