"""What several proofs look at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser import Chromium
from populated import Commune, populated


@pytest.fixture(scope="session")
def commune(tmp_path_factory: pytest.TempPathFactory, chromium: Chromium) -> Iterator[Commune]:
    """One populated station for all proofs of its pages."""
    with populated(tmp_path_factory.mktemp("communes"), chromium) as found:
        yield found
