"""The tables that production is derived into; every one of them can be made again from the entries."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, MetaData, Table, Text

SCALE: Final = 1000
"""Amounts are whole thousandths, so that a sum is exact in every database."""

DERIVATION: Final = 1
"""Rises when the same entries derive into other rows: what an older Conuco derived is then made again."""

METADATA: Final = MetaData()

PROGRESS: Final = Table(
    "progress",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("commune", Text, nullable=False),
    Column("derivation", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("own_hash", Text, nullable=False),
)
"""One row: up to which entry everything here is derived, and the hash of that entry."""

ENTRY: Final = Table(
    "entry",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("uid", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("happened", BigInteger, nullable=False),
    Column("registered", BigInteger, nullable=False),
    Column("author", Text, nullable=False),
    Column("on_behalf_of", Text),
    Column("reverses", Text),
    Column("reversed_by", Text),
    Column("previous", Text, nullable=False),
    Column("own_hash", Text, nullable=False),
    Column("planned", Boolean, nullable=False),
    Column("unit", Text, nullable=False),
    Column("enterprise", Text, nullable=False),
    Column("cycle", Text, nullable=False),
    Column("product", Text, nullable=False),
    Column("about", Text),
    Column("quality", Text),
    Index("entry_by_kind", "kind", "number"),
    Index("entry_by_moment", "happened", "kind"),
    Index("entry_by_enterprise", "enterprise", "number"),
    Index("entry_by_unit", "unit", "number"),
    Index("entry_by_cycle", "cycle"),
    Index("entry_by_about", "about"),
)
"""The entries of the book. Unit, enterprise, cycle and product are empty where an entry is of none;
`about` is the uid of the entry that a confirmation, a photograph or an observation is about."""

POSTING: Final = Table(
    "posting",
    METADATA,
    Column("number", Integer, ForeignKey("entry.number"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("account", Text, nullable=False),
    Column("good", Text, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("happened", BigInteger, nullable=False),
    Column("unit", Text, nullable=False),
    Column("enterprise", Text, nullable=False),
    Column("cycle", Text, nullable=False),
    Column("product", Text, nullable=False),
    Column("stands", Boolean, nullable=False),
    Index("posting_by_account", "account", "good", "enterprise", "stands", "happened", "amount"),
    Index("posting_by_unit", "unit", "happened"),
    Index("posting_by_cycle", "cycle"),
)
"""What each entry moves. What was taken back, and what takes back, does not stand; all together are zero.
The index by account holds all that a balance of a period asks for: the table itself is not read."""

CYCLE: Final = Table(
    "cycle",
    METADATA,
    Column("uid", Text, primary_key=True),
    Column("sort", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("enterprise", Text, nullable=False),
    Column("product", Text, nullable=False),
    Column("variety", Text, nullable=False),
    Column("began", BigInteger, nullable=False),
    Column("ended", BigInteger),
    Column("harvested", BigInteger, nullable=False),
    Index("cycle_by_unit", "unit", "began"),
)
"""The cycles that stand, with what was harvested of each as weighed [thousandths of a kg]."""

REGISTER: Final = Table(
    "register",
    METADATA,
    Column("number", Integer, ForeignKey("entry.number"), primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("happened", BigInteger, nullable=False),
    Column("stands", Boolean, nullable=False),
    Index("register_by_name", "kind", "name"),
)
"""What was registered, each under its short name; the newest that stands is the one in force."""

LABOUR: Final = Table(
    "labour",
    METADATA,
    Column("number", Integer, ForeignKey("entry.number"), primary_key=True, autoincrement=False),
    Column("pay", Text, nullable=False),
    Column("hours", BigInteger, nullable=False),
)
"""Work that was done, of all people together [thousandths of an hour]."""

DERIVED: Final = (LABOUR, REGISTER, CYCLE, POSTING, ENTRY, PROGRESS)
"""All of them, those first that refer to others."""
