"""A field in each state that a page can show, and the pages that show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any, TypeVar, cast

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from fielded import TODAY, a_course, a_look, a_place, depths

from dashboard.fields.look import DepthLook, FieldLook
from dashboard.measured.severity import severity
from dashboard.pages.places.cornfield import cornfield_page
from dashboard.pages.places.cornfields import cornfields_page
from dashboard.visit.given import VisitHere
from gateway.fields.advice.advised import Advice, Amount, Between, Loss, Missing, State, Window
from gateway.fields.course import Hits, Learned, Question, Stage


def to_irrigate(**others: Any) -> FieldLook:
    """Return the field of the picture: 25 to 30 mm, between Wednesday and Friday."""
    course = a_course(
        irrigated={6: 27.0},
        learned=Learned({20: 0.31}, date(2026, 7, 2), 45.0),
        hits=Hits(30, 24),
    )
    advice = Advice(
        State.IRRIGATE,
        2,
        reasons=("limit_soon",),
        amount=Amount(Between(25, 30), Between(1667, 2000), Between(27.8, 33.3)),
        window=Window(TODAY + timedelta(days=2), TODAY + timedelta(days=4)),
        thirst_if_not=Between(1, 5),
        loss=Loss(Between(0, 300), "fao33"),
        pump_turn=1,
    )
    known: dict[str, Any] = {
        "advice": advice, "course": course, "pump_fields": (a_place(2, "El Rincón"),),
    }  # fmt: skip
    return a_look(**(known | others))


def every_state() -> dict[str, FieldLook]:
    """Return a field in each state that a page can show, by its name."""
    dry = {"watering": None}
    bare = {"is_bare": True, "course": a_course(30.0, 6.0, stage=None, is_measured=False)}
    by_hand = {**dry, **bare, "node_names": (), "depths": (), "rain_from": "hand"}
    loma = a_place(4, "La Loma", hectares="7", has_pump=False)
    bajio = a_place(5, "El Bajío", hectares="6", has_pump=False)
    rincon = a_place(2, "El Rincón", hectares="6")
    saman = a_place(1, "El Samán", hectares="5", has_pump=False)
    days = Between(3, 5)
    thirst = a_course(36.0, stage=Stage.FLOWERING, rain={}, is_measured=False)
    wait = a_course(84.0)
    return {
        "irrigate": to_irrigate(),
        "irrigate now": to_irrigate(
            course=a_course(45.0, stage=Stage.FLOWERING),
            advice=replace(
                to_irrigate().advice,
                reasons=("below_limit", "flowering"),
                window=Window(TODAY, TODAY),
                pump_turn=2,
            ),
        ),
        "irrigate, cannot": to_irrigate(
            advice=replace(to_irrigate().advice, cannot_until=TODAY + timedelta(days=3))
        ),
        "irrigate, area unknown": to_irrigate(
            place=replace(a_place(3, "La Vega"), area_m2=None),
            advice=replace(to_irrigate().advice, amount=Amount(Between(25, 25))),
        ),
        "irrigate, asked": to_irrigate(
            course=a_course(question=Question("irrigated", TODAY - timedelta(days=6), 31.0))
        ),
        "irrigate, disagree": to_irrigate(
            course=a_course(question=Question("disagree", TODAY - timedelta(days=1)))
        ),
        "irrigate, probe stale": to_irrigate(
            course=a_course(63.0, 12.0, soil_age_h=60.0, rain={5: None, 4: None, 3: 4.0}),
            advice=replace(to_irrigate().advice, confidence=1, reasons=("limit_soon", "probe_stale")),
            depths=depths(None, None, None),
        ),
        "wait": a_look(Advice(State.WAIT, 3, ("enough",), days=Between(6, 9)), course=wait),
        "enough": a_look(
            Advice(State.WAIT, 2, ("enough_to_ripen",)), course=a_course(70.0, stage=Stage.LATE)
        ),
        "rained": a_look(Advice(State.WET, 2, ("rained",)), course=a_course(88.0, rain={0: 34.0})),
        "no advice, crop": a_look(
            Advice(State.NO_ADVICE, 1, missing=Missing("crop", None, "grower")), planted=None, depths=()
        ),
        "sow off season": a_look(
            Advice(
                State.WAIT_TO_SOW, 1, ("off_season", "wet_to_40"), stored_mm=Between(55, 60), needed_mm=50.0
            ),
            **(dry | bare),
        ),
        "irrigate, pump busy": to_irrigate(
            advice=replace(to_irrigate().advice, reasons=("limit_soon", "pump_busy"), pump_turn=2)
        ),
        "wet": a_look(
            Advice(State.WET, 3, ("above_capacity",), wet_depths=(45, 75)),
            course=a_course(90.0, rain={1: 62.0}),
            depths=depths(0.98, 1.1, 1.2),
        ),
        "ripe": a_look(
            Advice(State.WAIT, 3, ("ripe",)), course=a_course(60.0, stage=Stage.RIPE)
        ),
        "no advice, rain": a_look(
            Advice(State.NO_ADVICE, 1, missing=Missing("rain", 52.0, "sensors")),
            place=rincon,
            course=a_course(rain={2: None, 1: None, 0: None}, rain_age_h=52.0),
        ),
        "no advice, nothing": a_look(
            Advice(State.NO_ADVICE, 1, missing=Missing("rain", None, "grower")),
            depths=(), node_names=(), rain_from=None,
        ),
        "no advice, temperature": a_look(
            Advice(State.NO_ADVICE, 1, missing=Missing("temperature", 70.0, "sensors")),
            course=a_course(air_age_h=70.0),
        ),
        "no advice, spread": a_look(
            Advice(State.NO_ADVICE, 1, missing=Missing("spread", None, "grower")),
            course=a_course(50.0, 30.0, is_measured=False), depths=(), **dry,
        ),
        "no advice, soil": a_look(
            Advice(State.NO_ADVICE, 1, missing=Missing("soil", None, "grower")),
            course=a_course(50.0, 30.0, is_measured=False), depths=(),
        ),
        "thirst": a_look(
            Advice(State.THIRST, 2, ("below_limit", "flowering", "model_only"), days=days),
            place=loma, course=thirst, depths=(), node_names=(), rain_from="commune", **dry,
        ),
        "fine": a_look(
            Advice(State.FINE, 2, ("enough",), days=Between(6, 9)),
            place=saman, course=wait, **dry,
        ),
        "too wet": a_look(
            Advice(State.TOO_WET, 2, ("above_capacity",), days=Between(3, 3), wet_depths=(45, 75)),
            place=bajio, course=a_course(90.0, rain={3: 48.0, 2: 81.0, 1: 12.0}),
            depths=depths(0.98, 1.12, 1.2), **dry,
        ),
        "sow": a_look(
            Advice(State.SOW, 2, ("wet_to_40",), stored_mm=Between(55, 64), needed_mm=50.0), **(dry | bare)
        ),
        "wait to sow": a_look(
            Advice(
                State.WAIT_TO_SOW, 1, ("not_wet_to_40", "model_only"),
                lacking_mm=Between(20, 30), stored_mm=Between(25, 35), needed_mm=55.0,
                loss=Loss(Between(100, 250), "garcia_2009"),
            ),
            place=replace(rincon, name="", means=()),
            **{**by_hand, "course": a_course(
                30.0, 6.0, stage=None, is_measured=False,
                rain={14: 12.0, 12: 22.0, 10: None, 9: 6.0, 6: 18.0, 3: None, 2: 4.0}, air_age_h=None,
            )},
        ),
        "too wet to sow": a_look(
            Advice(State.TOO_WET, 1, ("above_capacity",), days=Between(2, 2)), **(dry | bare)
        ),
    }  # fmt: skip


def shown_in_front(app: FastAPI, looks: Sequence[FieldLook]) -> None:
    """Let an application show these fields beside those that it knows of, and them alone in the list."""

    def overview(visit: VisitHere) -> HTMLResponse:
        return cornfields_page(visit, sorted(looks, key=lambda one: severity(one.advice)))

    def page(visit: VisitHere) -> HTMLResponse:
        return cornfield_page(visit, looks, visit.path.removeprefix("/campos/"))

    before = list(app.router.routes)
    app.get("/campos")(overview)
    for one in looks:
        app.get(f"/campos/{one.place.slug}")(page)
    added = [one for one in app.router.routes if one not in before]
    app.router.routes[:] = [*added, *before]


def five_fields() -> list[FieldLook]:
    """Return the fields of the picture: each needs something else."""
    states = every_state()
    return [states[one] for one in ("thirst", "irrigate", "too wet", "no advice, rain", "fine")]


def numbered(looks: Iterable[FieldLook], slug: str = "lote") -> list[FieldLook]:
    """Return fields with numbers and addresses of their own."""
    return [
        replace(one, place=replace(one.place, slug=f"{slug}-{number}", number=number))
        for number, one in enumerate(looks, 1)
    ]


Dated = TypeVar("Dated")


def moved(one: Dated, days: int) -> Dated:
    """Return a record of records in which every date is so many days later."""
    found: Any = one
    if isinstance(one, date):
        found = one + timedelta(days=days)
    elif isinstance(one, tuple):
        every = [moved(part, days) for part in one]
        found = type(one)(*every) if hasattr(one, "_fields") else tuple(every)
    elif is_dataclass(one) and not isinstance(one, type):
        known = {part.name: moved(getattr(one, part.name), days) for part in fields(one)}
        found = replace(one, **known)
        if isinstance(one, DepthLook) and one.at is not None:
            found = replace(one, at=one.at + 86_400 * days)
    return cast("Dated", found)
