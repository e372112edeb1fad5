"""How long ago something was, as a family would say it."""

_YEAR = 12
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

#: What each month of a year says: of the second year, and of those after it.
_SECOND_YEAR = (*["over a year"] * 6, *["about a year and a half"] * 6)
_LATER_YEAR = (
    *["over {} years"] * 6,
    *["about {} and a half years"] * 3,
    *["nearly {next} years"] * 3,
)


def age_in_words(months: int) -> str:
    """Return whole months in words that go before "ago": "nearly three years".

    Under a year they stay months; over ten years is the most that is said.
    """
    years, rest = divmod(months, _YEAR)
    if not years:
        return {0: "less than a month", 1: "a month"}.get(months, f"{months} months")
    if years == 1:
        return _SECOND_YEAR[rest]
    if years >= len(_NUMBERS) - 1:
        return f"over {_NUMBERS[-1]} years"
    return _LATER_YEAR[rest].format(_NUMBERS[years], next=_NUMBERS[years + 1])
