"""Copies of everything that cannot be measured or asked again, on a medium of their own."""
