"""The pages of the fields: one word, what to do, and nothing that nobody knows."""

from __future__ import annotations

import gzip
import html
import re
from dataclasses import replace

import pytest
from builders import a_draft
from field_states import every_state, numbered, shown_in_front, to_irrigate
from fielded import AT, FURROW, TODAY, a_course, a_look, a_place

from dashboard.fields.look import FieldLook
from gateway.domain.entries import Irrigated
from gateway.fields.advice.advised import Advice, Between, State
from gateway.fields.course import Question

STATES = every_state()
NAMED = pytest.mark.parametrize("name", STATES)
MOST_BYTES = 20 * 1024
WORDS = {
    State.IRRIGATE: ("Regar", "Irrigate"),
    State.WAIT: ("Esperar", "Wait"),
    State.WET: ("No regar", "Do not irrigate"),
    State.SOW: ("Sembrar ya", "Sow now"),
    State.WAIT_TO_SOW: ("Esperar", "Wait"),
    State.TOO_WET: ("Demasiada agua", "Too much water"),
    State.THIRST: ("Sed", "Thirst"),
    State.FINE: ("Bien", "Fine"),
    State.NO_ADVICE: ("Sin consejo", "No advice"),
}


@pytest.fixture(autouse=True)
def monday(pages) -> None:
    pages.clock.at = AT


def shown(pages, look: FieldLook, *others: FieldLook) -> str:
    """Return the page of a field as its source says it."""
    shown_in_front(pages.client.app, [look, *others])
    return pages.text(f"/campos/{look.place.slug}")


def weight(pages, text: str) -> int:
    """Return what a telephone fetches for a page [bytes]."""
    files = [one for one in re.findall(r'(?:href|src)="(/static/[^"]*)"', text)]
    assert len(files) == 2
    bodies = [text.encode(), *(pages.client.get(one).content for one in files)]
    return sum(len(gzip.compress(one)) for one in bodies)


def words_of(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u00a0", " ")


def headline(text: str) -> str:
    found = re.search(r"<h1.*?</h1>", text)
    assert found
    return " ".join(words_of(found[0]).split())


@pytest.mark.parametrize("number", [0, 1], ids=["es", "en"])
@NAMED
def test_every_state_has_its_word_in_both_languages(pages, name: str, number: int) -> None:
    pages.client.cookies.set("idioma", ("es", "en")[number])

    text = shown(pages, STATES[name])

    assert WORDS[STATES[name].advice.state][number] in headline(text)
    assert not re.search(r"\bNone\b|\bnan\b|%\(|Undefined", words_of(text))


@NAMED
def test_no_page_tells_a_decimal_of_a_millimetre(pages, name: str) -> None:
    assert not re.search(r"\d[.,]\d{1,2} mm\b", words_of(shown(pages, STATES[name])))


def test_every_state_is_told_apart_by_its_shape_alone(pages) -> None:
    shapes: dict[State, set[str]] = {}
    for look in STATES.values():
        found = re.search(r'class="headline"><svg.*?#i-([a-z-]+)"', shown(pages, look))
        assert found
        shapes.setdefault(look.advice.state, set()).add(found[1])

    assert all(len(one) == 1 for one in shapes.values())
    assert len({one for found in shapes.values() for one in found}) == len(State)


@pytest.mark.parametrize("language", ["es", "en"])
@NAMED
def test_the_page_of_a_field_is_light(pages, name: str, language: str) -> None:
    pages.client.cookies.set("idioma", language)

    text = shown(pages, *numbered([STATES[name], *STATES.values()])[:13])
    assert weight(pages, text) < MOST_BYTES


def test_the_field_of_the_picture_says_what_the_picture_says(pages) -> None:
    text = words_of(shown(pages, to_irrigate()))

    for said in (
        "25-30 mm",
        "Entre miércoles y viernes.",
        "1.700-2.000 m³",
        "28-33 horas",
        "Empiece el miércoles",
        "unos 3 días de bomba, 10 horas cada uno",
        "la misma bomba riega el lote 2",
        "Si no riega ni llueve: 1-5 días de sed hasta el sábado.",
        "Puede costar hasta 300 kg de grano por hectárea",
        "Faltan unos 20 mm para la sed (entre 5 y 30)",
        "con el agua del 2 de julio",
        "Acertó 24 de 30 días",
        "De cada 100 litros, 60 llegan a la raíz",
    ):
        assert said in " ".join(text.split())


def test_the_form_of_an_irrigation_is_filled_in_with_what_was_advised(pages) -> None:
    text = shown(pages, to_irrigate())

    assert 'href="/anotar/riego?lugar=lote-3&amp;medida=millimetres&amp;cuanta=30"' in text
    assert pages.client.get("/anotar/riego?lugar=lote-3&medida=millimetres&cuanta=30").status_code == 200


def test_water_that_nobody_wrote_down_is_asked_for_with_its_day(pages) -> None:
    text = shown(pages, STATES["irrigate, asked"])

    assert "¿Regaron unos 30 mm el martes?" in text
    assert 'action="/anotar/riego"' in text
    assert 'action="/anotar/no-se-rego"' in text
    assert text.count('name="cuando-dia" value="14"') == 2
    assert len(set(re.findall(r'name="clave" value="([^"]+)"', text))) == 3


def test_no_stands_without_a_tick(pages) -> None:
    assert '<button class="plain">No</button>' in shown(pages, STATES["irrigate, asked"])


def test_while_a_probe_is_doubted_the_line_is_not_called_measured(pages) -> None:
    text = shown(pages, STATES["irrigate, asked"])

    assert "calculado, no medido" in text
    assert "medido</span>" not in text.replace("calculado, no medido</span>", "")


def test_a_probe_that_parts_from_the_balance_is_told_and_not_asked(pages) -> None:
    text = shown(pages, STATES["irrigate, disagree"])

    assert "La sonda y la cuenta no coinciden desde ayer" in text
    assert "/anotar/no-se-rego" not in text


def test_a_field_without_a_question_is_asked_nothing(pages) -> None:
    assert 'id="pregunta"' not in shown(pages, to_irrigate())


@pytest.mark.parametrize("name", [one for one in STATES if one.startswith("no advice") and "crop" not in one])
def test_without_advice_nothing_is_said_of_now_and_of_the_days_to_come(pages, name: str) -> None:
    text = shown(pages, STATES[name])

    assert "Lo arregla:" in text
    for drawn in ("pointer", "bracket", "line later", "sin pronóstico", 'class="sure"'):
        assert drawn not in text


def test_a_field_of_which_nothing_is_known_shows_no_empty_section(pages) -> None:
    text = shown(pages, STATES["no advice, nothing"])

    for gone in ("p-agua", "p-suelo", "p-porque", "measured", "log", "p-siembra"):
        assert f'id="{gone}"' not in text
    assert "Falta la lluvia: nadie la ha anotado todavía." in text


def test_a_day_without_a_note_is_an_outline_with_a_question_mark(pages) -> None:
    text = shown(pages, STATES["wait to sow"])

    assert text.count("unsaid") >= 2
    assert "De 2 días no se sabe." in text
    assert "Los 2 días sin anotar pudieron traer lluvia." in text


def test_waiting_to_sow_tells_its_cost_with_its_source_and_without_one_number(pages) -> None:
    text = words_of(shown(pages, STATES["wait to sow"]))

    assert "Falta humedad a 40 cm: unos 20-30 mm de lluvia." in text
    assert "Hay entre 25 y 35 mm guardados hasta 40 cm; hacen falta 55." in text
    assert "100-250" in text
    assert "García y otros, 2009" in text


def test_rain_that_may_lack_or_not_is_told_as_the_most_that_may(pages) -> None:
    look = STATES["wait to sow"]
    advice = replace(look.advice, lacking_mm=Between(0, 40))

    text = shown(pages, replace(look, advice=advice))

    assert "Falta humedad a 40 cm: hasta 40 mm de lluvia." in text


def test_a_field_without_a_pump_is_never_told_to_be_watered(pages) -> None:
    for name in ("thirst", "fine", "too wet", "sow", "wait to sow", "sow off season"):
        text = shown(pages, STATES[name])
        assert "Ya regué" not in text
        assert "sin bomba" in text


def test_roots_without_a_probe_are_drawn_as_calculated(pages) -> None:
    text = shown(pages, STATES["thirst"])

    assert "calculado, no medido" in text
    assert "Humedad del suelo: no se mide" in text


def test_an_irrigation_stands_in_the_list_with_the_way_to_its_receipt(pages) -> None:
    entry = a_draft(Irrigated("lote-3", "furrow", hours=12), uid="riego-1", happened=AT - 86_400)
    pages.journal.append(entry, now=AT)

    text = shown(pages, to_irrigate())

    assert re.search(r'href="/recibo/riego-1">Riego</a>.*?<b>12</b> h', text)


def test_a_name_with_signs_of_html_stays_a_name(pages) -> None:
    look = replace(to_irrigate(), place=replace(a_place(3, "<script>x</script>|y")))

    text = shown(pages, look)

    assert "<script>x" not in text
    assert "&lt;script&gt;x" in text


def test_a_field_that_there_is_not_is_not_found(pages) -> None:
    shown(pages, to_irrigate())

    assert pages.client.get("/campos/lote-99").status_code == 404


def test_a_course_of_one_day_and_no_day_to_come_is_shown(pages) -> None:
    course = a_course()
    young = replace(course, days=course.days[-1:], ahead=())

    text = shown(pages, a_look(Advice(State.WAIT, 1, days=Between(2, 3)), course=young))

    assert "Esperar" in headline(text)


def test_water_for_another_crop_than_maize_is_not_advised(pages) -> None:
    text = shown(pages, STATES["no advice, crop"])

    assert "Aquí no crece maíz" in text
    assert "Lo arregla:" not in text


def test_ripe_maize_waits_for_its_harvest_and_not_for_water(pages) -> None:
    for name in ("ripe", "enough"):
        text = shown(pages, STATES[name])
        assert "la cosecha" in headline(text)
        assert "No riegue más" in text


def test_thirst_while_nobody_can_water_is_told_for_those_days_alone(pages) -> None:
    assert "Hasta que se pueda regar y si no llueve: 1-5 días de sed." in shown(
        pages, STATES["irrigate, cannot"]
    )
    assert "Mientras espera la bomba y si no llueve: 1-5 días de sed." in shown(
        pages, STATES["irrigate, pump busy"]
    )


def test_a_question_of_a_field_without_pump_data_is_still_asked(pages) -> None:
    course = a_course(question=Question("irrigated", TODAY, 2.0))

    assert "¿Regaron unos 5 mm hoy?" in shown(
        pages, a_look(Advice(State.WAIT, 1, days=Between(1, 1)), course=course, watering=FURROW)
    )
