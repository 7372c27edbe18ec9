"""The forms that set a station up: its ponds, fields, limits, nodes and equipment."""
