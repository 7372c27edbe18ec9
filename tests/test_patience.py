"""No test waits by luck: it looks until something is so, and reads a page only when its answer has come."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent
OF_A_RUN: Final = ("bench", "proof", "torture")
"""What lasts as long as it is told to: there a moment is drawn, and a load goes on."""
MOMENTS: Final = {"gateway/journal/test_concurrency.py"}
"""A kill may fall at any moment."""
PAGE_TIME: Final = {"page_time.py"}
TOUCHES: Final = {"click", "tap", "dblclick", "press"}
READS: Final = {
    "all_inner_texts", "content", "count", "evaluate", "get_attribute", "goto", "inner_html", "inner_text",
    "input_value", "is_checked", "is_hidden", "is_visible", "pdf", "text_content", "title",
    "barriers", "shown", "sideways",
}  # fmt: skip
WAITS: Final = {"expect", "opens", "until"}
UNSEEDED: Final = re.compile(r"(random\.)?SystemRandom")
DRAW: Final = {"ports.py", "seeds.py", "torture/__main__.py"}
CLOCKS: Final = {"now", "time", "today", "utcnow"}


def specification() -> list[str]:
    """Return every file of the specification, by its path below it."""
    names = (path.relative_to(ROOT).as_posix() for path in sorted(ROOT.rglob("*.py")))
    return [one for one in names if not one.startswith(OF_A_RUN)]


@cache
def tree(name: str) -> ast.Module:
    return ast.parse((ROOT / name).read_text(encoding="utf-8"))


def called(node: ast.AST) -> str:
    """Return the last word of what a call calls, empty for everything else."""
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "attr", "") or getattr(node.func, "id", "")


def outside_of_loops(node: ast.AST) -> Iterator[ast.AST]:
    """Yield whatever is done once."""
    for child in ast.iter_child_nodes(node):
        yield child
        if not isinstance(child, ast.While | ast.For):
            yield from outside_of_loops(child)


def is_touch(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and called(statement.value) in TOUCHES


def reads_at_once(statement: ast.stmt) -> bool:
    words = {called(one) for one in ast.walk(statement)}
    return bool(words & READS) and not any(one in WAITS or one.startswith("wait_for") for one in words)


def hasty(node: ast.AST) -> Iterator[int]:
    """Yield the lines that read a page in the moment after a touch."""
    for one in ast.walk(node):
        for body in (getattr(one, name, None) for name in ("body", "orelse", "finalbody")):
            statements = body if isinstance(body, list) else []
            pairs = pairwise(statements)
            yield from (after.lineno for before, after in pairs if is_touch(before) and reads_at_once(after))


def found(lines: Callable[[str], Iterable[int]], *, but: Collection[str] = ()) -> list[str]:
    """Return each place of the specification at which something stands, as `file:line`."""
    return [f"{name}:{line}" for name in specification() if name not in but for line in lines(name)]


def sleeps(name: str) -> list[int]:
    return [one.lineno for one in outside_of_loops(tree(name)) if called(one) == "sleep"]


def page_sleeps(name: str) -> list[int]:
    return [one.lineno for one in ast.walk(tree(name)) if called(one) == "wait_for_timeout"]


def early_clocks(name: str) -> list[int]:
    written = [one for one in tree(name).body if isinstance(one, ast.Assign | ast.AnnAssign)]
    return [one.lineno for one in written if any(called(node) in CLOCKS for node in ast.walk(one))]


def test_who_sleeps_looks_again() -> None:
    assert found(sleeps, but=MOMENTS) == [], "sleeping does not make it so: wait with station.until"


def test_a_page_is_waited_for_by_what_comes() -> None:
    assert found(page_sleeps, but=PAGE_TIME) == [], "see page_time.passes"


def test_nobody_reads_a_page_in_the_moment_after_a_touch() -> None:
    assert found(lambda name: hasty(tree(name))) == [], "wait with expect, browser.opens or wait_for_url"


def test_no_clock_is_read_before_its_test_begins() -> None:
    """Files are loaded minutes before their last test: by then it may be another hour, or another day."""
    assert found(early_clocks) == []


def drawn(name: str) -> list[int]:
    """Return the lines that draw what nobody can draw again."""
    calls = [one for one in ast.walk(tree(name)) if isinstance(one, ast.Call)]
    words = {one.lineno: ast.unparse(one.func) for one in calls}
    return [line for line, word in words.items() if UNSEEDED.fullmatch(word)]


def test_chance_comes_from_a_seed_that_the_short_forms_repeat() -> None:
    every = [path.relative_to(ROOT).as_posix() for path in sorted(ROOT.rglob("*.py"))]

    assert [f"{one}:{line}" for one in every if one not in DRAW for line in drawn(one)] == [], (
        "see seeds.a_seed"
    )


def test_these_rules_see_what_is_wrong() -> None:
    wrong = ast.parse(
        "def test(page):\n    time.sleep(1)\n    page.click('a')\n    assert page.inner_text('b')\n"
        "    page.tap('a')\n    expect(page.locator('b')).to_have_count(page.locator('c').count())\n"
    )

    assert [called(one) for one in outside_of_loops(wrong) if called(one) == "sleep"] == ["sleep"]
    assert list(hasty(wrong)) == [4]
