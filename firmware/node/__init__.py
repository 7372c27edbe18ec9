"""What a node of Conuco does; imports nothing of the rest of the house."""

VERSION = "0.1.0"
