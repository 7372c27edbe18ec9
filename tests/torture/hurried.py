"""The gateway as it is, but that it seals and places each second, as its world runs faster than ours.

python tests/torture/hurried.py --config conuco.toml
"""

from __future__ import annotations

import argparse
from pathlib import Path

from gateway.app import placing, sealing
from gateway.commands.gateway import gateway

if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("--config", type=Path, required=True)
    sealing.EVERY_S = placing.EVERY_S = 1.0
    gateway(asked.parse_args().config, "INFO")
