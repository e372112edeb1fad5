"""Mail to those who asked for a reply: written at once, sent later, tried again."""
