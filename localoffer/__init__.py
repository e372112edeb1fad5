"""The pipeline: a folder of text files in, the files of a website out.

content/ ─read─▶ Source | Problem ─check─▶ Offer ─plan─▶ Page ─render─▶ File ─publish─▶ site/
"""
