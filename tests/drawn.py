"""Messages and files as hypothesis draws them: it looks where a seed does not, and shrinks what it finds."""

from __future__ import annotations

import json
from typing import Final

from fuzzed_messages import HEAD, NOW
from hypothesis import strategies as st

from gateway.ingest.heard import Heard

WORDS: Final = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["pond-1", "readings", "0000abcd", "status", "time/ask", "0", "1", "2", "999", "sonda"]),
)
NUMBERS: Final = st.one_of(
    st.integers(-2, 5),
    st.sampled_from([2**31, 2**53, 2**53 + 1, 2**63, 2**64, 10**400, 1e308, -0.0, NOW, NOW + 10**6]),
    st.floats(),
)
ANYTHING: Final = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=8,
)
RECORDS: Final = st.fixed_dictionaries(
    {"number": st.integers(0, 4), "boot": st.integers(0, 3), "uptime": st.integers(0, 2**40)},
    optional={
        "clock": st.sampled_from(["synced", "unsynced", "lost"]),
        "time": st.one_of(st.none(), st.integers(-1, 2**40), ANYTHING),
        "values": st.one_of(
            st.dictionaries(
                st.sampled_from(["sonda", "sonda-20cm", "Sonda", ""]),
                st.dictionaries(st.sampled_from(["oxygen", "water_temperature", "x"]), NUMBERS, max_size=2),
                max_size=2,
            ),
            ANYTHING,
        ),
    },
)
BODIES: Final = st.one_of(
    st.binary(max_size=60),
    ANYTHING.map(lambda body: json.dumps(body).encode()),
    st.fixed_dictionaries(
        {"uptime": NUMBERS, "records": st.lists(RECORDS, max_size=4)},
        optional={"boot": NUMBERS, "waiting": ANYTHING, "other": ANYTHING},
    ).map(lambda body: json.dumps(body).encode()),
)
TOPICS: Final = st.one_of(
    st.lists(WORDS, max_size=8).map("/".join),
    st.lists(WORDS, min_size=1, max_size=3).map(lambda words: f"{HEAD}/{'/'.join(words)}"),
    st.tuples(st.integers(0, 3), st.integers(0, 4), st.integers(0, 5)).map(
        lambda one: f"{HEAD}/pond-1/readings/0000abcd/{one[0]}/{one[1]}/{one[2]}"
    ),
)
MESSAGES: Final = st.builds(Heard, topic=TOPICS, body=BODIES, retain=st.sampled_from([False] * 9 + [True]))

CELLS: Final = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=8),
    st.sampled_from(["2026-03-31T02:50Z", "2026-03-31", "27.5", "nan", '"', '"a,b"', "", "pond-1", "oxygen"]),
)
FILES: Final = st.builds(
    lambda header, rows, end: (header + "\n" + end.join(",".join(row) for row in rows)).encode(),
    st.sampled_from(
        ["time,oxygen", "time,node,channel,quantity,value", "oxygen,hora", "time", "", "time,oxygen,oxygen"]
    ),
    st.lists(st.lists(CELLS, max_size=5), max_size=5),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
