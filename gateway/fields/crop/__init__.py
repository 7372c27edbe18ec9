"""How maize grows: what is known of it, and how far it is on each day."""
