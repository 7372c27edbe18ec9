"""What was produced, and what its units went through: numbers out of the book and the readings."""
