"""The coverage grid: how many statements each phase has on each facet, and in each area of need.

The facets are those of SI 2014/1530, Schedule 2, paragraph 5(a) to (j).
"""

from collections.abc import Iterator
from typing import get_args

from localoffer.duties import duties
from localoffer.model.provision import Facet
from localoffer.pages.index import Index
from localoffer.pages.navigation import HOME, PROVISION
from localoffer.pages.provision.contexts import GridCell, GridPage, GridRow
from localoffer.pages.provision.labels import GRID, PHASES
from localoffer.pages.provision.statement_pages import select_statements


def grid_page(index: Index) -> GridPage:
    """Return the page with the two tables of counts."""
    facets = tuple(_facet_rows(index))
    cells = [(row, cell) for row in facets for cell in row.cells]
    return GridPage(
        address=GRID.address,
        title=GRID.label,
        description="How much is said of each part of what the law asks for, by age.",
        crumbs=(HOME, PROVISION),
        columns=tuple(title for _, title, _ in PHASES.values()),
        facets=facets,
        areas=tuple(_area_rows(index)),
        filled_count=sum(1 for _, cell in cells if cell.count),
        cell_count=len(cells),
        empty_cells=tuple(f"{row.title}: {cell.column}" for row, cell in cells if not cell.count),
    )


def _facet_rows(index: Index) -> Iterator[GridRow]:
    for facet in get_args(Facet):
        duty = duties()[f"lo.{facet}"]
        cells = (
            GridCell(
                title,
                len(select_statements(index.offer.statements, facet=facet, phase=phase)),
                f"{GRID.address}{facet}/#{slug}",
            )
            for phase, (slug, title, _) in PHASES.items()
        )
        yield GridRow(duty.title, duty.citation, tuple(cells))


def _area_rows(index: Index) -> Iterator[GridRow]:
    for area in index.offer.lists.need_areas.values():
        cells = (
            GridCell(
                title,
                len(select_statements(index.offer.statements, area=area.id, phase=phase)),
                f"{PROVISION.address}phases/{slug}/#{area.id}",
            )
            for phase, (slug, title, _) in PHASES.items()
        )
        yield GridRow(area.plain_name, "", tuple(cells))
