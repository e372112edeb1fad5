"""The wall: short words of children and young people, and a sheet to collect them on paper."""
