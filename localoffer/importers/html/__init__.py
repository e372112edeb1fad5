"""A feed's HTML or plain text as the Markdown that people here would have written."""
