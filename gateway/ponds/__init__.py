"""Pond science, pure and with its sources."""
