from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_commune import NOW

from dashboard.forms.moments import MomentReader, MomentUnclearError
from dashboard.words.language import languages
from dashboard.words.written import Words

DAY_MINUTES = 24 * 60
SPANISH = MomentReader(Words(languages()["es"], -4, NOW))


def at(**said: str) -> int:
    written = {"cuando": said.pop("cuando", "hoy")} | {
        f"cuando-{name}": value for name, value in said.items()
    }
    return SPANISH.read(written, "cuando", is_precise=True)


@given(days=st.integers(1, 700), minute=st.integers(0, DAY_MINUTES - 1), as_people_say=st.booleans())
def test_any_minute_of_any_day_can_be_said_and_is_understood(
    days: int, minute: int, as_people_say: bool
) -> None:
    words = SPANISH.words
    day = words.today - timedelta(days=days)
    hour, rest = divmod(minute, 60)
    said = f"{(hour - 1) % 12 + 1}:{rest:02d}" if as_people_say else f"{hour}:{rest:02d}"

    found = at(
        cuando="otro",
        dia=str(day.day),
        mes=str(day.month),
        anio=str(day.year),
        hora=said,
        mitad="am" if hour < 12 else "pm",
    )

    assert found == words.midnight(day) + minute * 60


@pytest.mark.parametrize(
    ("hora", "mitad", "minutes"),
    [
        ("3", "am", 180),
        ("3 y media", "am", 210),
        ("3 y cuarto", "am", 195),
        ("2.05", "am", 125),
        ("12:10", "am", 10),
        ("1:00 a. m.", "", 60),
        ("1am", "", 60),
        ("0:30", "", 30),
    ],
)
def test_an_hour_is_read_as_people_write_it(hora: str, mitad: str, minutes: int) -> None:
    yesterday = SPANISH.words.today - timedelta(days=1)

    assert at(cuando="ayer", hora=hora, mitad=mitad) == SPANISH.words.midnight(yesterday) + minutes * 60


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ({"hora": "3"}, "hora"),
        ({"hora": "3", "mitad": "xx"}, "hora"),
        ({"hora": "25"}, "hora"),
        ({"hora": "3:75", "mitad": "am"}, "hora"),
        ({"hora": "tarde"}, "hora"),
        ({"hora": "٣", "mitad": "am"}, "hora"),
        ({"hora": "11", "mitad": "pm"}, "hora"),  # it is a quarter past three in the morning
        ({"cuando": "otro", "dia": "31", "mes": "2", "anio": "2026", "hora": "3", "mitad": "am"}, "dia"),
        ({"cuando": "otro", "dia": "1_0", "mes": "2", "anio": "2026", "hora": "3", "mitad": "am"}, "dia"),
        ({"cuando": "otro", "dia": "11", "mes": "6", "anio": "2026", "hora": "3", "mitad": "am"}, "dia"),
        ({"cuando": "otro", "dia": "", "mes": "", "anio": "", "hora": "3", "mitad": "am"}, "dia"),
        (
            {"cuando": "otro", "dia": "1", "mes": "1", "anio": "99999999999999", "hora": "3", "mitad": "am"},
            "dia",
        ),
        (
            {"cuando": "otro", "dia": "9" * 5000, "mes": "1", "anio": "2026", "hora": "3", "mitad": "am"},
            "dia",
        ),
        ({"cuando": "mañana", "hora": "3", "mitad": "am"}, "dia"),
    ],
)
def test_what_is_no_moment_is_asked_back_at_the_part_that_is_wrong(said: dict[str, str], part: str) -> None:
    with pytest.raises(MomentUnclearError) as error:
        at(**said)

    assert error.value.part == part


def test_who_wrote_an_hour_or_a_date_and_left_now_as_it_stood_meant_those() -> None:
    midnight = SPANISH.words.midnight(SPANISH.words.today)

    assert at(cuando="ahora", hora="2:10", mitad="am") == midnight + 130 * 60
    assert (
        at(cuando="ahora", dia="9", mes="6", anio="2026", hora="2:10", mitad="am")
        == midnight - 86_400 + 130 * 60
    )
