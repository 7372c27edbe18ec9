"""Measured series from a file, through the same checks as live messages."""
