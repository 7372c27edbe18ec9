"""What became of the alarms, and who is called for the next."""
