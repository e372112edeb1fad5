"""Writing files: whole or not at all, in YAML that people like to read and to edit.

``atomic`` replaces a file. ``quoting`` decides how one text stands in YAML: plain, quoted, or as
a block. On it are built ``header`` (the header of a new file), ``edit`` (fields of a file that
people edit) and ``yaml_record`` (a whole record with long texts folded). This room knows nothing of
importers or feedback: whoever calls it says in which order fields stand.
"""
