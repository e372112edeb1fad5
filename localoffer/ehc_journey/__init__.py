"""The EHC journey: the limits in law, and the days on which they fall."""
