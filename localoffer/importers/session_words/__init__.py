"""Days and times in words ("every other Saturday, 10am to noon"): all of them or none.

Libraries for this guess: recurrent 0.4.1 reads "Mondays to Fridays" as two days, and "most Mondays"
and "not on Mondays" as every Monday; parse-opening-hours 0.4.2 knows weeks only, and leaves out
"except bank holidays" without a word. A family before a closed door has lost more than a search
could give it, so here a phrase with one word that is not understood is not understood.
"""
