"""The pages of alarms: what is wrong, who goes, who is called, what woke whom."""
