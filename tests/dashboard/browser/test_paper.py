"""What is printed: the plan of the night on one A5 sheet, the slip of an entry on A6, a closing on A4."""

from __future__ import annotations

import re

import msgspec
import pytest
from builders import a_draft
from nights import a_plan, tell_a_night
from playwright.sync_api import Page
from served import Served
from small_commune import NOW

from gateway.domain.entries import EquipmentSet, PlaceRegistered
from gateway.domain.outlook import PlanLine, PlanSaid
from gateway.journal.closing import close_book

A5 = (420, 595)
"""Width and height [pt]. Source: ISO 216: 148 by 210 mm."""
A6 = (298, 420)
"""105 by 148 mm."""
A4 = (595, 842)
"""210 by 297 mm."""


def printed(page: Page) -> bytes:
    return page.pdf(prefer_css_page_size=True)


def sheets(pdf: bytes) -> list[tuple[int, int]]:
    """Return the size of every sheet [pt], rounded."""
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(round(float(width)), round(float(height))) for width, height in boxes]


@pytest.fixture
def told(served: Served) -> Served:
    if not served.warnings.plans:
        tell_a_night(served.warnings, served.journal)
    return served


def with_eight_ponds(served: Served) -> PlanSaid:
    """Return a plan of eight ponds, the worst: none is fine, two are left uncovered."""
    for number in (7, 8):
        pond = PlaceRegistered(f"estanque-{number}", "pond", number, f"La {number}")
        served.journal.append(a_draft(pond, uid=f"new-{number}", happened=0), now=NOW)
    plan = a_plan(served.journal, EquipmentSet())
    urgent = [one for one in plan.lines if one.state in ("act", "uncovered")]
    more: list[PlanLine] = [
        msgspec.structs.replace(urgent[-1], place=f"estanque-{number}") for number in (2, 5, 7, 8)
    ]
    return msgspec.structs.replace(plan, lines=(*urgent, *more))


def test_the_plan_is_one_sheet_of_a5(told: Served, visit) -> None:
    page = visit("/noche", size="desk", theme="clara")

    assert sheets(printed(page)) == [A5]


def test_eight_ponds_that_all_need_help_are_one_sheet(told: Served, visit) -> None:
    before = told.warnings.plans
    told.warnings.plans = [with_eight_ponds(told)]
    page = visit("/noche", size="phone", theme="oscura")

    found = sheets(printed(page))

    told.warnings.plans = before
    assert found == [A5]


def test_the_slip_of_an_entry_is_one_sheet_of_a6(told: Served, visit) -> None:
    page = visit("/recibo/cosecha-maiz-3-2/papel", size="phone", theme="oscura")

    assert sheets(printed(page)) == [A6]


@pytest.mark.parametrize("theme", ["clara", "oscura"])
@pytest.mark.parametrize("language", ["es", "en"])
def test_the_paper_of_a_closing_is_one_sheet_of_a4(served: Served, visit, theme: str, language: str) -> None:
    for number in (1, 2):
        uid = f"cierre-{number}"
        close_book(served.journal, session=None, now=NOW + number, author="station", uid=uid)

    page = visit(f"/asamblea/cierres/2?idioma={language}", size="phone", theme=theme)

    assert sheets(printed(page)) == [A4]
