"""How what benches measure comes into docs/benchmarks.md."""

from __future__ import annotations

from pathlib import Path

from figures import Part, Report, rewritten


def a_part(title: str, cost: float, *, holds: bool = True) -> Part:
    part = Part(title, "20 publishers.", beside="theirs")
    part.row("CPU a reading [us]", cost, 10.0, wanted="at most 0.8 of theirs", holds=holds)
    return part


def test_a_part_that_was_run_again_replaces_itself_and_the_others_keep_their_day() -> None:
    before = rewritten("", [a_part("Flood", 4.0), a_part("Quiet", 5.0)], day="2026-01-01", machine="a Pi")

    after = rewritten(before, [a_part("Flood", 3.0)], day="2026-02-02", machine="a server")

    flood, quiet = after[after.index("## Flood") : after.index("## Quiet")], after[after.index("## Quiet") :]
    assert "2026-02-02 on a server" in flood
    assert "| CPU a reading [us] | 3 | 10 | at most 0.8 of theirs | yes |" in flood
    assert "2026-01-01 on a Pi" in quiet
    assert after.count("## Flood") == 1


def test_what_falls_short_stands_above_also_of_parts_that_were_not_run() -> None:
    before = rewritten("", [a_part("Flood", 9.0, holds=False)], day="2026-01-01", machine="a Pi")

    after = rewritten(before, [a_part("Quiet", 5.0)], day="2026-02-02", machine="a Pi")

    line = "- Flood: CPU a reading [us] is 9 (beside 10); wanted: at most 0.8 of theirs."
    assert line in after[: after.index("## Flood")]


def test_where_all_is_as_wanted_it_says_so() -> None:
    assert "Nothing of what was measured." in rewritten("", [a_part("Flood", 1.0)], day="x", machine="y")


def test_a_bench_that_failed_before_its_first_row_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    report = Report()
    report.part("Flood", "20 publishers.")

    report.write(tmp_path / "benchmarks.md", day="2026-01-01")

    assert not (tmp_path / "benchmarks.md").exists()
