"""The dashboard's words of the console command."""

from __future__ import annotations

import typer


def commands(app: typer.Typer) -> None:
    """Add the dashboard's words to `conuco`."""
