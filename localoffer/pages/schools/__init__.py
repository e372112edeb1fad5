"""Pages of schools: the directory, each school, and the state of their reports."""
