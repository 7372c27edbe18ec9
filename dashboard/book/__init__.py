"""The entries of the book as pages show them, each with what stands beside it."""
