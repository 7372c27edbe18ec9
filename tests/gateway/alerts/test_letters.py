"""What a person reads of an alert."""

from __future__ import annotations

from dataclasses import replace

import pytest
from letters_table import (
    DAWN,
    OPENED,
    Case,
    a_place,
)

from gateway.alerts.letters import Detail, sentences, title
from gateway.domain.alerts import Alert, Kind, Level
from gateway.domain.places import Place


def a_letter(
    kind: Kind = Kind.OXYGEN,
    what: str = "opened",
    level: Level = Level.CRITICAL,
    place: Place | None = None,
    **others: object,
) -> str:
    place = place or a_place(power="electric")
    return Case(kind, what, level, place, **others).written("es")  # type: ignore[arg-type]


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


def test_a_letter_of_an_eased_alert_tells_how_bad_it_is_now() -> None:
    alert = Alert("a", "estanque-3", Kind.OXYGEN, Level.EMERGENCY, OPENED, 2.6, eased=2)

    text = sentences("repeated", alert, a_place(), at=OPENED + 1800, utc_offset_hours=-4, language="es")

    assert text.startswith("Atención, aviso 2: Estanque 3 El Samán")


def test_a_disk_with_room_that_is_complained_of_cannot_be_written() -> None:
    alert = Alert("a", "", Kind.DISK, Level.CRITICAL, OPENED, 25_000.0)

    text = sentences("opened", alert, None, at=OPENED, utc_offset_hours=-4, language="es")

    assert text.startswith("Peligro: el disco de la estación no deja escribir desde las 3:10 a.m.")
