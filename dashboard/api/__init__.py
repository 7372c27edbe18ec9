"""The API for programs: what the pages show, as numbers, under /api/v1."""
