"""Where no visit goes: private networks, and servers whose secure connection has a fault."""

import datetime as dt
import socket
import ssl
import threading
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from localoffer.link_check.limits import Network, trusted
from localoffer.link_check.public_addresses import is_open
from tests.support.http_server import Raw, Site, a_raw_server, a_site, sends

site = pytest.fixture(a_site)
raw = pytest.fixture(a_raw_server)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.2:1/", "http://10.1.2.30/", "http://192.168.1.10/", "http://172.16.5.40/",
        "http://169.254.169.254/latest/meta-data/", "http://100.64.0.10/", "http://0.0.0.0:1/",
        "http://[::1]:1/", "http://[fd00::1]/", "http://[fe80::1%25lo]/", "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://224.0.0.1/",
        "http://[64:ff9b:1::7f00:1]/", "http://[::127.0.0.1]/", "http://[::ffff:0:7f00:1]/",
        "http://[fec0::1]/", "http://2130706433/", "http://0x7f.1/",
        "http://192.0.0.192/", "http://192.0.0.9/", "http://192.88.99.1/", "http://[3ffe::1]/",
        "http://[3fff::1]/", "http://[3fff:fff:ffff::1]/", "http://[2a00::5efe:10.0.0.1]/",
        "http://[2a00::200:5efe:192.168.1.1]/", "http://[2a00:1::5efe:c000:c0]/",
        "http://[2002:c058:6301::1]/", "http://[64:ff9b::192.0.0.192]/",
        "http://[::ffff:192.88.99.1]/",
    ],
)  # fmt: skip
def test_no_visit_enters_a_private_network(address: str) -> None:
    """Even where an address is written in a way that only the system's resolver understands."""
    site = Site(1, network=Network())
    row = site.visit(address)
    assert row.found in ("not visited", "broken")
    assert row.why in (
        "from here it lies in a private network, so it was not asked",
        "the address cannot be asked for",
        "there is no such website",
    )


@pytest.mark.parametrize(
    "address",
    ["93.184.215.14", "192.0.1.1", "192.88.98.1", "2a00::1", "2a00::5efe:93.184.215.14", "3ffd::1",
     "3fff:1000::1", "64:ff9b::5db8:d70e", "2002:5db8:d70e::1"],
)  # fmt: skip
def test_an_address_of_the_open_internet_is_visited(address: str) -> None:
    assert is_open(address, Network())


def test_a_name_with_one_private_address_is_not_visited_nor_is_a_redirect_to_it(site: Site) -> None:
    site.answers["/a"] = sends(b"", 302, Location="http://inside.test/admin")
    for address in ("http://inside.test/", site.address("/a")):
        row = site.visit(address)
        assert row.found == "not visited"
        assert row.why == "from here it lies in a private network, so it was not asked"


@dataclass(frozen=True)
class Authority:
    """Someone who signs certificates."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    def sign(self, name: str, first: int, last: int, folder: Path) -> Path:
        """Return a file with a key and a certificate for ``name``, good between two days."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = _certificate(name, key, self.certificate.subject, self.key, first, last)
        file = folder / f"{name}{first}.pem"
        file.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
        return file


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: x509.Name,
    signer: ec.EllipticCurvePrivateKey,
    first: int,
    last: int,
) -> x509.Certificate:
    now = dt.datetime.now(dt.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + dt.timedelta(days=first))
        .not_valid_after(now + dt.timedelta(days=last))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(name == "authority", None), critical=True)
        .sign(signer, hashes.SHA256())
    )


def _authority() -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    return Authority(key, _certificate("authority", key, _name("authority"), key, -10, 10))


def _safe_port(file: Path) -> int:
    """Serve over TLS, by hand, with the certificate of a file."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with listener:
            while True:
                connection, _ = listener.accept()
                try:
                    with context.wrap_socket(connection, server_side=True) as safe:
                        safe.recv(65_536)
                        safe.sendall(
                            b"HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                        )
                except OSError:
                    connection.close()

    threading.Thread(target=serve, daemon=True).start()
    return int(listener.getsockname()[1])


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_certificate_is_judged_and_its_fault_told_in_plain_words(
    site: Site, tmp_path: Path
) -> None:
    known, stranger = _authority(), _authority()
    trust = trusted()
    trust.load_verify_locations(
        cadata=known.certificate.public_bytes(serialization.Encoding.PEM).decode()
    )
    site.network = replace(site.network, trust=trust)
    cases = {
        "the page is not there (404)": known.sign("good.test", -1, 1, tmp_path),
        "its security certificate is out of date": known.sign("good.test", -9, -1, tmp_path),
        "its security certificate is not valid yet": known.sign("good.test", 1, 9, tmp_path),
        "its security certificate is for another name": known.sign("bad.test", -1, 1, tmp_path),
        "its security certificate cannot be trusted": stranger.sign("good.test", -2, 1, tmp_path),
    }
    for why, file in cases.items():
        row = site.visit(f"https://good.test:{_safe_port(file)}/x")
        assert (row.found, row.why) == ("broken", why)


def test_a_server_that_knows_no_secure_connection_or_never_ends_it(site: Site, raw: Raw) -> None:
    row = site.visit(f"https://school.test:{site.port}/x")
    assert (row.found, row.why) == ("broken", "it cannot make a secure connection")
    stop = threading.Event()

    def drip(connection: socket.socket) -> None:
        connection.sendall(b"\x16\x03\x03\x40\x00")
        while not stop.wait(0.1):
            connection.sendall(b"\x02")

    row = site.visit(f"https://school.test:{raw(drip)}/x")
    stop.set()
    assert row.found in ("broken", "not visited")
    assert row.why in ("it cannot make a secure connection", "it did not answer in time") or (
        "robots.txt" in (row.why or "")
    )
