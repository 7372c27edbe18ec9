"""The pages: show and record."""
