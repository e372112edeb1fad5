"""Pages of the EHC journey: its stages and its dates."""
