"""The gateway: listens, keeps, judges, warns."""
