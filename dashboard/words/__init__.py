"""How numbers, days, goods, places and choices are said, in the visitor's language."""
