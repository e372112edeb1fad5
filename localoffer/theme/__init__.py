"""A council's own look: the folder ``theme/`` beside its ``site.yaml``, laid over ours by name."""
