"""conuco.toml: what may stand in it, and how it is read.

Secrets never stand in the file: the broker's password comes from CONUCO_BROKER_PASSWORD
or from the file that CONUCO_BROKER_PASSWORD_FILE names.
"""

from gateway.config.reading import checked, load
from gateway.config.settings import Config

__all__ = ["Config", "checked", "load"]
