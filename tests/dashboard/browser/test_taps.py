"""What one tap records of a field, while the station answers and while it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from members import everybody_is
from playwright.sync_api import expect
from served import Served

from gateway.domain.entries import RainRead
from gateway.people import Person

pytestmark = pytest.mark.browser

RAIN = "/anotar/lluvia?lugar=lote-1"


@pytest.fixture
def dry(served: Served) -> Callable[[], list[RainRead]]:
    """Give the rain that was recorded since the test began."""
    before = len(served.journal.entries("book"))
    return lambda: [
        one.body for one in served.journal.entries("book")[before:] if isinstance(one.body, RainRead)
    ]


@pytest.fixture
def grower(served: Served) -> Iterator[None]:
    """Let everybody who comes be a grower."""
    with everybody_is(served.app, Person("persona-1", "Yusmary Pérez", roles=("grower",))):
        yield


@pytest.mark.usefixtures("grower")
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_no_rain_is_one_tap(visit, dry, scripts: bool) -> None:
    page = visit(RAIN, scripts=scripts)

    page.get_by_role("button", name="No llovió").click()

    page.wait_for_url("**/recibo/**")
    assert [one.millimetres for one in dry()] == [0]


@pytest.mark.usefixtures("grower")
def test_a_tap_without_network_is_kept_and_sent_once(visit, dry) -> None:
    page = visit(RAIN)
    page.context.set_offline(True)
    page.get_by_role("button", name="No llovió").click()
    page.get_by_text("Ver cuáles").click()
    expect(page.locator("#waiting li")).to_contain_text("Lote 1: No llovió")

    page.context.set_offline(False)
    page.locator("#waiting button").evaluate("button => button.click()")

    expect(page.locator("#waiting p")).to_contain_text("ya está en la estación")
    assert [one.millimetres for one in dry()] == [0]


@pytest.mark.usefixtures("grower")
def test_a_tap_that_is_kept_names_the_form_in_which_it_can_be_put_right(visit) -> None:
    page = visit(RAIN)
    page.context.set_offline(True)
    page.get_by_role("button", name="No llovió").click()
    expect(page.locator("#waiting")).to_be_visible()

    opens = page.evaluate(
        "JSON.parse(localStorage[Object.keys(localStorage).find(one => one.startsWith('conuco.cola.'))]).page"
    )

    assert opens.startswith("/anotar/lluvia?lugar=lote-1&lluvia=0")
