"""How the derived tables came to look as they do, one step a file."""
