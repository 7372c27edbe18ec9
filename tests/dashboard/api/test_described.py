from __future__ import annotations

from collections.abc import Iterator

import fuzzed_api
import pytest
import schemathesis
from hypothesis import seed

behind = fuzzed_api.Behind()
schema = fuzzed_api.described(behind, edges=False)


@pytest.fixture(scope="module")
def commune(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with behind.opened(tmp_path_factory.mktemp("commune")):
        yield


@schema.parametrize()
@seed(4)
@fuzzed_api.of_so_many(8)
def test_every_answer_is_as_described_whatever_is_asked(case: schemathesis.Case, commune: None) -> None:
    fuzzed_api.check(case)
