from __future__ import annotations

from collections.abc import Iterator

import pytest

HUGE = 2_000_000


def chunks() -> Iterator[bytes]:
    """Send a body whose length no header tells."""
    for _ in range(HUGE // 1000):
        yield b"x" * 1000


@pytest.mark.parametrize("body", [{"kilos": "9" * HUGE}, None], ids=["as a form", "without a length"])
def test_a_form_larger_than_any_of_ours_is_refused_and_the_page_stays_up(pages, body) -> None:
    sent = {"data": body} if body else {"content": chunks()}
    headers = {} if body else {"content-type": "application/x-www-form-urlencoded"}

    answer = pages.client.post("/anotar/cosecha", headers=headers, **sent)

    assert answer.status_code == 413
    assert pages.client.get("/").status_code == 200
