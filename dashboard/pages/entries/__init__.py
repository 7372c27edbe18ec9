"""The pages that record an entry, and those where the book is read and closed."""
