"""The communal parliament as its book tells it: sessions, mandates, decisions, closings."""
