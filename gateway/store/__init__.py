"""Where readings rest."""
