"""The application context of a command: the service's settings and store, without a web server."""

import os
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import replace

from feedback.app_context import AppContext
from feedback.keys import Keys
from feedback.settings import FeedbackSettings, has_settings, local_settings
from feedback.store.engine import make_engine
from feedback.store.migrate import why_not_current
from feedback.store.set_up import bring_up
from localoffer.problems import UsageError
from localoffer.program import PROGRAM
from localoffer.serving.site_context import SiteFolders, site_context_cache
from localoffer.workspace import Workspace

_WHOSE = (
    "There is no folder {}, and the environment has no settings of the service: whose comments are "
    "meant? On a server, type the command as deploy/README.md says, with the service's user and "
    f"settings ({PROGRAM} in /usr/local/bin does both). On your own machine, go to the folder of "
    "your council first."
)


def settings_of(
    workspace: Workspace, options: Namespace, environ: Mapping[str, str]
) -> FeedbackSettings:
    """Return the settings of the environment if it has any, else those of ``make``.

    ``--content`` and ``--site`` come before both.

    Raises:
        UsageError: a setting is missing or wrong, or there is neither a setting nor a council's
            content: a store that was made here would be nobody's.
    """
    content, site = getattr(options, "content", None), getattr(options, "site", None)
    if has_settings(environ):
        settings = FeedbackSettings.from_environment(environ)
        folders = settings.folders
        folders = replace(folders, content=content or folders.content, site=site or folders.site)
        return replace(settings, folders=folders)
    content = content or workspace.folder / "content"
    if not content.is_dir():
        raise UsageError(_WHOSE.format(content))
    folders = SiteFolders(
        content,
        site or workspace.folder / "site",
        workspace.resources,
        workspace.state(environ),
    )
    return local_settings(folders, frozenset(), environ)


def open_app_context(workspace: Workspace, options: Namespace) -> AppContext:
    """Return the context with its store; that of ``make`` is made or migrated first.

    Raises:
        UsageError: a setting is wrong, or the tables are of another version.
    """
    app = app_context_of(workspace, options)
    if app.settings.makes_store:
        bring_up(app.engine, app.settings.folders.state, may_make=True)
    elif fault := why_not_current(app.engine):
        raise UsageError(fault)
    return app


def app_context_of(workspace: Workspace, options: Namespace) -> AppContext:
    """Return the context, whatever state its store is in.

    Raises:
        UsageError: a setting is missing or wrong.
    """
    settings = settings_of(workspace, options, os.environ)
    engine = make_engine(settings.database)
    newest = site_context_cache(settings.folders, "feedback").newest
    return AppContext(settings, engine, Keys.of(settings.keys), newest)
