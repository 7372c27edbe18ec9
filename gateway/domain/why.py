"""One reason for setting a message aside, in the words of the log and in those for a person."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Why:
    """One reason.

    Attributes:
        fixed: What is fixed in the words of the log.
        sentence: What is wrong, with the places of its values.
        remedy: What to do next.
        pattern: Finds the values in the words of the log; empty where the sentence has none.
    """

    fixed: str
    sentence: str
    remedy: str
    pattern: str = ""

    def values(self, reason: str) -> dict[str, str]:
        """Return what stands in the places of the sentence; a value that is not found is empty."""
        places = re.findall(r"%\((\w+)\)s", self.sentence)
        found = re.search(self.pattern, reason, re.DOTALL) if self.pattern else None
        named = {} if found is None else found.groupdict()
        return {name: (named.get(name) or "").strip("'\" ") for name in places}
