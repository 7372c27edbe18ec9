"""What the pages show of the cornfields."""
