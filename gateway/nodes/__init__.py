"""What a node needs before it measures: its files, its settings, its key, its label."""
