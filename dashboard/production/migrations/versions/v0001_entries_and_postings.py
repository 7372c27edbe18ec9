"""The entries, what they move, and the cycles."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "progress",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("commune", sa.Text, nullable=False),
        sa.Column("derivation", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("own_hash", sa.Text, nullable=False),
    )
    op.create_table(
        "entry",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("uid", sa.Text, nullable=False, unique=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("happened", sa.BigInteger, nullable=False),
        sa.Column("registered", sa.BigInteger, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("on_behalf_of", sa.Text),
        sa.Column("reverses", sa.Text),
        sa.Column("reversed_by", sa.Text),
        sa.Column("previous", sa.Text, nullable=False),
        sa.Column("own_hash", sa.Text, nullable=False),
        sa.Column("planned", sa.Boolean, nullable=False),
        *_of_what(),
    )
    op.create_index("entry_by_kind", "entry", ["kind", "number"])
    op.create_index("entry_by_moment", "entry", ["happened", "kind"])
    op.create_index("entry_by_enterprise", "entry", ["enterprise", "number"])
    op.create_index("entry_by_unit", "entry", ["unit", "number"])
    op.create_index("entry_by_cycle", "entry", ["cycle"])
    op.create_table(
        "posting",
        sa.Column("number", sa.Integer, sa.ForeignKey("entry.number"), primary_key=True, autoincrement=False),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("good", sa.Text, nullable=False),
        sa.Column("amount", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("happened", sa.BigInteger, nullable=False),
        *_of_what(),
        sa.Column("stands", sa.Boolean, nullable=False),
    )
    covering = ["account", "good", "enterprise", "stands", "happened", "amount"]
    op.create_index("posting_by_account", "posting", covering)
    op.create_index("posting_by_unit", "posting", ["unit", "happened"])
    op.create_index("posting_by_cycle", "posting", ["cycle"])
    op.create_table(
        "cycle",
        sa.Column("uid", sa.Text, primary_key=True),
        sa.Column("sort", sa.Text, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("enterprise", sa.Text, nullable=False),
        sa.Column("product", sa.Text, nullable=False),
        sa.Column("variety", sa.Text, nullable=False),
        sa.Column("began", sa.BigInteger, nullable=False),
        sa.Column("ended", sa.BigInteger),
        sa.Column("harvested", sa.BigInteger, nullable=False),
    )
    op.create_index("cycle_by_unit", "cycle", ["unit", "began"])
    op.create_table(
        "register",
        sa.Column("number", sa.Integer, sa.ForeignKey("entry.number"), primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("happened", sa.BigInteger, nullable=False),
        sa.Column("stands", sa.Boolean, nullable=False),
    )
    op.create_index("register_by_name", "register", ["kind", "name"])


def _of_what() -> tuple[sa.Column[str], ...]:
    return tuple(
        sa.Column(name, sa.Text, nullable=False) for name in ("unit", "enterprise", "cycle", "product")
    )
