"""Sentences for someone whose words were not stored: what to do, and whom to ask instead.

``way`` is how they reach the council: "phone 01632 960100" (``feedback.way_to_ask``).
"""


def from_elsewhere(way: str) -> str:
    """Return what to do about a form that another website sent."""
    return (
        "This form reached us from another website. Check that it says what you want to say, "
        f"then send it from here. Or {way}."
    )


def too_many(way: str, seconds: int) -> str:
    """Return what to do until, in so many seconds, more is taken from a network."""
    minutes = max(1, -(-seconds // 60))
    wait = "a minute" if minutes == 1 else f"{minutes} minutes"
    return (
        "Many messages came from your network in this hour, so this one is not with us yet. "
        f"What you wrote is still here. Send it again in {wait}, or {way}."
    )


def not_stored(way: str) -> str:
    """Return what to do while the database cannot be written to."""
    return (
        "We could not keep what you wrote. This is our fault, not yours. It is still here. "
        f"Send it again in a few minutes, or {way}."
    )
