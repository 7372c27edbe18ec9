"""What the README of the firmware says of the battery follows from what was counted."""

from __future__ import annotations

from pathlib import Path

from energy import Row, rows_in, table, written_in

README = Path(__file__).parents[2] / "firmware" / "README.md"


def test_the_method_gives_what_is_known_of_a_node_that_talks_each_hour() -> None:
    row = Row("cada hora", wakes=96, talks=24, radio_s=72)

    assert round(row.mah(0.010), 1) == 4.7
    assert round(row.mah(0.060), 1) == 5.9


def test_the_table_is_what_its_counted_columns_give() -> None:
    page = README.read_text(encoding="utf-8")

    assert len(rows_in(page)) == 5
    assert table(rows_in(page)) == written_in(page)
