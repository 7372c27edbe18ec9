"""The own time of an open page, moved by a test; what the page asks meanwhile is answered first."""

from __future__ import annotations

from playwright.sync_api import Page, Request
from station import until

TURN_MS = 20


def stands(page: Page) -> None:
    """Let the page's time pass only when a test says so, from its next moment on."""
    page.clock.install()
    page.clock.pause_at(float(page.evaluate("Date.now()")) / 1000 + 1)


def passes(page: Page, seconds: int, *, every_s: int) -> None:
    """Let time pass for a page that asks the station every so often; each question is answered, or fails."""
    ended: list[Request] = []

    def end(asked: Request) -> None:
        if asked.url.endswith("/version"):
            ended.append(asked)

    def is_answered() -> bool:
        page.wait_for_timeout(TURN_MS)
        return bool(ended)

    page.on("requestfinished", end)
    page.on("requestfailed", end)
    for _ in range(-(-seconds // every_s)):
        ended.clear()
        page.clock.run_for(every_s * 1000)
        until(is_answered, what="an end of the page's question")
        page.wait_for_timeout(TURN_MS)
    page.remove_listener("requestfinished", end)
    page.remove_listener("requestfailed", end)
