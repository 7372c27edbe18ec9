"""Somebody who looks at the pages, for what is made of a visit and not of an answer."""

from __future__ import annotations

from fastapi import Request
from fastapi.testclient import TestClient

from dashboard.visit.given import Visit, visit_of


def a_visit(client: TestClient, *, language: str = "es") -> Visit:
    """Return the visit of a stranger on a telephone in the commune's network."""
    scope = {
        "type": "http",
        "app": client.app,
        "method": "GET",
        "path": "/",
        "query_string": b"",
        "headers": [(b"cookie", f"idioma={language}".encode())],
        "scheme": "http",
        "server": ("conuco.lan", 80),
        "client": ("192.168.4.20", 50_000),
    }
    return visit_of(Request(scope))
