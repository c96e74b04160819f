"""Mails: words for every kind, files in the outbox, a real conversation over SMTP."""

import email
import re
import socket
import threading
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from consultation.core.vocabulary import Locale
from consultation.notify import FileOutbox, Mailer, SmtpServer
from consultation.notify.words import MAILS

PARAMS = {
    "code": "012345", "minutes": 30, "token": "t0ken", "title": "Suv toʻgʻrisida", "draft": 7, "comment": 12, "reason": "advertising", "note": "Iltimos.", "receipt": "7-12-ABCD",
}  # fmt: skip


def mailer(transport: FileOutbox | SmtpServer) -> Mailer:
    return Mailer(transport, "no-reply@example.uz", "https://example.uz", "Muhokama")


def test_the_code_is_in_subject_and_text_and_the_link_follows_its_sentence(tmp_path: Path) -> None:
    mail = mailer(FileOutbox(tmp_path)).compose("confirm_address", PARAMS, to="a@example.org", locale=Locale.EN)
    assert mail["Subject"] == "012345 is your confirmation code"
    assert str(mail["From"]) == "Muhokama <no-reply@example.uz>"
    paragraphs = mail.get_content().split("\n\n")
    assert paragraphs[1].endswith("open this address:")
    assert paragraphs[2] == "https://example.uz/account/confirm"


@pytest.mark.parametrize("kind", MAILS)
@pytest.mark.parametrize("locale", Locale)
def test_every_kind_has_words_in_every_language(kind: str, locale: Locale, tmp_path: Path) -> None:
    mail = mailer(FileOutbox(tmp_path)).compose(kind, PARAMS, to="a@example.org", locale=locale)
    assert "https://example.uz/" in mail.get_content()
    assert not re.search(r"%\(|%%", mail["Subject"] + mail.get_content())


def test_a_title_with_line_ends_cannot_add_headers(tmp_path: Path) -> None:
    params = {**PARAMS, "title": "Suv\r\nBcc: everybody@example.org"}
    mail = mailer(FileOutbox(tmp_path)).compose("report_published", params, to="a@example.org", locale=Locale.EN)
    assert mail["Bcc"] is None
    assert mail["Subject"] == "The report on “Suv Bcc: everybody@example.org” has been published"


def test_a_file_outbox_holds_whole_mails_that_only_the_owner_reads(tmp_path: Path) -> None:
    box = tmp_path / "outbox"
    mailer(FileOutbox(box)).deliver("report_published", PARAMS, to="a@example.org", locale=Locale.EN)
    (path,) = box.iterdir()
    assert path.suffix == ".eml"
    assert path.stat().st_mode & 0o777 == 0o600
    assert email.message_from_bytes(path.read_bytes(), policy=default)["To"] == "a@example.org"


class PostOffice(threading.Thread):
    """An SMTP server for one conversation."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.mail: EmailMessage | None = None
        self.commands: list[str] = []

    def run(self) -> None:
        connection, _ = self.listener.accept()
        with connection, connection.makefile("rwb") as stream:
            self._say(stream, "220 ready")
            while line := stream.readline():
                command = line.decode().strip()
                self.commands.append(command.split()[0].upper())
                if self.commands[-1] == "DATA":
                    self._say(stream, "354 go on")
                    self.mail = email.message_from_bytes(self._until_dot(stream), policy=default)
                self._say(stream, "221 bye" if self.commands[-1] == "QUIT" else "250 fine")
        self.listener.close()

    @staticmethod
    def _say(stream, line: str) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001 - a socket's file
        stream.write(line.encode() + b"\r\n")
        stream.flush()

    @staticmethod
    def _until_dot(stream) -> bytes:  # type: ignore[no-untyped-def] # noqa: ANN001 - a socket's file
        lines = []
        while (line := stream.readline()) not in {b".\r\n", b""}:
            lines.append(line)
        return b"".join(lines)


@pytest.fixture
def office() -> Iterator[PostOffice]:
    thread = PostOffice()
    thread.start()
    yield thread
    thread.join(timeout=10)


def test_a_mail_goes_over_smtp_with_its_letters_whole(office: PostOffice) -> None:
    post = mailer(SmtpServer(f"smtp://127.0.0.1:{office.port}"))
    post.deliver("report_published", PARAMS, to="a@example.org", locale=Locale.EN)
    office.join(timeout=10)
    assert office.mail is not None
    assert office.mail["Subject"] == "The report on “Suv toʻgʻrisida” has been published"
    assert "https://example.uz/drafts/7/report" in office.mail.get_content()


def test_a_password_is_not_sent_over_an_open_line(office: PostOffice) -> None:
    post = mailer(SmtpServer(f"smtp://user:secret@127.0.0.1:{office.port}"))
    with pytest.raises(OSError, match="TLS"):
        post.deliver("report_published", PARAMS, to="a@example.org", locale=Locale.EN)
    office.join(timeout=10)
    assert "AUTH" not in office.commands


def test_rejection_says_the_reason_in_the_readers_words() -> None:
    sender = Mailer(FileOutbox(Path("unused")), "from@example.org", "https://example.org", "Consultation")
    params = {"draft": "7", "title": "T", "comment": "12", "reason": "insult", "note": "Please write politely."}
    mail = sender.compose("comment_rejected", params, to="to@example.org", locale=Locale.EN)
    assert mail.get_content().splitlines()[:9] == [
        "A moderator decided not to publish your comment on the draft “T”.",
        "",
        "The reason: Insult or abuse",
        "",
        "Please write politely.",
        "",
        "You can see the comment and the decision here:",
        "",
        "https://example.org/drafts/7/comments/12",
    ]
