"""Every page of a populated station, weighed as it is sent with all that it loads."""

from __future__ import annotations

import gzip

import pytest
from every_page import State, states
from populated import Commune

from dashboard.visit.assets import assets

pytestmark = [pytest.mark.proof, pytest.mark.browser]

BUDGET_BYTES = 20 * 1024
STATES = states()


@pytest.mark.parametrize("state", STATES.values(), ids=STATES.keys())
def test_the_page_comes_in_under_twenty_kilobytes(commune: Commune, state: State) -> None:
    with commune.client(state) as client:
        asked = client.build_request(
            "GET" if state.sent is None else "POST", state.to or state.path, data=state.sent
        )
        answer = client.send(asked, stream=True)
        body = b"".join(answer.iter_raw())

    page, text = len(body), gzip.decompress(body).decode()
    rest = sum(len(one.packed) for one in assets().values() if f"/static/{one.name}" in text)

    print(f"\n{state.path}: {page} + {rest} = {page + rest} bytes")
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.status_code in {200, 401, 403, 404, 422}
    assert page + rest < BUDGET_BYTES


def test_the_files_that_a_page_loads_are_sent_packed() -> None:
    for name in ("conuco.css", "conuco.js"):
        one = assets()[name]
        assert gzip.decompress(one.packed) == one.body
        assert len(one.packed) < len(one.body) / 2
