"""What a reading means for a pond, and who is told."""
