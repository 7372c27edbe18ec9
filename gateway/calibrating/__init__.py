"""What a calibration is made of, whether it may be believed, and what it changes."""
