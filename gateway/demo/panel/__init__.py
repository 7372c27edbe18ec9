"""The fault panel: what its buttons do, and the count of what came of it."""
