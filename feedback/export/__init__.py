"""Export: comments, confirmations, counts and survey results become files of the content."""
