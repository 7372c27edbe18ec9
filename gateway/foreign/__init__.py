"""What others' devices say, in our words: pure."""
