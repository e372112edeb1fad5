"""``edit``: the site, its search and the editor on your own machine."""

import sys
import webbrowser
from argparse import Namespace

from host.editor_alone import publish_editor_alone
from host.serve import SiteBuild, serve
from host.settings import HostSettings
from localoffer.cli.run import today
from localoffer.model.editor import LocalEditor
from localoffer.pipeline import Task
from localoffer.workspace import Workspace

#: No other machine reaches the editor.
_HOST = "127.0.0.1"

#: The repository of a local editor is never asked for: it writes files.
LOCAL = LocalEditor(backend="github", repo="this/folder", folder="")

#: What is said where the content has errors, and there is no site yet.
_ALONE = (
    "Until these are mended there is no site to look at, but the editor is there: "
    "http://localhost:{port}/edit/. The site is built as soon as the last one is.\n"
)


def run(workspace: Workspace, options: Namespace) -> int:
    """Build the site with the editor, and serve both until interrupted.

    Where the content has errors and no site was built before, the editor alone is there, so that
    they can be mended in it.
    """
    state = workspace.state()
    site = options.site or state / "edit"
    task = Task(options.content, workspace.resources, state, today(), drafts=True, editor=LOCAL)
    site_build = SiteBuild(task, site, options.plugins.site_extensions())
    if not site_build.build(first=True) and not (site / "index.html").exists():
        publish_editor_alone(task, LOCAL, site, state)
        sys.stderr.write(_ALONE.format(port=options.port))
    settings = HostSettings(
        options.content, site, workspace.resources, state, drafts=True, editor=LOCAL
    )
    if options.open:
        webbrowser.open(f"http://localhost:{options.port}/edit/")
    return serve(site_build, settings, _HOST, options.port)
