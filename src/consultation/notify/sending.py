"""Wording a mail in the reader's language and handing it to a file outbox or an SMTP server."""

import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from enum import StrEnum
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from consultation.config import Settings
from consultation.core.messages import N_, Message
from consultation.core.vocabulary import Locale
from consultation.notify.words import MAILS, MailWords
from consultation.translation import SITE_NAME, translate

_TIMEOUT_SECONDS = 20
_SIGNATURE = N_("This mail was sent by %(site)s. Please do not reply to it.")


class Transport(Protocol):
    """Something that takes a finished mail away."""

    def send(self, mail: EmailMessage) -> None:
        """Take the mail, or raise OSError (smtplib's errors are) when it cannot be taken now."""
        ...


@dataclass(frozen=True, slots=True)
class Mailer:
    """Words a mail of some kind and hands it over; `site` is the name the mails are signed with, "" for our own."""

    transport: Transport
    sender: str
    base_url: str
    site: str

    def compose(self, kind: str, params: Mapping[str, object], *, to: str, locale: Locale) -> EmailMessage:
        """The finished mail of a kind in `notify.words`; KeyError for an unknown kind or a missing parameter."""
        words = MAILS[kind]
        values = {name: _value(words, name, value) for name, value in params.items()}
        link = self.base_url + words.path % {name: str(value) for name, value in values.items()}
        paragraphs: list[str] = []
        for paragraph in words.paragraphs:
            said = translate(Message(paragraph, values), locale)
            if not said:
                continue  # a note that nobody wrote
            paragraphs.append(said)
            if paragraph.endswith(":"):
                paragraphs.append(link)
        mail = EmailMessage()
        site = self.site or translate(SITE_NAME, locale)
        mail["From"] = Address(site, addr_spec=self.sender)
        mail["To"] = to
        mail["Subject"] = " ".join(translate(Message(words.subject, values), locale).split())
        mail["Date"] = formatdate(usegmt=True)
        mail["Message-ID"] = make_msgid(domain=self.sender.partition("@")[2])
        mail["Auto-Submitted"] = "auto-generated"
        mail["Content-Language"] = locale.value
        signature = translate(Message(_SIGNATURE, {"site": site}), locale)
        mail.set_content("\n\n".join([*paragraphs, f"-- \n{signature}"]) + "\n")
        return mail

    def deliver(self, kind: str, params: Mapping[str, object], *, to: str, locale: Locale) -> None:
        """Compose and send; OSError when the mail cannot be taken now (try again later)."""
        self.transport.send(self.compose(kind, params, to=to, locale=locale))


def _value(words: MailWords, name: str, value: object) -> int | str | StrEnum:
    if name in words.lists:
        return words.lists[name](str(value))
    return value if isinstance(value, int) else str(value)


def mailer(settings: Settings) -> Mailer:
    """The mailer the settings ask for: over SMTP when its URL is set, into files otherwise."""
    smtp_url = settings.smtp_url.get_secret_value()
    transport = SmtpServer(smtp_url) if smtp_url else FileOutbox(settings.outbox_dir)
    return Mailer(transport, settings.mail_from, settings.base_url, settings.site_name)


@dataclass(frozen=True, slots=True)
class FileOutbox:
    """Writes each mail as a .eml file, whole or not at all, readable by its owner only."""

    directory: Path

    def send(self, mail: EmailMessage) -> None:
        """Write the mail into the directory."""
        self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self.directory / f"{uuid4().hex}.eml"
        unfinished = path.with_suffix(".part")
        unfinished.touch(mode=0o600)
        unfinished.write_bytes(bytes(mail))
        unfinished.rename(path)


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Sends over SMTP: `smtp://user:password@host:587` (TLS when the server offers it) or `smtps://…:465`."""

    url: str

    def send(self, mail: EmailMessage) -> None:
        """Open a connection, send, close."""
        parts = urlsplit(self.url)
        host, context = parts.hostname or "localhost", ssl.create_default_context()
        if parts.scheme == "smtps":
            with smtplib.SMTP_SSL(host, parts.port or 465, timeout=_TIMEOUT_SECONDS, context=context) as server:
                _hand_over(server, parts.username, parts.password, mail)
            return
        with smtplib.SMTP(host, parts.port or 587, timeout=_TIMEOUT_SECONDS) as server:
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls(context=context)
            elif parts.password:
                raise ConnectionError(f"{host} offers no TLS, and a password is not sent without")
            _hand_over(server, parts.username, parts.password, mail)


def _hand_over(server: smtplib.SMTP, user: str | None, password: str | None, mail: EmailMessage) -> None:
    if user is not None and password is not None:
        server.login(unquote(user), unquote(password))
    server.send_message(mail)
