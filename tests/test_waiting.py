"""The list of tests that mostly wait names files that exist, and leaves out no journey and no browser."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent
WAITING = (ROOT / "tests" / "waiting.txt").read_text(encoding="utf-8").splitlines()


def test_each_file_that_waits_is_there_and_is_named_once() -> None:
    assert [name for name in WAITING if not (ROOT / name).is_file()] == []
    assert len(WAITING) == len(set(WAITING)) > 50


def test_every_journey_and_every_test_of_a_browser_is_among_those_that_wait() -> None:
    rooms = [ROOT / "tests" / "journeys", ROOT / "tests" / "dashboard" / "browser"]

    found = {str(path.relative_to(ROOT)) for room in rooms for path in room.glob("test_*.py")}

    assert found - set(WAITING) == set()


def test_what_is_no_proof_in_the_folder_of_proofs_is_among_those_that_wait() -> None:
    """The other half does not look into that folder: only to load it costs seconds."""
    files = sorted((ROOT / "tests" / "proof").glob("test_*.py"))

    plain = {str(path.relative_to(ROOT)) for path in files if not _are_all_proofs(path)}

    assert plain - set(WAITING) == set()
    assert plain


def _are_all_proofs(path: Path) -> bool:
    """Tell whether each test of a file, or the file as a whole, says that it is a proof."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    if any(isinstance(one, ast.Assign) and _marks_as_proof(one) for one in body):
        return True
    tests = [one for one in body if isinstance(one, ast.FunctionDef) and one.name.startswith("test_")]
    return all(any(ast.unparse(said) == "pytest.mark.proof" for said in one.decorator_list) for one in tests)


def _marks_as_proof(said: ast.Assign) -> bool:
    return ast.unparse(said.targets[0]) == "pytestmark" and "pytest.mark.proof" in ast.unparse(said.value)
