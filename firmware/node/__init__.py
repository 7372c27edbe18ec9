"""What a node of Conuco does; imports nothing of the rest of the house."""

VERSION = "0.1.0"

BUILT = 1_795_700_000
"""When this version was made [s UTC]: no board that runs it lives earlier."""
