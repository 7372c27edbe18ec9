"""What the probes of a field say of its water, and how far they are to be believed."""
