"""How the water of a root zone goes from one day to the next, without any probe."""
