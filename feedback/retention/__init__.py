"""What is kept for how long, deleted when, and given to the person it is about."""
