"""What the air took from a field on a day, and which of its numbers can be believed."""
