"""What a person reads of an alert."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import a_pond, an_alert
from hypothesis import given
from hypothesis import strategies as st

from gateway.alerts.letters import as_sms, hour, letter, number, septets, what_to_do
from gateway.domain.alerts import Change, Level

THREE_AT_NIGHT = 1_780_038_600  # 2026-05-29 07:10 UTC, 3:10 a.m. in Venezuela


def a_letter(what: str, level: Level = Level.CRITICAL, *, means: tuple[str, ...] = (), **others: int) -> str:
    alert = replace(an_alert(level), opened=THREE_AT_NIGHT, value=1.84, **others)  # type: ignore[arg-type]
    return letter(
        Change(what, alert, at=THREE_AT_NIGHT + 900), a_pond(number=3, means=means), utc_offset_hours=-4
    )


def test_a_letter_says_level_pond_number_hour_and_what_to_do() -> None:
    assert a_letter("opened", means=("aerator",)) == (
        "Peligro: Estanque 3, oxígeno 1,8 mg/L a las 3:10 a.m. Prenda el aireador ya y no dé comida."
    )


def test_a_raised_alert_tells_when_it_got_worse() -> None:
    assert a_letter("raised", Level.EMERGENCY, means=("aerator", "pump")) == (
        "Emergencia: Estanque 3, oxígeno 1,8 mg/L a las 3:25 a.m. "
        "Prenda el aireador y prenda la bomba ya. Llame a otra persona."
    )


def test_a_cleared_alert_that_nobody_confirmed_asks_for_it() -> None:
    cleared = {"cleared": THREE_AT_NIGHT + 6 * 3600}

    assert a_letter("cleared", **cleared) == (
        "Ya pasó: Estanque 3 recuperó el oxígeno a las 9:10 a.m. Falta que alguien confirme la alarma."
    )
    assert "Falta" not in a_letter("cleared", acknowledged=THREE_AT_NIGHT, **cleared)


def test_an_acknowledgement_names_nobody_and_says_that_the_danger_goes_on() -> None:
    assert a_letter("acknowledged", acknowledged=THREE_AT_NIGHT + 60) == (
        "Estanque 3: alguien va en camino a las 3:11 a.m. La alarma (peligro) sigue hasta que suba."
    )


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (
            "opened",
            "Emergencia: Estanque 3, los peces boquean a las 3:10 a.m."
            " Prenda el aireador ya. Llame a otra persona.",
        ),
        (
            "acknowledged",
            "Estanque 3: alguien va en camino a las 3:11 a.m. Los peces boquean: quédese hasta que paren.",
        ),
        ("cleared", "Estanque 3: nadie avisa más de peces boqueando a las 9:10 a.m."),
    ],
)
def test_a_letter_of_gasping_fish_tells_no_number_that_nobody_measured(what: str, words: str) -> None:
    alert = replace(
        an_alert(Level.EMERGENCY, acknowledged=THREE_AT_NIGHT + 60, cleared=THREE_AT_NIGHT + 6 * 3600),
        kind="gasping",
        opened=THREE_AT_NIGHT,
        value=0.0,
    )
    pond = a_pond(number=3, means=("aerator",))

    assert letter(Change(what, alert, at=THREE_AT_NIGHT), pond, utc_offset_hours=-4) == words


@pytest.mark.parametrize(
    ("means", "words"),
    [
        ((), "remos, tobos o nadando"),
        (("pump",), "bomba"),
        (("exchange",), "entrada de agua"),
        (("aerator", "pump"), "aireador"),
    ],
)
@pytest.mark.parametrize("level", list(Level))
def test_what_to_do_uses_the_means_of_that_pond(level: Level, means: tuple[str, ...], words: str) -> None:
    assert words in what_to_do(level, a_pond(means=means)).lower()


@pytest.mark.parametrize(("value", "words"), [(1.84, "1,8"), (0.0, "0,0"), (-0.06, "0,0"), (12.0, "12,0")])
def test_numbers_have_a_decimal_comma(value: float, words: str) -> None:
    assert number(value) == words


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
    assert hour(at, utc_offset_hours=-4) == words


def test_a_pond_with_a_name_of_its_own_keeps_the_number_of_its_stake() -> None:
    pond = replace(a_pond(number=3), name="La Honda")
    alert = an_alert()

    assert "La Honda (3)" in letter(Change("opened", alert, at=0), pond, utc_offset_hours=-4)


def test_an_sms_drops_only_the_accents_its_alphabet_lacks() -> None:
    assert as_sms("¿Atención, Ñángara? Sí, a pie: 1 €, «no»") == "¿Atencion, Ñangara? Si, a pie: 1 €, ?no?"


def test_an_sms_holds_160_signs_or_80_euros() -> None:
    assert as_sms("a" * 200) == "a" * 160
    assert as_sms("€" * 100) == "€" * 80


@given(st.text(max_size=300))
def test_an_sms_is_one_message_of_its_alphabet(text: str) -> None:
    sms = as_sms(text)

    assert septets(sms) <= 160
    assert as_sms(sms) == sms


@given(
    name=st.text(min_size=1, max_size=80),
    pond_number=st.integers(1, 999),
    level=st.sampled_from(Level),
    what=st.sampled_from(["opened", "raised", "cleared", "acknowledged"]),
    kind=st.sampled_from(["oxygen", "gasping"]),
    means=st.lists(st.sampled_from(["aerator", "pump", "exchange"]), unique=True),
)
def test_no_letter_is_cut_when_it_is_sent(
    name: str, pond_number: int, level: Level, what: str, kind: str, means: list[str]
) -> None:
    pond = replace(a_pond(number=pond_number, means=means), name=name)
    alert = replace(an_alert(level), kind=kind)

    text = letter(Change(what, alert, at=THREE_AT_NIGHT), pond, utc_offset_hours=-4)

    assert as_sms(text)[-9:] == as_sms(text[-9:])
