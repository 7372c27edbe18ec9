"""The forms of the communal parliament: its rules, its mandates, and every step of a session."""
