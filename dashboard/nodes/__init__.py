"""How a node and its probes are, and what a station lacks before they serve."""
