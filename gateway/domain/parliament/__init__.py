"""How a parliament counts by the rules that its commune entered: seats, mandates, quorum, majority."""
