"""``edit``: the site, its search and the editor on your own machine."""

import webbrowser
from argparse import Namespace

from host.serve import SiteBuild, serve
from host.settings import HostSettings
from localoffer.cli.run import PROBLEMS, today
from localoffer.model.editor import LocalEditor
from localoffer.pipeline import Task
from localoffer.workspace import Workspace

#: No other machine reaches the editor.
_HOST = "127.0.0.1"

#: The repository of a local editor is never asked for: it writes files.
LOCAL = LocalEditor(backend="github", repo="this/folder", folder="")


def run(workspace: Workspace, options: Namespace) -> int:
    """Build the site with the editor, and serve both until interrupted."""
    state = workspace.state()
    site = options.site or state / "edit"
    task = Task(options.content, workspace.resources, state, today(), drafts=True, editor=LOCAL)
    site_build = SiteBuild(task, site, options.plugins.site_extensions())
    if not site_build.build(first=True) and not (site / "index.html").exists():
        return PROBLEMS
    settings = HostSettings(
        options.content, site, workspace.resources, state, drafts=True, editor=LOCAL
    )
    if options.open:
        webbrowser.open(f"http://localhost:{options.port}/edit/")
    return serve(site_build, settings, _HOST, options.port)
