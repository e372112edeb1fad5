"""The browser editor, Sveltia CMS, configured wholly from the models of the records.

Why this one, and what it needs: docs/decisions/0035-browser-editor.md.
"""
