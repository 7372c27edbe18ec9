"""What the commune produced and exchanged, good by good, in the periods of its book."""
