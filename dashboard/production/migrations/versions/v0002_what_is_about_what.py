"""What a confirmation, photograph or observation is about; how a weight is known; hours of work.

Filled from the bodies that stand there already, so that nothing has to be derived again.
"""

from __future__ import annotations

import json
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ABOUT: Final = {"confirmation": "delivery", "photo": "entry", "observation": "entry"}
AT_ONCE: Final = 2000


def upgrade() -> None:
    """Add the columns and the table, and fill them."""
    op.add_column("entry", sa.Column("about", sa.Text))
    op.add_column("entry", sa.Column("quality", sa.Text))
    op.create_index("entry_by_about", "entry", ["about"])
    op.create_table(
        "labour",
        sa.Column("number", sa.Integer, sa.ForeignKey("entry.number"), primary_key=True, autoincrement=False),
        sa.Column("pay", sa.Text, nullable=False),
        sa.Column("hours", sa.BigInteger, nullable=False),
    )
    last = 0
    while rows := _after(last):
        for number, kind, body in rows:
            _fill(number, kind, json.loads(body))
        last = rows[-1][0]


def _after(number: int) -> list[tuple[int, str, str]]:
    entry = sa.table("entry", *map(sa.column, ("number", "kind", "body")))
    wanted = sa.select(entry).where(entry.c.number > number).order_by(entry.c.number).limit(AT_ONCE)
    return [(one.number, one.kind, one.body) for one in op.get_bind().execute(wanted)]


def _fill(number: int, kind: str, body: dict[str, str | None]) -> None:
    about, quality = body.get(ABOUT.get(kind, "")), body.get("quality")
    if about is not None or quality is not None:
        op.get_bind().execute(
            sa.text("UPDATE entry SET about = :about, quality = :quality WHERE number = :number"),
            {"about": about, "quality": quality, "number": number},
        )
    if kind == "labour" and not body.get("planned"):
        hours = Decimal(body["people"] or 0) * Decimal(body["hours"] or 0) * 1000
        op.get_bind().execute(
            sa.text("INSERT INTO labour (number, pay, hours) VALUES (:number, :pay, :hours)"),
            {"number": number, "pay": body["pay"], "hours": int(hours.to_integral_value(ROUND_HALF_UP))},
        )
