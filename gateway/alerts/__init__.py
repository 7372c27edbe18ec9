"""Judging and warning."""
