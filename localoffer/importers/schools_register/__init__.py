"""The national register of schools: its CSV in, a file for each school of the council out."""
