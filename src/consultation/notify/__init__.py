"""Telling people: mails worded in their language, written to a file outbox or sent over SMTP."""

from consultation.notify.sending import FileOutbox, Mailer, SmtpServer, Transport, mailer

__all__ = ["FileOutbox", "Mailer", "SmtpServer", "Transport", "mailer"]
