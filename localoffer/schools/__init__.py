"""What can be said of schools and of their SEN information reports."""
