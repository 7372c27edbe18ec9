"""When something calls for an alarm, and when it is over; one file a kind, all of them pure."""
