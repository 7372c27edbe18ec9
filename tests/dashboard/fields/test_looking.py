from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from one_field import (
    AIR,
    BY_HAND,
    HUMIDITY,
    RAIN,
    SIX,
    TODAY,
    OneField,
    at,
    few,
    hourly,
    look,
    one_field,
    soil,
)

from dashboard.fields.looking import looks
from gateway.domain.entries import CannotIrrigate, FieldDescribed, Irrigated, PlaceRegistered, Sown, StageSeen
from gateway.domain.readings import Flag, SeriesKey
from gateway.fields.advice.advised import State

FIRST = TODAY - timedelta(days=110)
SOWN = TODAY - timedelta(days=50)
MORNING = at(TODAY, 6)


def weather() -> dict:
    return {
        AIR: hourly(FIRST, MORNING, lambda _, hour: 23.0 + 8.0 * max(0.0, 1 - abs(hour - 14) / 9)),
        HUMIDITY: hourly(FIRST, MORNING, lambda _, hour: 92.0 - 35.0 * max(0.0, 1 - abs(hour - 14) / 9)),
    }


def rain(millimetres: float, *, each: int, until: int = MORNING):
    """Return a gauge in which so much falls at four in the afternoon of each n-th day."""
    return hourly(
        FIRST,
        until,
        lambda day, hour: millimetres if hour == 16 and (day - FIRST).days % each == 0 else 0.0,
    )


def sown(here: OneField, crop: str = "maíz blanco", *, days: int | None = None) -> None:
    body = Sown("parcela-1", crop, "criolla", Decimal(40_000), days_to_maturity=days)
    here.say(body, day=SOWN, uid="siembra")


def described(**more) -> FieldDescribed:
    return FieldDescribed(
        "lote-1", "texture", "loam", "furrow", pump="bomba-1", pump_m3_h=Decimal(70), **more
    )


def test_a_field_without_pump_on_which_it_rains_enough_is_fine(tmp_path: Path) -> None:
    here = one_field(tmp_path, weather() | {RAIN: rain(14.0, each=2)})
    sown(here)

    found = look(here.visit(), "lote-1")

    assert found is not None
    assert found.advice.state is State.FINE
    assert found.cycle == "siembra"
    assert found.planted is not None
    assert found.planted.sown == SOWN
    assert found.rain_from == "field"


def test_a_dry_field_without_pump_is_thirsty_and_never_told_to_water(tmp_path: Path) -> None:
    here = one_field(tmp_path, weather() | {RAIN: rain(4.0, each=9)})
    sown(here)

    assert looks(here.visit())[0].advice.state is State.THIRST


def test_a_dry_field_with_a_pump_is_told_to_water(tmp_path: Path) -> None:
    here = one_field(tmp_path, weather() | {RAIN: rain(4.0, each=9)}, has_pump=True, described=described())
    sown(here)

    advice = looks(here.visit())[0].advice

    assert advice.state is State.IRRIGATE
    assert advice.amount is not None
    assert advice.amount.cubic_metres is not None
    assert advice.amount.pump_hours is not None


def test_what_was_watered_yesterday_is_water_today(tmp_path: Path) -> None:
    here = one_field(tmp_path, weather() | {RAIN: rain(4.0, each=9)}, has_pump=True, described=described())
    sown(here)
    thirsty = look(here.visit(), "lote-1")
    here.say(Irrigated("lote-1", "furrow", millimetres=Decimal(90)), day=TODAY - timedelta(days=1))

    after = look(here.visit(), "lote-1")

    assert thirsty is not None
    assert after is not None
    assert thirsty.course is not None
    assert after.course is not None
    assert thirsty.course.depletion_mm - after.course.depletion_mm > 50
    assert after.advice.state is State.WAIT


def test_who_cannot_water_is_told_so_until_they_have_watered(tmp_path: Path) -> None:
    here = one_field(tmp_path, weather() | {RAIN: rain(4.0, each=9)}, has_pump=True, described=described())
    sown(here)
    here.say(CannotIrrigate("lote-1", "fuel", 4), hour=5)

    found = look(here.visit(), "lote-1")

    assert found is not None
    assert found.advice.cannot_until == TODAY + timedelta(days=3)


def test_a_gauge_that_is_silent_for_three_days_leaves_no_advice(tmp_path: Path) -> None:
    here = one_field(tmp_path, weather() | {RAIN: rain(14.0, each=2, until=MORNING - 72 * 3600)})
    sown(here)

    advice = looks(here.visit())[0].advice

    assert advice.state is State.NO_ADVICE
    assert advice.missing is not None
    assert advice.missing.what == "rain"


def test_rain_read_by_hand_this_morning_is_rain_that_is_known(tmp_path: Path) -> None:
    read = [(at(FIRST + timedelta(days=number), 6), 14.0 * (number % 2)) for number in range(111)]
    here = one_field(tmp_path, weather() | {BY_HAND: few(*read)})
    sown(here)

    found = look(here.visit(), "lote-1")

    assert found is not None
    assert found.advice.state is State.FINE
    assert found.rain_from == "hand"


def test_whether_a_field_can_be_sown_is_told_from_a_hand_gauge_alone(tmp_path: Path) -> None:
    read = [(at(FIRST + timedelta(days=number), 6), 18.0 * (number > 100)) for number in range(111)]
    here = one_field(tmp_path, {BY_HAND: few(*read)})

    assert looks(here.visit())[0].advice.state in (State.SOW, State.TOO_WET)


def test_another_crop_than_maize_gets_no_advice_and_hears_why(tmp_path: Path) -> None:
    here = one_field(tmp_path, weather() | {RAIN: rain(4.0, each=9)})
    sown(here, "yuca")

    advice = looks(here.visit())[0].advice

    assert (advice.state, advice.missing and advice.missing.what) == (State.NO_ADVICE, "crop")


def test_probes_that_all_failed_are_no_probes(tmp_path: Path) -> None:
    bad = {soil(depth): hourly(FIRST, MORNING, lambda *_: 0.0, flag=Flag.FAIL) for depth in (20, 45, 75)}
    with_bad = one_field(_made(tmp_path / "a"), weather() | {RAIN: rain(14.0, each=2)} | bad)
    without = one_field(_made(tmp_path / "b"), weather() | {RAIN: rain(14.0, each=2)})
    for here in (with_bad, without):
        sown(here)

    failed, none = look(with_bad.visit(), "lote-1"), look(without.visit(), "lote-1")

    assert failed is not None
    assert none is not None
    assert failed.course is not None
    assert none.course is not None
    assert failed.course.depletion_mm == none.course.depletion_mm
    assert "probe_failed" in failed.advice.reasons
    assert [one.water for one in failed.depths] == [None, None, None]


def test_flowering_that_somebody_saw_moves_the_crop(tmp_path: Path) -> None:
    here = one_field(tmp_path, weather() | {RAIN: rain(14.0, each=2)})
    sown(here, days=120)
    here.say(StageSeen("siembra", "flowering"), hour=5)

    found = look(here.visit(), "lote-1")

    assert found is not None
    assert found.planted is not None
    assert (found.planted.flowered, found.planted.days_to_maturity) == (TODAY, 120)


def test_a_field_that_nobody_knows_is_not_there(tmp_path: Path) -> None:
    here = one_field(tmp_path, {})

    assert look(here.visit(), "lote-9") is None


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_a_gauge_read_by_hand_counts_as_soon_as_the_gateway_has_kept_it(tmp_path: Path) -> None:
    here = one_field(tmp_path, weather())
    before = look(here.visit(), "lote-1")

    # The entry and the page that follows it are quicker than the gateway; no other entry comes.
    here.store.derived[BY_HAND] = few((at(TODAY - timedelta(days=3), 5), 30.0))  # type: ignore[index]
    after = look(here.visit(), "lote-1")

    assert before is not None
    assert before.course is not None
    assert after is not None
    assert after.course is not None
    assert (before.course.days[-4].seen.rain_mm, after.course.days[-4].seen.rain_mm) == (None, 30.0)


def test_a_field_of_which_nothing_new_is_known_is_not_reckoned_anew(tmp_path: Path) -> None:
    here = one_field(tmp_path, weather() | {RAIN: rain(14.0, each=2)})
    sown(here)

    first, later = look(here.visit(), "lote-1"), look(here.visit(hour=SIX + 0.2), "lote-1")
    here.say(Irrigated("lote-1", "furrow", millimetres=Decimal(30)), day=TODAY - timedelta(days=3))
    watered = look(here.visit(hour=SIX + 0.2), "lote-1")

    assert first is not None
    assert later is not None
    assert watered is not None
    assert first.course is not None
    assert later.course is not None
    assert watered.course is not None
    assert later.course.days is first.course.days
    assert later.course.air_age_h > first.course.air_age_h
    assert watered.course.days[-3].seen.irrigation_mm == 30.0


def test_a_soil_told_in_percent_counts_as_not_known(tmp_path: Path) -> None:
    here = one_field(tmp_path, weather() | {RAIN: rain(4.0, each=9)})
    percent = PlaceRegistered(
        "lote-1", "field", 1, "La Vega", [], field_capacity=Decimal(31), wilting_point=Decimal(15)
    )
    here.say(percent, day=SOWN, uid="en-por-ciento")
    sown(here)

    found = look(here.visit(), "lote-1")

    assert found is not None
    assert found.setting.soil.known == "guess"
    assert found.setting.soil.field_capacity == 0.31


def test_a_hand_in_the_soil_is_heard_where_no_probe_is(tmp_path: Path) -> None:
    dry = weather() | {RAIN: rain(4.0, each=9)}
    hand = SeriesKey("mano-lote-1", "mano-40cm", "soil_water")
    deaf = one_field(_made(tmp_path / "a"), dry)
    told = one_field(_made(tmp_path / "b"), dry | {hand: few((at(TODAY, 5.5), 0.29))})
    for here in (deaf, told):
        sown(here)

    before, after = look(deaf.visit(), "lote-1"), look(told.visit(), "lote-1")

    assert before is not None
    assert after is not None
    assert before.course is not None
    assert after.course is not None
    assert after.course.depletion_mm < before.course.depletion_mm - 5
    assert after.course.learned is None


def test_maize_by_any_of_its_names_gets_advice(tmp_path: Path) -> None:
    for name in ("cariaco", "MAIZ amarillo", "jojoto", "white maize"):
        here = one_field(_made(tmp_path / name), weather() | {RAIN: rain(14.0, each=2)})
        sown(here, name)

        assert looks(here.visit())[0].advice.state is State.FINE
