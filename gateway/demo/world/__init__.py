"""The demo's simulated commune: water, soil, sky and people that do not exist."""
