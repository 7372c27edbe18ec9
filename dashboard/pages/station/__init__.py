"""The pages of the station itself: set up, nodes, time, health, keys."""
