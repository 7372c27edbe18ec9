"""The gateway as it is, but that it seals what is finished each second, as its world runs faster than ours.

python tests/torture/hurried.py --config conuco.toml
"""

from __future__ import annotations

import argparse
from pathlib import Path

from gateway.app import sealing
from gateway.commands.gateway import gateway

if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("--config", type=Path, required=True)
    sealing.EVERY_S = 1.0
    gateway(asked.parse_args().config, "INFO")
