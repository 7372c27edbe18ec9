"""How much it was: kilos with their tare, grain at its base, local measures, money in its currency."""
