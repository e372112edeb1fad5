"""What a moderator may do with a comment: each action, its permission and its effect."""
