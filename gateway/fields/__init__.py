"""Field science, pure and with its sources."""
