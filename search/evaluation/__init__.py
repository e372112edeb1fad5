"""How well search finds what people type: graded questions, measures, a floor, a report."""
