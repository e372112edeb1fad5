"""A council's records as a spreadsheet that an officer fills in, and back into files."""
