"""A field's water day by day: reckoned, held against the probes, and foreseen."""
