"""InfluxDB 2 as a mirror of the station's readings: writing it, and reading it."""
