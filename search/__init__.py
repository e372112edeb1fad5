"""From the words a parent types to the pages that help, in Python and in the browser.

``documents`` says what can be found, ``index`` works out every number once and writes it in small
pieces, and ``find`` reads those pieces: words, spelling, parents' words, ages and places, score.
The scripts in ``templates/scripts/search`` read the same pieces and add up the same numbers.
"""
