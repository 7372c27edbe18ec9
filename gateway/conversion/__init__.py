"""Signal to value, by dated calibration."""
