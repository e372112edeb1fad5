"""Pages of what every setting is expected to provide."""
