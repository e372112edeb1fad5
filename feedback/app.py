"""The service: who answers which address. Nothing happens when this is imported."""

from collections.abc import Callable, Iterator

from flask import Flask, request
from werkzeug.wrappers import Response

from feedback.accounts.routes import account_routes
from feedback.forms.routes import form_routes
from feedback.keys import Keys
from feedback.route import Route
from feedback.service import Service
from feedback.settings import Settings
from feedback.store.engine import make_engine
from feedback.store.migrate import upgrade
from localoffer.served import Latest, Surroundings


def make_app(settings: Settings, newest: Callable[[], Surroundings | None] | None = None) -> Flask:
    """Return the service.

    ``newest`` gives what pages are made from, where somebody has it already.
    """
    app = Flask("feedback", static_folder=None, template_folder=None)
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    engine = make_engine(settings.database)
    upgrade(engine)
    service = Service(settings, engine, Keys.of(settings.keys), newest or Latest(settings.place))
    for route in _routes(service):
        name = f"{route.method} {route.address}"
        app.add_url_rule(route.address, name, _answering(route), methods=[route.method])
    return app


def _routes(service: Service) -> Iterator[Route]:
    yield from form_routes(service)
    yield from account_routes(service)


def _answering(route: Route) -> Callable[..., Response]:
    return lambda **parts: route.answer(request, **parts)
