"""Whether the service does its work: for a person, for cron, and for a monitor."""
