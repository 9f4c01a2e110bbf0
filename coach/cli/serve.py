"""`doorvraag serve` and `doorvraag worker`: the service, and the hands behind it."""

import os
import socket
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.console import container, err, out
from coach.cli.people import begin_link
from coach.container import Container
from coach.errors import BadSettings
from coach.logs import set_up_logs

if TYPE_CHECKING:
    from uvicorn import Server


def serve(
    host: Annotated[str | None, typer.Option(help="Adres waarop Doorvraag luistert [DOORVRAAG_HOST].")] = None,
    port: Annotated[int | None, typer.Option(help="Poort waarop Doorvraag luistert [DOORVRAAG_PORT].")] = None,
    with_worker: Annotated[bool, typer.Option("--worker/--no-worker", help="Doe het trage werk in dit proces.")] = True,
) -> None:
    """Start de dienst en zegt waar die te vinden is."""
    parts = settled(host, port)
    host, port = parts.settings.host, parts.settings.port
    prepare(parts)
    listener = take_port(host, port)
    set_up_logs(parts.settings.log_level)
    server, stop = _server(parts), threading.Event()
    if with_worker:
        threading.Thread(target=_work_once_up, args=(parts, stop, server), name="worker", daemon=True).start()
    out.print(f"Doorvraag draait op http://{_shown(host)}:{port}  (stoppen: Ctrl+C)")
    if link := begin_link(parts):
        out.print(f"Nog geen beheerder. Word het met deze link, één keer en binnen een dag: {link}", markup=False)
    server.run(sockets=[listener])
    stop.set()


def settled(host: str | None, port: int | None) -> Container:
    """The parts; what is given on the command line goes before the environment, and is checked as strictly.

    Raises BadSettings for an https address without a proxy to believe: cookies would not be bound to https, and all
    senders would share the address of the proxy.
    """
    given = {"DOORVRAAG_HOST": host, "DOORVRAAG_PORT": port}
    os.environ.update({name: str(value) for name, value in given.items() if value is not None})
    parts = container()
    if parts.settings.public_url.startswith("https://") and not parts.settings.trusted_proxies:
        raise BadSettings(
            "DOORVRAAG_TRUSTED_PROXIES ontbreekt: noem het adres van de proxy die https doet, meestal 127.0.0.1."
        )
    return parts


def worker() -> None:
    """Doet alleen het trage werk, naast een dienst die met --no-worker draait."""
    parts = container()
    prepare(parts)
    set_up_logs(parts.settings.log_level)
    out.print("De werker draait  (stoppen: Ctrl+C)")
    stop = threading.Event()
    try:
        _work(parts, stop)
    except KeyboardInterrupt:
        stop.set()


def prepare(parts: Container) -> None:
    """Makes `var` and brings the database up to date. Raises BadSettings when the folder cannot be written."""
    from coach.container import migrate_storage

    var = parts.settings.var
    try:
        var.mkdir(parents=True, exist_ok=True, mode=0o700)
        probe = Path(var) / ".probe"
        probe.touch()
        probe.unlink()
    except OSError:
        raise BadSettings(
            f"In de map '{var.name}' kan ik niet schrijven: geef jezelf schrijfrecht of "
            "wijs met DOORVRAAG_VAR een andere map aan."
        ) from None
    migrate_storage(parts.settings)


def take_port(host: str, port: int) -> socket.socket:
    """A listening socket. Raises BadSettings, with what to do, when the port is taken or not allowed."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise BadSettings(
            f"Poort {port} op {host} is bezet of niet toegestaan: stop wat daar draait of kies een andere, "
            f"bijvoorbeeld met: make run PORT={port + 1 if port < 65535 else 8000}"
        ) from None
    return listener


def _work_once_up(parts: Container, stop: threading.Event, server: "Server") -> None:
    """The worker, when the first page can be served: opening the index would keep that waiting."""
    while not server.started and not stop.wait(0.05):
        continue
    _work(parts, stop)


def _work(parts: Container, stop: threading.Event) -> None:
    from coach.worker import Worker, ask_for_index, handlers

    def ask() -> None:
        if ask_for_index(parts):
            err.print("De kennisbank wordt opgebouwd; de rest werkt al.")
        parts.retention.ask(now_too=True)

    Worker(parts.storage, parts.clock, handlers(parts), parts.machine).run(stop, first=ask, daily=parts.retention.ask)


def _server(parts: Container) -> "Server":
    from uvicorn import Config, Server

    from api.app import create_app

    proxies = parts.settings.trusted_proxies
    config = Config(
        create_app(parts),
        # Nobody else is believed about the address and scheme of a request; uvicorn's own default trusts 127.0.0.1.
        proxy_headers=bool(proxies),
        forwarded_allow_ips=proxies,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=2,  # an open stream would hold the process up (anchors/codebases 4.3)
        h11_max_incomplete_event_size=64_000,
    )
    return Server(config)


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
