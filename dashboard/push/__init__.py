"""Messages to telephones on the commune's own network, in the protocol of the ntfy app."""
