"""QARTOD rules on columns, pure: they mark and never erase."""
