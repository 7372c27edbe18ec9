"""The pages that show every piece of a page in each of its states."""
