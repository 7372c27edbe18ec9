"""The forms of a cycle of production, from its stocking or sowing to its harvest or its loss."""
