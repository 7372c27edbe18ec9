"""The page from which everything is recorded."""

from __future__ import annotations

import re

import pytest
from members import signed_in

from dashboard.forms.catalog import FORMS


def groups(pages) -> dict[str, str]:
    """Return what stands in each group of the page."""
    text = pages.text("/anotar")
    return dict(re.findall(r'<details name="grupo" id="([a-z]+)">(.*?)</details>', text, re.DOTALL))


def test_every_form_that_a_visitor_may_use_is_found_in_two_taps(pages) -> None:
    signed_in(pages.client, "technician", "team", "grower", "eps_spokesperson")

    led = set(re.findall(r'href="/anotar/([a-z-]+)"', pages.text("/anotar")))

    assert {one.slug for one in FORMS if one.right is None or one.right.name.startswith("RECORD")} <= led


def test_the_page_begins_with_what_cannot_wait_and_a_few_groups(pages) -> None:
    signed_in(pages.client, "team", units=("laguna-1",))

    assert list(groups(pages)) == [
        "agua",
        "peces",
        "maiz",
        "cosecha",
        "trabajo",
        "sondas",
        "planes",
        "registros",
    ]
    assert pages.text("/anotar").index("/anotar/boqueando") < pages.text("/anotar").index("<details name")


@pytest.mark.parametrize(
    ("group", "form"),
    [("peces", "alimento"), ("peces", "mortalidad"), ("maiz", "insumo"), ("trabajo", "trabajo")],
)
def test_a_form_stands_with_what_people_do(pages, group: str, form: str) -> None:
    assert f"/anotar/{form}" in groups(pages)[group]


@pytest.mark.parametrize("form", ["siembra", "cosecha", "trabajo", "insumo"])
def test_a_plan_is_made_from_the_same_page(pages, form: str) -> None:
    assert f"/anotar/{form}?planea=1" in groups(pages)["planes"]


def test_the_aerators_are_one_tap_behind_the_water(pages) -> None:
    assert "/estanques/estanque-1#hacer" in groups(pages)["agua"]


def test_what_is_registered_can_be_read_by_everybody(pages) -> None:
    assert 'href="/registros"' in groups(pages)["registros"]
