"""The link check: every outward address of the content visited, politely, and judged."""
