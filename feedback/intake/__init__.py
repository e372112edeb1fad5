"""Protection without puzzles: each guard looks at one thing and says what to do about it."""
