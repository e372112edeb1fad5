"""The pipeline: a folder of text files in, the files of a website out.

content/ ─read─▶ Source | Problem ─check─▶ Offer ─plan─▶ Page ─render─▶ File ─publish─▶ site/
"""

#: The version of the whole program: see CHANGELOG.md.
__version__ = "0.2.0"
