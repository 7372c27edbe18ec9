"""What Mosquitto reads of a station: its settings, who may say what, and the keys."""
