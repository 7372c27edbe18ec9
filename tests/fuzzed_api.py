"""Questions that nobody would ask, made by schemathesis from the API's own description."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance
from small_commune import a_clock, a_config, a_journal, readings

from dashboard.api.app import description
from dashboard.app import create_app

WHAT_NO_SCHEMA_CAN_SAY: Final = {"from", "to"}
"""One moment after the other, and not before 1970: a refusal of these is right though each is a date."""


@dataclass
class Behind:
    """An application that is opened when the first test asks, not when tests are looked for."""

    app: Any = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self.app(scope, receive, send)

    @contextmanager
    def opened(self, folder: Path) -> Iterator[None]:
        """Put a small commune behind it."""
        with a_journal(folder) as journal:
            self.app = create_app(a_config(folder), store=readings(), journal=journal, clock=a_clock())
            yield


def described(behind: Behind, *, edges: bool) -> Any:
    """Return the API's description, each of its operations answered by what is behind.

    With `edges` every bound of every parameter is tried, beside what chance brings.
    """
    schema = schemathesis.openapi.from_dict(description())
    schema.config.phases.coverage.enabled = edges
    schema.app = behind
    return schema


def of_so_many(examples: int) -> settings:
    return settings(
        max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )


def check(case: schemathesis.Case) -> None:
    """Ask, and hold the answer against the description: no 5xx, no status, header or body but as told."""
    answer = case.call()
    is_told = (
        answer.status_code == 422
        and {one["parameter"] for one in answer.json()["errors"]} <= WHAT_NO_SCHEMA_CAN_SAY
    )
    case.validate_response(answer, excluded_checks=[positive_data_acceptance] if is_told else [])
