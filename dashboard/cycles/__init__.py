"""What the page of a cycle shows: its small numbers, its charts, what its place went through."""
