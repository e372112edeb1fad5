"""From a query to results, by the index alone.

Every module has a twin of its name in ``templates/scripts/search/``, which does the same in the
browser, function by function (``find_phrases`` is ``findPhrases``). Change both in one commit:
``tests/test_search_parity.py`` compares their results. The scripts without a twin are the browser's
alone: ``facts.js`` prepares the index's tables, ``fill.js``, ``show.js``, ``page.js`` and
``box.js`` are the page of results and the suggestions below the search box. ``reader.js`` fetches
files where ``reader.py`` reads them.
"""
