"""Post: asked for without address or token in a job, sent by the worker, refused when it cannot be safe."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from coach.container import Container, migrate_storage
from coach.errors import BadInput, NotFound, NotReady, Refused
from coach.group.devices import Came
from coach.group.mailing import MAX_A_DAY, MailService
from coach.group.tokens import hashed
from coach.post.smtp import SmtpNotifier
from coach.records import Pass, Person
from coach.settings import MailSettings
from coach.worker import Worker, handlers
from tests.api.people import PASSWORD, make_person


class Box:
    """Notifier port that keeps what it got."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str, str]] = []

    def send(self, to: str, subject: str, text: str) -> None:
        self.sent.append((to, subject, text))


@pytest.fixture
def box(container: Container) -> Box:
    migrate_storage(container.settings)
    box = Box()
    container.__dict__["notifier"] = box
    container.__dict__["mail"] = MailService(
        container.storage, container.clock, container.passes, lambda: box, on=True, address="https://door.voorbeeld.nl"
    )
    return box


def work(container: Container) -> None:
    while Worker(container.storage, container.clock, handlers(container)).step():
        pass


def token_in(text: str) -> str:
    return text.split("/account/e-mail/")[1].split()[0]


def test_an_address_counts_once_its_link_is_opened_by_who_asked(container: Container, box: Box) -> None:
    noor, tom = make_person(container, "Noor"), make_person(container, "Tom")
    container.mail.ask_to_confirm(noor.id, "noor@voorbeeld.nl")
    assert box.sent == []  # nobody waits for a mail server
    work(container)
    [(to, _, text)] = box.sent
    assert to == "noor@voorbeeld.nl"
    assert container.people.one(noor.id).email is None
    assert container.mail.waiting(noor.id) == "noor@voorbeeld.nl"
    with pytest.raises(NotFound):
        container.mail.confirm(tom.id, token_in(text))
    container.mail.confirm(noor.id, token_in(text))
    assert container.people.one(noor.id).email == "noor@voorbeeld.nl"
    with pytest.raises(NotFound):
        container.mail.confirm(noor.id, token_in(text))


def test_no_job_holds_an_address_or_a_token(container: Container, box: Box) -> None:
    noor = make_person(container, "Noor")
    container.mail.ask_to_confirm(noor.id, "noor@voorbeeld.nl")
    with container.storage.read() as unit:
        job = unit.jobs.latest("mail")
        [row] = unit.rows(Pass).all(kind="email")
    assert job is not None
    assert job.data == {"what": "confirm", "pass": row.id}
    work(container)
    with container.storage.read() as unit:
        assert unit.rows(Pass).first(token_hash=hashed(token_in(box.sent[0][2]))) is not None


def test_a_new_device_is_told_of_and_a_known_one_is_not(container: Container, box: Box) -> None:
    noor = make_person(container, "Noor")
    with container.storage.write() as unit:
        unit.rows(Person).change(noor.id, email="noor@voorbeeld.nl")
    first = container.people.sign_in("Noor", PASSWORD, Came("192.0.2.1", "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"))
    work(container)
    [(to, _, text)] = box.sent
    assert to == "noor@voorbeeld.nl"
    assert "Firefox op Windows" in text
    container.people.sign_in("Noor", PASSWORD, Came("192.0.2.9", "", first.known))
    container.people.sign_in("Noor", PASSWORD, Came("192.0.2.9", "", "made.up.mark"))
    work(container)
    assert len(box.sent) == 2


def test_an_address_that_was_taken_back_gets_nothing(container: Container, box: Box) -> None:
    noor = make_person(container, "Noor")
    container.mail.ask_to_confirm(noor.id, "noor@voorbeeld.nl")
    container.mail.forget(noor.id)
    work(container)
    assert box.sent == []
    assert container.mail.waiting(noor.id) is None


def test_nobody_can_fill_a_strangers_mailbox(container: Container, box: Box) -> None:
    noor = make_person(container, "Noor")
    for _ in range(MAX_A_DAY):
        container.mail.ask_to_confirm(noor.id, "buur@voorbeeld.nl")
        container.mail.forget(noor.id)
    with pytest.raises(Refused):
        container.mail.ask_to_confirm(noor.id, "buur@voorbeeld.nl")


@pytest.mark.parametrize(
    "email", ["", "noor", "noor@", "a@b", "a b@c.nl", "a@c.nl\nBcc: d@e.nl", "a@c.nl, d@e.nl", "x@" + "y" * 300 + ".nl"]
)
def test_what_is_no_address_is_refused(container: Container, box: Box, email: str) -> None:
    with pytest.raises(BadInput):
        container.mail.ask_to_confirm(make_person(container, "Noor").id, email)


def test_without_a_mail_server_it_says_so(container: Container) -> None:
    migrate_storage(container.settings)
    with pytest.raises(Refused) as refused:
        container.mail.ask_to_confirm(make_person(container, "Noor").id, "noor@voorbeeld.nl")
    assert refused.value.code == "no_mail"


class Server:
    """The least of an SMTP server, on a port of its own; `got` holds what was said to it."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port, self.got = self.socket.getsockname()[1], [""]
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        with suppress(OSError):
            talk, _ = self.socket.accept()
            with talk, talk.makefile("rwb") as file:
                file.write(b"220 here\r\n")
                file.flush()
                data = False
                for raw in file:
                    line = raw.decode()
                    self.got[0] += line
                    if data and line != ".\r\n":
                        continue
                    data = line.upper().startswith("DATA")
                    file.write(
                        b"354 go on\r\n"
                        if data
                        else b"221 bye\r\n"
                        if line.upper().startswith("QUIT")
                        else b"250 ok\r\n"
                    )
                    file.flush()


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.socket.close()


def settings_for(server: Server, security: str) -> MailSettings:
    return MailSettings.model_validate(
        {"server": "127.0.0.1", "port": server.port, "sender": "doorvraag@voorbeeld.nl", "security": security}
    )


def test_a_message_goes_out_over_smtp(server: Server) -> None:
    SmtpNotifier(settings_for(server, "none"), 5).send("noor@voorbeeld.nl", "Klopt dit?", "Een zin.\n")
    server.thread.join(5)
    assert "rcpt to:<noor@voorbeeld.nl>" in server.got[0].lower()
    assert "Subject: Klopt dit?" in server.got[0]
    assert "Een zin." in server.got[0]


def test_a_server_without_encryption_gets_no_word_of_the_message(server: Server) -> None:
    with pytest.raises(NotReady) as error:
        SmtpNotifier(settings_for(server, "starttls"), 5).send("noor@voorbeeld.nl", "Klopt dit?", "Een zin.\n")
    server.socket.close()
    server.thread.join(5)
    assert "noor" not in server.got[0] + error.value.message


def test_a_server_that_is_not_there_is_said_in_a_sentence_without_the_address(server: Server) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    settings = settings_for(server, "none").model_copy(update={"port": port})
    with pytest.raises(NotReady) as error:
        SmtpNotifier(settings, 1).send("noor@voorbeeld.nl", "Klopt dit?", "Een zin.\n")
    assert "noor" not in error.value.message
