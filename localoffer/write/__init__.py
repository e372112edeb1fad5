"""Writing the content's files: whole or not at all, in YAML that people like to read."""
