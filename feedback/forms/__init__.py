"""What people can send: each form, its words, what it asks and how it is read."""
