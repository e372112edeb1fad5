"""Rendering: pages in, files out. The only Jinja, the only place that marks text as safe HTML."""
