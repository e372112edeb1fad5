"""Days and times in words ("every other Saturday, 10am to noon"): all of them or none."""
