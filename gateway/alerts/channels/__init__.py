"""The ways by which a letter reaches a person, one file a way."""
