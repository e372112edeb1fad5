"""Costs as the feed gives them. An empty field does not mean that a service is free."""

import re
from datetime import date

from localoffer.importers.inference.cost_words import is_nothing
from localoffer.importers.open_referral.ages_and_times import day_of
from localoffer.importers.open_referral.feed_service import FeedCosts, FeedPrice
from localoffer.importers.shared.notes import Notes
from localoffer.importers.shared.text import cut, line, lines

_LINE = 200
_AMOUNT = re.compile(
    r"(?:£|gbp)?\s*(\d{1,6}(?:,\d{3})*(?:\.\d{1,4})?)\s*(?:gbp|pounds?)?", re.IGNORECASE
)


def costs_of(feed: FeedCosts, today: date, notes: Notes) -> dict[str, object]:
    """Return ``free``, ``fees_description`` and ``cost_options``, each only where it is known."""
    fees = "\n".join(text for fee in feed.fees if (text := lines(fee)))
    prices = [price for item in feed.prices if (price := _price(item, today, notes))]
    unique = [dict(pairs) for pairs in dict.fromkeys(tuple(price.items()) for price in prices)]
    costs: dict[str, object] = {}
    free = feed.free if feed.free is not None else _plainly_free(fees, unique)
    if free is not None:
        costs["free"] = "yes" if free else "no"
    if fees:
        costs["fees_description"] = fees
    if unique:
        costs["cost_options"] = unique
    return costs


def _plainly_free(fees: str, prices: list[dict[str, str]]) -> bool | None:
    """Return whether the text plainly says that it is free, or not; None where it does not say."""
    amounts = [float(price["amount"]) for price in prices if "amount" in price]
    if fees and is_nothing(fees):
        return None if any(amounts) else True
    plainly = [is_nothing(price["option"]) for price in prices]
    if prices and all(plainly):
        return True
    return False if amounts and all(amounts) else None


def _price(feed: FeedPrice, today: date, notes: Notes) -> dict[str, str]:
    option, per = line(feed.option), line(feed.per)
    end = day_of(feed.ends)
    if end and end < today:
        notes.lost(
            "cost_options", "price that is over", f"{option} {feed.amount} until {feed.ends}"
        )
        return {}
    match = _AMOUNT.fullmatch(line(feed.amount))
    amount = f"{float(match[1].replace(',', '')):.2f}".removesuffix(".00") if match else ""
    if not match and feed.amount:
        notes.cleaned("cost_options", "amount that is no number, kept in words", feed.amount)
        per = ", ".join(filter(None, (line(feed.amount), per)))
    if not option and not amount and not per:
        return {}
    price = {"option": cut(option or per or "Price", _LINE)}
    if amount:
        price["amount"] = amount
    if per and option:
        price["amount_description"] = cut(per, _LINE)
    return price
