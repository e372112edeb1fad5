"""What can be read in a report: its words, its day, how hard it is, which parts it may have."""
