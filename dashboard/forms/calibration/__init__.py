"""The forms by which a probe is looked after, marked and calibrated."""
