"""A commune that is tortured for an hour's worth of load, and counted to the last record: `make torture`."""
