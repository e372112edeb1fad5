"""The annual report on the offer: its years, when it is due, and what it is evidence for."""
