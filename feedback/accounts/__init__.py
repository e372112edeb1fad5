"""Who may moderate: accounts, signing in, sessions, the second factor."""
