"""How much water a soil holds, and what is left of it for plants."""
