"""The forms that families fill in: questions, wordings, validation and views."""
