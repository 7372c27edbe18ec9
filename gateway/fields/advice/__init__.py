"""What a grower is told about a field, and on what that stands."""
