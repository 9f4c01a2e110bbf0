"""The example of docs/serving.md for real: nginx with that file, TLS, and the service behind it."""

import datetime
import ipaddress
import json
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from fastapi import FastAPI, Request, Response

from api.cookies import set_token_cookie
from coach.cli.serve import _server
from coach.container import Container, migrate_storage
from coach.settings import ROOT, load_settings

pytestmark = pytest.mark.proxy
EXAMPLE = ROOT / "docs" / "serving" / "nginx.conf"
NAME = "doorvraag.voorbeeld.nl"
# Linux answers on all of 127/8, so that a visitor can have another address than the proxy has.
VISITOR = ("127.0.0.5", 0)
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


@dataclass(frozen=True)
class Site:
    """What was started: the ports of nginx and of the service, the certificate, and nginx's own folder."""

    https: int
    http: int
    service: int
    certificate: Path
    folder: Path

    def ask(
        self, path: str, method: str = "GET", body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> "Answer":
        """Over https, from the visitor's address, under the public name."""
        context = ssl.create_default_context(cafile=str(self.certificate))
        line = HTTPSConnection("127.0.0.1", self.https, timeout=30, context=context, source_address=VISITOR)
        return answer_on(line, method, path, body, {"Host": f"{NAME}:{self.https}"} | (headers or {}))

    def seen(self, headers: dict[str, str]) -> dict[str, str]:
        """How the service sees a request with these headers."""
        seen: dict[str, str] = json.loads(self.ask("/proef/wie", headers=headers).text)
        return seen


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Message
    text: str


def answer_on(line: HTTPConnection, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
    """One request on a line that is closed afterwards."""
    with closing(line):
        line.request(method, path, body, headers)
        with line.getresponse() as answer:
            return Answer(answer.status, answer.headers, answer.read().decode())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of our own for the public name and this machine, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.datetime.now(datetime.UTC)
    names = [x509.DNSName(NAME), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(minutes=5))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, secret = folder / "fullchain.pem", folder / "privkey.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return certificate, secret


def own_config(folder: Path, https: int, http_port: int, service: int) -> Path:
    """The example, with ports and files of this test, in the frame that Debian's nginx.conf is."""
    certificate, secret = make_certificate(folder)
    text = EXAMPLE.read_text(encoding="utf-8")
    live = f"/etc/letsencrypt/live/{NAME}"
    for old, new in (
        ("listen 80;", f"listen 127.0.0.1:{http_port};"),
        ("listen 443 ssl http2;", f"listen 127.0.0.1:{https} ssl http2;"),
        ("http://127.0.0.1:8000;", f"http://127.0.0.1:{service};"),
        (f"{live}/fullchain.pem", str(certificate)),
        (f"{live}/privkey.pem", str(secret)),
        ("/var/log/nginx/doorvraag.log", str(folder / "error.log")),
    ):
        assert old in text
        text = text.replace(old, new)
    (folder / "site.conf").write_text(text, encoding="utf-8")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    frame = f"pid {folder}/pid; daemon off; error_log {folder}/error.log; events {{}} "
    frame += f"http {{ {temporary} include {folder}/site.conf; }}"
    config = folder / "nginx.conf"
    config.write_text(frame, encoding="utf-8")
    return config


def proof(app: FastAPI) -> None:
    """Two addresses of this test: how a request is seen, and a cookie with a token."""

    @app.get("/proef/wie")
    def who(request: Request) -> dict[str, str]:
        client = request.client.host if request.client else ""
        return {"scheme": request.url.scheme, "host": request.headers["host"], "client": client}

    @app.get("/proef/koekje")
    def cookie(request: Request, response: Response) -> None:
        set_token_cookie(request, response, "geheim")


def wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"nothing listens on {port}")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    if NGINX is None:
        pytest.skip("nginx is not installed here (Debian: apt install nginx)")
    folder = tmp_path_factory.mktemp("nginx")
    https, http_port, service = free_port(), free_port(), free_port()
    settings = load_settings(
        var=folder / "var",
        port=service,
        allowed_hosts=[NAME],
        public_url=f"https://{NAME}",
        trusted_proxies=["127.0.0.1"],
        open="on",
    )
    parts = Container(settings)
    (folder / "var").mkdir()
    migrate_storage(settings)
    server = _server(parts)
    proof(server.config.app)  # type: ignore[arg-type]
    listener = socket.create_server(("127.0.0.1", service))
    runs = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    runs.start()
    config = own_config(folder, https, http_port, service)
    nginx = subprocess.Popen([NGINX, "-p", str(folder), "-c", str(config)], stderr=subprocess.DEVNULL)
    try:
        wait_for(service)
        wait_for(https)
        yield Site(https, http_port, service, folder / "fullchain.pem", folder)
    finally:
        nginx.terminate()
        nginx.wait(timeout=15)
        server.should_exit = True
        runs.join(timeout=15)


def test_the_service_sees_the_visitor_and_https(site: Site) -> None:
    assert site.seen({}) == {"scheme": "https", "host": f"{NAME}:{site.https}", "client": VISITOR[0]}


def test_what_a_visitor_says_about_an_address_is_not_believed(site: Site) -> None:
    lies = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "http", "Forwarded": "for=203.0.113.9"}
    assert site.seen(lies) == {"scheme": "https", "host": f"{NAME}:{site.https}", "client": VISITOR[0]}


def test_who_goes_round_the_proxy_is_not_believed_either(site: Site) -> None:
    line = HTTPConnection("127.0.0.1", site.service, timeout=30, source_address=VISITOR)
    lies = {"Host": NAME, "X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}
    assert json.loads(answer_on(line, "GET", "/proef/wie", None, lies).text) == {
        "scheme": "http",
        "host": NAME,
        "client": VISITOR[0],
    }


def test_plain_http_is_sent_on_to_https(site: Site) -> None:
    line = HTTPConnection("127.0.0.1", site.http, timeout=30)
    answer = answer_on(line, "GET", "/oefenen", None, {"Host": NAME})
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{NAME}/oefenen")


def test_cookies_and_headers_are_those_of_https(site: Site) -> None:
    answer = site.ask("/proef/koekje")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-doorvraag=geheim; ")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
    assert answer.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Server"] == "nginx"


def test_another_name_is_refused(site: Site) -> None:
    assert site.ask("/", headers={"Host": "elders.example"}).status == 400


def test_our_own_forms_are_ours_behind_the_proxy_too(site: Site) -> None:
    body, form = b"method=basismodel", {"Content-Type": "application/x-www-form-urlencoded"}
    asked = {"Cookie": "__Host-doorvraag=onbekend"} | form
    own = site.ask("/vraagbaak", "POST", body, asked | {"Origin": f"https://{NAME}:{site.https}"})
    assert own.status != 403
    assert site.ask("/vraagbaak", "POST", body, asked | {"Origin": "https://elders.example"}).status == 403
    assert site.ask("/vraagbaak", "POST", body, asked).status == 403


def upload(size: int) -> tuple[bytes, dict[str, str]]:
    """A form with a file of about this size, with a word to look for."""
    start = (
        b'--grens\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n'
    )
    words = b"Noor: Ik loop vast bij de lindebloesem.\n"
    body = start + words.ljust(size) + b"\r\n--grens--\r\n"
    return body, {"Content-Type": "multipart/form-data; boundary=grens", "Accept": "text/html"}


def test_a_transcript_of_megabytes_gets_through_and_leaves_nothing_behind(site: Site) -> None:
    body, headers = upload(4_000_000)
    assert site.ask("/notuleren", "POST", body, headers).status == 200
    kept = [path for path in site.folder.rglob("*") if path.is_file() and b"lindebloesem" in path.read_bytes()]
    assert kept == []


def test_what_is_too_large_is_refused_in_dutch(site: Site) -> None:
    body, headers = upload(25_500_000)
    answer = site.ask("/notuleren", "POST", body, headers)
    assert answer.status == 413
    assert "te groot" in answer.text
