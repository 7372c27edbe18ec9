"""Thousands of questions that nobody would ask: no 5xx, and every answer as the API describes it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import fuzzed_api
import pytest
import schemathesis
from hypothesis import seed

pytestmark = pytest.mark.proof
IS_WHOLE = os.environ.get("CONUCO_PROOF", "ci") == "all"
EXAMPLES = 2000 if IS_WHOLE else 150
SEED = int(os.environ.get("CONUCO_SEED", "4"))

behind = fuzzed_api.Behind()
schema = fuzzed_api.described(behind, edges=True)


@pytest.fixture(scope="module")
def commune(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    print(f"api fuzz: seed {SEED}, {EXAMPLES} questions an operation, and every bound")
    with behind.opened(tmp_path_factory.mktemp("commune")):
        yield


@schema.parametrize()
@seed(SEED)
@fuzzed_api.of_so_many(EXAMPLES)
def test_no_question_breaks_the_api(case: schemathesis.Case, commune: None) -> None:
    fuzzed_api.check(case)
