"""What has to stand on the first screen, without scrolling."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser import PHONE, Chromium, Size
from entering import enters, registered
from every_page import fill
from field_states import every_state
from members import PASSWORD
from playwright.sync_api import Page
from served import Served, served_from
from small_commune import NOW

pytestmark = [pytest.mark.proof, pytest.mark.browser]

BOTTOM = "one => one.getBoundingClientRect().bottom"
BAR = "document.querySelector('.nav').getBoundingClientRect().top"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served_from(tmp_path_factory.mktemp("commune")) as found:
        yield found


def _bottom(page: Page, selector: str) -> float:
    return float(page.locator(selector).first.evaluate(BOTTOM))


def test_a_long_receipt_is_taken_back_without_scrolling(served: Served, chromium: Chromium) -> None:
    registered(served.folder, served.journal, "technician", "eps_spokesperson", units=("parcela-3",), at=NOW)

    with chromium.page(served.address, PHONE) as page:
        enters(page, secret=PASSWORD)
        page.goto("/recibo/cosecha-maiz-3-2")
        under = _bottom(page, "form[action$=deshacer] button")
        bar = page.evaluate(BAR)

    assert under <= bar


def test_what_a_field_is_told_stands_on_the_first_screen_with_all_that_goes_with_it(
    served: Served, chromium: Chromium
) -> None:
    fill(served.app, served.store)

    with chromium.page(served.address, PHONE) as page:
        over: list[str] = []
        for number, name in enumerate(every_state(), 1):
            page.goto(f"/campos/campo-{number}")
            if (under := _bottom(page, ".hero")) > page.evaluate(BAR):
                over.append(f"{name}: {under:.0f} px")

    assert over == []


def test_on_a_projector_an_alarm_leaves_the_way_to_the_next_screen(
    served: Served, chromium: Chromium
) -> None:
    with chromium.page(served.address, Size(1024, 768), theme="proyector") as page:
        page.goto("/")
        under = _bottom(page, ".turn")

    assert under <= 768
