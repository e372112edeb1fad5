"""The browser's copy: small pieces, so that the server never learns more than an outward code."""

import json
from collections import defaultdict
from collections.abc import Mapping

from search.engine.postcodes import area_of
from search.places.known_places import Places
from search.places.point import GridPoint


def place_files(places: Places) -> Mapping[str, bytes]:
    """Return the pieces by path: ``areas/sc.json`` and, with postcodes inside, ``codes/sc1.json``.

    The first holds the points of an area's outward codes, ``{"SC1": [e, n]}``; the second those
    of the council's own postcodes in one, ``{"4AB": [e, n]}``. A browser asks for a piece by the
    letters or the outward code, and looks the rest up by itself.
    """
    areas: dict[str, dict[str, GridPoint]] = defaultdict(dict)
    for outcode, point in places.outcodes.items():
        areas[area_of(outcode)][outcode] = point
    pieces = {f"areas/{area.lower()}.json": _json(inside) for area, inside in areas.items()}
    pieces |= {
        f"codes/{outcode.lower()}.json": _json(inside) for outcode, inside in places.codes.items()
    }
    return dict(sorted(pieces.items()))


def _json(points: Mapping[str, GridPoint]) -> bytes:
    rows = {name: (point.e, point.n) for name, point in sorted(points.items())}
    return json.dumps(rows, separators=(",", ":")).encode()
