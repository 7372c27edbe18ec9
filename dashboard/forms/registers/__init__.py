"""The forms of what the commune registers about itself and what it produces, each thing since a day."""
