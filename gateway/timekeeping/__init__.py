"""What time the station takes it to be, and who vouches for that."""
