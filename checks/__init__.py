"""Programs that look at every page of a built site: HTML CodeSniffer, axe, vnu and Lighthouse.

Each is a command of its own, `python -m checks.accessibility --site site`, ends with 0
where it finds nothing and 1 where it finds something, and names the page, the rule and the element.
`python -m checks.everything` runs them all, after the linter, the types and the tests.
"""
