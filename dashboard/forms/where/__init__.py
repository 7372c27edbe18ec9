"""At which pond, field, unit, cycle, enterprise or store it was, the first question of many forms."""
