"""How someone reaches the council, as a part of a sentence in a mail or on a page of the forms."""

from localoffer.model.site import Site


def way_to_ask(site: Site) -> str:
    """Return "phone 01632 960100", or what there is where the council has given no number."""
    if site.phone:
        return f"phone {site.phone}"
    return f"e-mail {site.email}" if site.email else "ask us in a way that our contact page names"


def way_to_ask_with_hours(site: Site) -> str:
    """Return the same as a sentence, with the hours in which someone answers the phone."""
    way = way_to_ask(site)
    hours = f", {site.phone_hours}" if site.phone and site.phone_hours else ""
    return f"{way[0].upper()}{way[1:]}{hours}."
