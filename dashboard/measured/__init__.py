"""What was measured at a place, how it moves, and how near it is to danger."""
