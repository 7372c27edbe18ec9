"""The pages of what the enterprises produced, unit by unit and cycle by cycle."""
