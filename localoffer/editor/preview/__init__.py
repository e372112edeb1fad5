"""Pages of a published editor's previews: what a kind's templates make of any record.

Nobody is behind a published ``/edit/`` who could render a template. So each build renders the
page of a sample record, in which every field holds a mark, and again with each field in another
state (empty, one row, each of its choices). What differs is what the field decides. The browser
puts a form's values at the marks, and chooses among what was seen.
"""
