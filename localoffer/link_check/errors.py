"""What can go wrong with a request, in words for the person who has to mend the address."""

import ssl


class RequestFailure(Exception):  # noqa: N818 - a finding more than an error of ours
    """A request that brought no answer, and why.

    ``transient`` means that it may be better in a moment; ``not_visited`` that no request was made,
    so that the address is not called broken; ``no_server`` that there was no server to answer.
    """

    def __init__(
        self,
        why: str,
        *,
        transient: bool = False,
        not_visited: bool = False,
        no_server: bool = False,
    ) -> None:
        super().__init__(why)
        self.why = why
        self.transient = transient
        self.not_visited = not_visited
        self.no_server = no_server


NO_WEBSITE = "there is no such website"
NO_SERVER = "its server cannot be reached"

#: The name of a website could not be looked up at all: the fault is on our side.
NO_NETWORK = "this machine could not look it up: is it on the network?"

#: Why every website fails on a machine that has no network.
OFFLINE_REASONS = frozenset({NO_WEBSITE, NO_SERVER, NO_NETWORK})


class RunEndedError(Exception):
    """The time of the run is over: nothing is known of the address that was being visited."""


#: X509_V_ERR codes of OpenSSL (x509_vfy.h) that a person can do something about.
_CERTIFICATES = {
    9: "its security certificate is not valid yet",
    10: "its security certificate is out of date",
    62: "its security certificate is for another name",
    64: "its security certificate is for another name",
}


def certificate_failure(error: ssl.SSLError) -> RequestFailure:
    """Return the failure of a connection that cannot be made secure."""
    if isinstance(error, ssl.SSLCertVerificationError):
        why = _CERTIFICATES.get(error.verify_code, "its security certificate cannot be trusted")
        return RequestFailure(why, no_server=True)
    return RequestFailure("it cannot make a secure connection", no_server=True)
