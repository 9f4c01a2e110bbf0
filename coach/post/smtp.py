"""Notifier over SMTP, with smtplib. Encrypted, unless the server is on this machine (settings refuse anything else)."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from coach.errors import NotReady
from coach.settings import MailSettings

# A server that is silent longer is left for what it is; the worker has other things to do.
SECONDS = 10.0


class SmtpNotifier:
    """Sends one message at a time over a connection of its own."""

    def __init__(self, settings: MailSettings, seconds: float = SECONDS) -> None:
        self._settings, self._seconds = settings, seconds

    def send(self, to: str, subject: str, text: str) -> None:
        """Raises NotReady for everything that goes wrong; neither address nor text is in it."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self._settings.sender, to, subject
        message["Date"], message["Message-ID"] = (
            formatdate(),
            make_msgid(domain=self._settings.sender.rpartition("@")[2]),
        )
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(text)
        try:
            with self._connected() as server:
                server.send_message(message)
        except (OSError, smtplib.SMTPException) as error:
            raise NotReady(f"De mailserver nam het bericht niet aan ({type(error).__name__}).", code="mail") from None

    def _connected(self) -> smtplib.SMTP:
        mail = self._settings
        if mail.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                mail.server, mail.port, timeout=self._seconds, context=ssl.create_default_context()
            )
        else:
            server = smtplib.SMTP(mail.server, mail.port, timeout=self._seconds)
        try:
            if mail.security == "starttls":
                server.starttls(context=ssl.create_default_context())
            if mail.user:
                server.login(mail.user, mail.password.get_secret_value())
        except BaseException:
            server.close()
            raise
        return server
