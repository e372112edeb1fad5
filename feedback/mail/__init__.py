"""Mail to those who asked for a reply: queued at once, sent later, tried again."""
