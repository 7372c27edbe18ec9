"""The pages of the communal parliament, its papers, and what it lets leave the commune."""
