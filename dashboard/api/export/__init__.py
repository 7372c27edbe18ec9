"""Readings one by one, in the formats that programs and people take away."""
