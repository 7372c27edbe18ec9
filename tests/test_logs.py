"""Every line of the log is `words key=value`, names what it is about, and tells no secret."""

from __future__ import annotations

import ast
import io
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gateway.service.logs import JournalFormatter, is_journal

ROOT = Path(__file__).parent.parent
LEVELS = {"debug", "info", "warning", "error", "exception", "critical", "log"}
FORM = re.compile(r"[a-z][^%=]*( [a-z][a-z_]*=%[-.0-9]*[sdrfx])*")
LOGS = re.compile(r"\blog(?:ger|ging)?\.")
SECRETS = {"body", "password", "payload", "pin", "psk", "recipient", "secret", "telephone", "text", "token"}


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Yield every call that writes into the log, and where it stands."""
    for folder in ("gateway", "dashboard"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            for node in ast.walk(ast.parse(text)) if LOGS.search(text) else ():
                if isinstance(node, ast.Call) and is_of_log(node.func):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def is_of_log(called: ast.expr) -> bool:
    if not isinstance(called, ast.Attribute) or called.attr not in LEVELS:
        return False
    return isinstance(called.value, ast.Name) and called.value.id in ("log", "logger", "logging")


def sentence(call: ast.Call) -> tuple[object, list[ast.expr]]:
    """Return what is written with its places, and what stands in them."""
    words = call.args[1:] if isinstance(call.func, ast.Attribute) and call.func.attr == "log" else call.args
    first = words[0]
    return (first.value if isinstance(first, ast.Constant) else None), words[1:]


def told(value: ast.expr) -> set[str]:
    """Return the names whose values are written; how long something is tells nothing of what it says."""
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "len":
        return set()
    found = {value.attr} if isinstance(value, ast.Attribute) else set()
    found |= {value.id} if isinstance(value, ast.Name) else set()
    return found.union(*(told(one) for one in ast.iter_child_nodes(value) if isinstance(one, ast.expr)))


CALLS = dict(calls())


def test_there_are_lines_to_look_at() -> None:
    assert len(CALLS) > 50


@pytest.mark.parametrize("where", CALLS)
def test_a_line_is_words_and_then_keys_with_a_value_each(where: str) -> None:
    form, values = sentence(CALLS[where])

    assert isinstance(form, str), "the sentence stands where it is logged"
    assert FORM.fullmatch(form), form
    assert form.count("%") == len(values) or isinstance(values[-1], ast.Starred)


@pytest.mark.parametrize("where", CALLS)
def test_no_line_tells_a_body_a_secret_or_a_telephone(where: str) -> None:
    form, values = sentence(CALLS[where])

    keys = set(re.findall(r" (\w+)=", str(form)))
    names = {name for value in values for name in told(value)}
    assert not (keys | names) & SECRETS


def record(level: int, message: str) -> logging.LogRecord:
    return logging.LogRecord("gateway.ingest", level, "", 0, message, (), None)


@pytest.mark.parametrize(
    ("level", "prefix"),
    [(logging.DEBUG, "<7>"), (logging.INFO, "<6>"), (logging.WARNING, "<4>"), (logging.ERROR, "<3>"),
     (logging.CRITICAL, "<2>")],
)  # fmt: skip
def test_the_journal_is_told_how_grave_a_line_is(level: int, prefix: str) -> None:
    said = JournalFormatter().format(record(level, "broker lost reason=x"))

    assert said == f"{prefix}gateway.ingest: broker lost reason=x"


def test_each_line_of_a_traceback_is_as_grave_as_its_first() -> None:
    try:
        int("x")
    except ValueError:
        found = record(logging.ERROR, "task failed name=Sealing")
        found.exc_info = sys.exc_info()

    lines = JournalFormatter().format(found).splitlines()

    assert len(lines) > 3
    assert all(one.startswith("<3>") for one in lines)


def test_only_the_stream_that_systemd_opened_is_the_journal(tmp_path: Path) -> None:
    with (tmp_path / "out").open("w") as out, (tmp_path / "other").open("w") as other:
        found = os.fstat(out.fileno())
        named = {"JOURNAL_STREAM": f"{found.st_dev}:{found.st_ino}"}

        assert is_journal(out, named)
        assert not is_journal(other, named)
        assert not is_journal(out, {})
        assert not is_journal(io.StringIO(), named)


@pytest.mark.parametrize(("is_journal_there", "start"), [(True, r"<6>"), (False, r"\d{4}-\d\d-\d\d ")])
def test_a_process_writes_its_own_time_only_where_no_journal_does(
    tmp_path: Path, *, is_journal_there: bool, start: str
) -> None:
    code = "import logging; from gateway.service.logs import log_to_stderr; log_to_stderr('INFO');"
    code += "logging.getLogger('x').info('began count=%d', 1)"
    with (tmp_path / "err").open("w") as err:
        found = os.fstat(err.fileno())
        more = {"JOURNAL_STREAM": f"{found.st_dev}:{found.st_ino}"} if is_journal_there else {}
        subprocess.run([sys.executable, "-c", code], stderr=err, check=True, cwd=ROOT, env=os.environ | more)

    said = (tmp_path / "err").read_text(encoding="utf-8")

    assert re.match(start, said), said
    assert said.rstrip().endswith("x: began count=1" if is_journal_there else "x began count=1")
