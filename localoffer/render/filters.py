"""How templates say days, times, prices and numbers."""

import json
import re
from datetime import date, time
from urllib.parse import urlsplit

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup, escape

from localoffer.counted import counted
from localoffer.pages.service_phrases import ages_text
from localoffer.phone_address import phone_href

LANGUAGES = {
    "ar": "العربية (Arabic)", "bn": "বাংলা (Bengali)", "cy": "Cymraeg (Welsh)", "en": "English",
    "fr": "Français (French)", "gu": "ગુજરાતી (Gujarati)", "lt": "Lietuvių (Lithuanian)",
    "pa": "ਪੰਜਾਬੀ (Punjabi)", "pl": "Polski (Polish)", "pt": "Português (Portuguese)",
    "ro": "Română (Romanian)", "so": "Soomaali (Somali)", "uk": "Українська (Ukrainian)",
    "ur": "اردو (Urdu)", "bfi": "British Sign Language",
}  # fmt: skip


def day(value: date) -> str:
    """Return "21 November 2026"."""
    return f"{value.day} {value:%B %Y}"


def day_short(value: date) -> str:
    """Return "21 Nov"."""
    return f"{value.day} {value:%b}"


def weekday_day(value: date) -> str:
    """Return "Saturday 5 December"."""
    return f"{value:%A} {value.day} {value:%B}"


def clock(value: time) -> str:
    """Return "9:30am", "3pm", "noon" or "midnight"."""
    if (value.hour, value.minute) in ((0, 0), (12, 0)):
        return "noon" if value.hour else "midnight"
    minutes = f":{value:%M}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes}{'am' if value.hour < 12 else 'pm'}"  # noqa: PLR2004


def pounds(amount: float) -> str:
    """Return "£4.50", or "£12" for a whole number of pounds."""
    return f"£{amount:,.0f}" if amount == int(amount) else f"£{amount:,.2f}"


def names_price(text: str, amount: float | None) -> bool:
    """Return whether a text names an amount of pounds: "£4.50 a swim" names 4.5, not 4."""
    if amount is None:
        return False
    return re.search(rf"{re.escape(pounds(amount))}(?!\d|[.,]\d)", text) is not None


def paragraphs(text: str) -> Markup:
    """Return plain text as escaped paragraphs; a blank line ends one, a line end breaks one."""
    blocks = [block.strip() for block in text.replace("\r", "").split("\n\n") if block.strip()]
    return Markup("\n").join(
        Markup("<p>{}</p>").format(Markup("<br>").join(escape(line) for line in block.split("\n")))
        for block in blocks
    )


def language_name(code: str) -> str:
    """Return a language's own name with its English one, or the code where we do not know it."""
    return LANGUAGES.get(code, code)


def host(address: str) -> str:
    """Return the host of a web address without ``www.``."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


def json_in_html(text: str) -> Markup:
    """Return JSON so that it can stand in a ``script`` element, which ends at ``</``."""
    return htmlsafe_json_dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"))


FILTERS = {
    "ages_text": ages_text,
    "clock": clock,
    "count": counted,
    "day": day,
    "day_short": day_short,
    "host": host,
    "json_in_html": json_in_html,
    "language_name": language_name,
    "paragraphs": paragraphs,
    "phone_href": phone_href,
    "names_price": names_price,
    "pounds": pounds,
    "weekday_day": weekday_day,
}
