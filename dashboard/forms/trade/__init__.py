"""The forms of where a product went: delivered, confirmed, kept or lost, and the money of it."""
