"""The prebuilt index: every number worked out once, and written in small pieces."""
