"""Who may sit at the desk: accounts, signing in, sessions, the second factor."""
