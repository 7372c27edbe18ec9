"""What every page is given: the station, who reads and when, and the templates that it is written with."""
