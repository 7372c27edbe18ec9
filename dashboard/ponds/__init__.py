"""How a pond is: its water, its power, what people did, and the night to come."""
