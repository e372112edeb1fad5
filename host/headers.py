"""The headers of safety of the site's own files and pages."""

from flask import Response

from localoffer.served_headers import safety_headers

#: ``mailto:`` is for forms that write a mail.
HEADERS = safety_headers("'self' mailto:")


def with_headers(response: Response) -> Response:
    """Return the answer with the headers of safety."""
    response.headers.update(HEADERS)
    return response
