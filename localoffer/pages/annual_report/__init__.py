"""The pages of the yearly review: its reports, their easy-read pages, and the surveys."""
