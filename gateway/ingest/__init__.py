"""From the broker to the store."""
