"""What goes out again: published comments, counts, what is deleted, what is given to its sender."""
