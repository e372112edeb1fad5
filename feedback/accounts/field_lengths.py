"""How long each field of signing in may be: looked at before anything else is done with it.

Whoever is not signed in may send these forms. A password is normalised, a token is decrypted, a
name is looked up: none of it with more than a person types or we have handed out.
"""

from collections.abc import Mapping

from flask import Request, abort

from feedback.accounts.passwords import MAX_BYTES as PASSWORD_BYTES
from feedback.intake.length import MAX_BYTES

#: The most bytes of a field. ``saved_form`` is a whole form that we sealed.
_MAX_BYTES: Mapping[str, int] = {
    "name": 400,
    "password": PASSWORD_BYTES,
    "current": PASSWORD_BYTES,
    "new": PASSWORD_BYTES,
    "again": PASSWORD_BYTES,
    "saved_form": MAX_BYTES,
}

#: The most bytes of every other field: tokens, codes and addresses.
_OTHER_BYTES = 2_000

#: A form without a saved one in it.
_BODY_BYTES = 20_000

_SAVED_FORM = b"saved_form="


def refuse_long_fields(request: Request) -> None:
    """Return if no field of a request is longer than what we hand out or a person types.

    Raises:
        werkzeug.exceptions.RequestEntityTooLarge: one is.
    """
    body = request.get_data()
    if len(body) > _BODY_BYTES and _SAVED_FORM not in body:
        abort(413)
    for name, value in request.form.items(multi=True):
        if len(value.encode(errors="surrogatepass")) > _MAX_BYTES.get(name, _OTHER_BYTES):
            abort(413)
