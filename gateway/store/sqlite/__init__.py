"""Readings in two SQLite files: arrivals that come, an archive that stays."""
