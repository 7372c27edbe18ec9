"""Draws the wiring of the nodes from their board files, as the firmware's README shows it."""
