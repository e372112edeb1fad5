"""Reading: files of the content folder in, ``Source`` or ``Problem`` out. The only YAML."""
