"""The words that everybody uses; imports nothing of ours."""
