"""Figures and waiting times as charts, whose bars are in percent of the chart, and their page."""

from collections.abc import Iterable, Iterator

from localoffer.model.figures import Figure, FigurePoint
from localoffer.model.service import Service
from localoffer.offer import Entry, Offer
from localoffer.pages.figures.contexts import Bar, Chart, FiguresPage
from localoffer.pages.navigation import FIGURES, HOME
from localoffer.pages.page import Link

NOT_KNOWN = "not known"
_WHOLE = 100.0

#: Of waiting lists the longest are told: in a large county hundreds would be a heavy page.
_LONGEST = 20


def figures_page(offer: Offer) -> Iterator[FiguresPage]:
    """Yield the page of figures where there are any, or any service says how long people wait."""
    waiting = waiting_chart(offer)
    charts = [chart_of(figure, offer) for figure in offer.figures]
    if charts or waiting:
        yield FiguresPage(
            address=FIGURES.address,
            title=FIGURES.label,
            description="Our own figures: plans on time, requests, appeals and waiting times.",
            crumbs=(HOME,),
            charts=(*charts, *([waiting] if waiting else ())),
        )


def charts_of(ids: Iterable[str], offer: Offer) -> tuple[Chart, ...]:
    """Return the charts of the figures with these ids, in the order of the ids."""
    figures = {figure.id: figure for figure in offer.figures}
    return tuple(chart_of(figures[name], offer) for name in ids if name in figures)


def chart_of(figure: Figure, offer: Offer) -> Chart:
    """Return a figure as a chart. A percentage is drawn out of 100, all else out of the largest."""
    numbers = [n for one in figure.points for n in (one.value, one.compare) if n is not None]
    whole = _WHOLE if figure.unit == "percent" else max(numbers, default=0.0)
    compare = figure.compare_label or ""
    return Chart(
        figure.id,
        figure.title,
        figure.sentence,
        tuple(_bar(point, figure.unit, whole) for point in figure.points),
        ("", offer.site.council.name, *([compare] if compare else [])),
        compare,
        figure.as_at,
        figure.source,
        figure.source_url,
        figure.doing,
        offer.lists.contacts.get(figure.contact or ""),
    )


def waiting_chart(offer: Offer) -> Chart | None:
    """Return how long the longest waiting lists are, longest first, or None if nobody says."""
    waiting = [one for one in offer.services if one.record.waiting_time]
    if not waiting:
        return None
    longest = max(_longest(one.record) for one in waiting)
    bars = [_waiting_bar(one, float(longest)) for one in waiting]
    bars.sort(key=lambda bar: (-(bar.start + (bar.width or 0.0)), bar.label))
    return Chart(
        "waiting-times",
        "How long people wait",
        f"{_which(len(bars))}Each bar goes from the shortest wait to the longest, in weeks. "
        "The table says on which day that was true.",
        tuple(bars[:_LONGEST]),
        ("Service", "How long", "True on"),
        "",
        None,
        "the services themselves",
        None,
        None,
        None,
    )


def _which(number: int) -> str:
    """Return which lists are told, where not all of them are."""
    if number <= _LONGEST:
        return ""
    return (
        f"These are the {_LONGEST} longest of {number:,} waiting lists. "
        "The page of each service tells its own. "
    )


def _bar(point: FigurePoint, unit: str, whole: float) -> Bar:
    return Bar(
        point.label,
        value_text(point.value, unit),
        0.0,
        _part(point.value, whole),
        _part(point.compare, whole),
        value_text(point.compare, unit) if point.compare is not None else "",
        point.note or "",
    )


def _waiting_bar(entry: Entry[Service], longest: float) -> Bar:
    waiting = entry.record.waiting_time
    low = (waiting.minimum_weeks if waiting else None) or 0
    high = _longest(entry.record)
    start = _part(float(low), longest) or 0.0
    end = _part(float(high), longest) or 0.0
    return Bar(
        entry.record.name,
        f"{low} to {high} weeks" if 0 < low < high else value_text(float(high), "weeks"),
        start if low < high else 0.0,
        round(end - (start if low < high else 0.0), 1),
        note=(waiting.note or "") if waiting else "",
        link=Link(entry.address, entry.record.name),
        as_at=waiting.as_at if waiting else None,
    )


def _longest(service: Service) -> int:
    waiting = service.waiting_time
    weeks = (waiting.maximum_weeks, waiting.minimum_weeks) if waiting else ()
    return max((week for week in weeks if week is not None), default=0)


def _part(value: float | None, whole: float) -> float | None:
    if value is None:
        return None
    return round(_WHOLE * value / whole, 1) if whole else 0.0


def value_text(value: float | None, unit: str) -> str:
    """Return a number with its unit in words: "58%", "1,204", "1 week", "£120"."""
    if value is None:
        return NOT_KNOWN
    number = f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
    if unit == "weeks":
        return f"{number} week" if value == 1 else f"{number} weeks"
    return {"percent": f"{number}%", "pounds": f"£{number}"}.get(unit, number)
