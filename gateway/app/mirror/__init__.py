"""The mirror of a station, where there is one."""
