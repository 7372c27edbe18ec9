"""How what speaks to boards is installed, where it is missing."""

from __future__ import annotations

import sys
from pathlib import Path

from gateway.domain.speech import told


def how_to_install() -> str:
    """Return the sentence; its pip is the one of the Python that runs here, whatever the PATH has."""
    pip = Path(sys.executable).with_name("pip")
    return told("Instale lo de los nodos: %(pip)s install 'conuco[nodes]'", pip=pip)
