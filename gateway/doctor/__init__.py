"""What is wrong at a station: facts gathered apart, findings that are pure."""
