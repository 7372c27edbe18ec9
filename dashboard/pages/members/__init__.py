"""The pages where people come in, and where it stands who they are."""
