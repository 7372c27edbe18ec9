"""What communes of a corridor tell each other: signed files, made as a parliament decided, and totalled."""
