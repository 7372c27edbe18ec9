"""What Conuco puts on paper."""
