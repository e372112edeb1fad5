"""What is said and what is not yet said: each phase by the ten facets, and by the areas of need.

The facets are those of SI 2014/1530, Schedule 2, paragraph 5(a) to (j).
"""

from collections.abc import Iterator
from typing import get_args

from localoffer.duties import duties
from localoffer.model.provision import Facet
from localoffer.pages.index import Index
from localoffer.pages.navigation import HOME, PROVISION
from localoffer.pages.provision.contexts import Cell, GridPage, Line
from localoffer.pages.provision.labels import GRID, PHASES
from localoffer.pages.provision.statement_pages import picked


def grid_page(index: Index) -> GridPage:
    """Return the page with the two tables of counts."""
    facets = tuple(_facet_lines(index))
    cells = [(line, cell) for line in facets for cell in line.cells]
    return GridPage(
        address=GRID.address,
        title=GRID.label,
        description="How much is said of each part of what the law asks for, by age.",
        crumbs=(HOME, PROVISION),
        columns=tuple(title for _, title, _ in PHASES.values()),
        facets=facets,
        areas=tuple(_area_lines(index)),
        filled=sum(1 for _, cell in cells if cell.count),
        boxes=len(cells),
        empty=tuple(f"{line.title}: {cell.column}" for line, cell in cells if not cell.count),
    )


def _facet_lines(index: Index) -> Iterator[Line]:
    for facet in get_args(Facet):
        duty = duties()[f"lo.{facet}"]
        cells = (
            Cell(
                title,
                len(picked(index.offer.statements, facet=facet, phase=phase)),
                f"{GRID.address}{facet}/#{slug}",
            )
            for phase, (slug, title, _) in PHASES.items()
        )
        yield Line(duty.title, duty.citation, tuple(cells))


def _area_lines(index: Index) -> Iterator[Line]:
    for area in index.offer.lists.need_areas.values():
        cells = (
            Cell(
                title,
                len(picked(index.offer.statements, area=area.id, phase=phase)),
                f"{PROVISION.address}phases/{slug}/#{area.id}",
            )
            for phase, (slug, title, _) in PHASES.items()
        )
        yield Line(area.plain_name, "", tuple(cells))
