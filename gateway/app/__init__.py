"""The gateway's roof: wires every room; nobody imports it."""
