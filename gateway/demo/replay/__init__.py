"""A measured series, played through real nodes, broker, gateway and pages."""
