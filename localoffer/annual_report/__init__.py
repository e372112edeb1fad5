"""The yearly review of the offer: its years, what was counted in them, and when it is due."""
