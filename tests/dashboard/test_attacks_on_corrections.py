"""What a spokesperson may take back of what others wrote: within the own enterprise, never the station."""

from __future__ import annotations

import pytest
from members import signed_in


def _reversed(pages) -> set[str | None]:
    entries = [*pages.journal.entries("book"), *pages.journal.entries("station")]
    return {one.reverses for one in entries if one.kind == "reversal"}


@pytest.mark.parametrize("kind", ["limits", "calibration", "placement", "place"])
def test_a_spokesperson_does_not_take_back_how_the_station_measures_and_warns(pages, kind: str) -> None:
    found = pages.journal.entries("station", kinds=[kind])
    signed_in(pages.client, "eps_spokesperson", units=("laguna-1",))

    statuses = {pages.client.post(f"/recibo/{one.uid}/deshacer").status_code for one in found}

    assert statuses <= {422}
    assert not _reversed(pages) & {one.uid for one in found}


def test_a_spokesperson_does_not_take_back_the_harvest_of_another_enterprise(pages) -> None:
    harvest = pages.journal.entries("book", kinds=["harvest"])[-1]
    signed_in(pages.client, "eps_spokesperson")

    answer = pages.client.post(f"/recibo/{harvest.uid}/deshacer")

    assert answer.status_code == 422
    assert harvest.uid not in _reversed(pages)
