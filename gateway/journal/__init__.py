"""Append-only entries of what people say."""
