"""A small commune on one machine, simulated and saying so."""
