"""How our programs speak to what runs them: notifications to systemd, lines for the journal."""
