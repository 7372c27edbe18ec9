"""What holds for every request, whichever page it asks for."""
