"""What the station tells of itself: its copies, its mirror, its measures."""
