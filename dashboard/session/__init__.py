"""What a session of the parliament looks at: goods, destinations, surplus, what was agreed and observed."""
