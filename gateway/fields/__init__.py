"""Soil and irrigation science, pure and with its sources."""
