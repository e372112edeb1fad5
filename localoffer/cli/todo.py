"""``todo``: what the Local Offer still lacks, the most useful for families first."""

import shlex
import sys
from argparse import Namespace

from localoffer.cli.run import DONE, today
from localoffer.importers.shared.last_import import unmapped_words
from localoffer.model.import_rule import ImportRule
from localoffer.offer import Offer
from localoffer.pipeline import CheckResult, Task, check
from localoffer.problems import ContentError
from localoffer.render.assets import make_assets
from localoffer.to_do.to_do_list import ToDo, to_do_list
from localoffer.to_do.to_do_text import as_markdown
from localoffer.to_do.unknown_words import unknown_words
from localoffer.to_do.visits import read_visits
from localoffer.to_do.work_list import WorkList, work_list
from localoffer.to_do.work_list_files import as_csv, as_json
from localoffer.to_do.work_list_page import as_page, refuse_public_place
from localoffer.to_do.work_list_text import selected_work_as_markdown
from localoffer.to_do.work_selection import WorkSelection, select
from localoffer.workspace import Workspace
from localoffer.write.atomic import replace_file


def run(workspace: Workspace, options: Namespace) -> int:
    """Print the list, or write it as a page.

    Raises:
        ContentError: the content cannot be loaded. Errors of single records do not stop it.
        UsageError: there is no such fact, contact or kind, the visits cannot be read, or the page
            would lie in a public place.
    """
    if options.page:
        refuse_public_place(options.page, options.content)
    checked = check(Task(options.content, workspace.resources, workspace.state(), today()))
    offer = checked.offer
    if offer is None:
        raise ContentError(checked.problems)
    selection = WorkSelection(options.field, options.owner, options.kind, options.search)
    work = select(_work(options, checked, offer), selection)
    things = () if selection else to_do_list(offer)
    if options.page:
        assets = make_assets(
            checked.design, offer.site.colours, offer.site.looks, workspace.state()
        )
        page = as_page(things, work, offer, checked.design, assets, _choice(selection))
        replace_file(options.page, page)
        sys.stdout.write(f"{options.page}: {len(work.unfinished):,} records.\n")
    else:
        sys.stdout.write(_printed(options, things, work, is_whole=not selection))
    return DONE


def _work(options: Namespace, checked: CheckResult, offer: Offer) -> WorkList:
    mapped = (row.term for row in offer.rows(ImportRule) if row.term)
    words = unknown_words(unmapped_words(options.content), mapped, offer)
    visits = read_visits(options.visits, checked.base.path) if options.visits else {}
    return work_list(offer, checked.drafts, checked.problems, words, visits)


def _choice(selection: WorkSelection) -> str:
    """Return the options that choose a part of the list, as they are typed."""
    pairs = [
        *(("--field", name) for name in selection.fields),
        *(("--owner", name) for name in selection.owners),
        *(("--kind", name) for name in selection.kinds),
        *((("--search", selection.search),) if selection.search else ()),
    ]
    return shlex.join(word for pair in pairs for word in pair)


def _printed(
    options: Namespace, things: tuple[ToDo, ...], work: WorkList, *, is_whole: bool
) -> str:
    if options.csv:
        return as_csv(work)
    if options.json:
        return as_json(things, work)
    return as_markdown(things, work) if is_whole else selected_work_as_markdown(work)
