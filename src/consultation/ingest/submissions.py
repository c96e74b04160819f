"""Reads comments that arrived outside the website from a CSV file: every row checked, every bad row named at once."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from consultation.core.errors import Blocked
from consultation.core.messages import Message, message
from consultation.core.periods import TASHKENT
from consultation.core.text import clean, has_forbidden
from consultation.core.vocabulary import Position

TEXT_MAX = 10_000
NAME_MAX = 200
CO_SIGNERS_MAX = 1_000_000
ROWS_MAX = 200_000
COLUMNS = ("text", "clause", "position", "wording", "name", "organisation", "co_signers", "arrived_at")


@dataclass(frozen=True, slots=True)
class ImportedComment:
    """One row: a comment with who sent it. `clause` is an eid, None for the whole draft; `arrived_at` None: now."""

    row: int
    text: str
    clause: str | None = None
    position: Position = Position.NONE
    wording: str = ""
    name: str = ""
    organisation: str | None = None
    co_signers: int = 0
    arrived_at: datetime | None = None


def read_csv(data: bytes) -> list[ImportedComment]:
    """The rows of a CSV file (UTF-8, comma or semicolon, first row names the columns).

    Raises Blocked with a sentence for every bad row; nothing is half-read.
    """
    reader = _reader(data)
    rows: list[ImportedComment] = []
    reasons: list[Message] = []
    for number, raw in _numbered(reader):
        try:
            rows.append(_row(number, raw))
        except _BadRowError as error:
            reasons.append(error.reason)
    if not rows and not reasons:
        reasons.append(message("The file has no rows."))
    if reasons:
        raise Blocked(reasons)
    return rows


class _BadRowError(Exception):
    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


def _reader(data: bytes) -> "csv.DictReader[str]":
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Blocked([message("The file is not UTF-8. Save it as CSV UTF-8 and try again.")]) from None
    if has_forbidden(text):
        raise Blocked([message("The file holds control characters. Save it as CSV UTF-8 and try again.")])
    first_line = text.partition("\n")[0]
    delimiter = ";" if first_line.count(";") > first_line.count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    unknown = [name for name in reader.fieldnames or () if name not in COLUMNS]
    if "text" not in (reader.fieldnames or ()):
        raise Blocked([message("The first row must name the columns, and one of them must be “text”.")])
    if unknown:
        raise Blocked([message("These columns are not known: %(names)s.", names=", ".join(unknown))])
    return reader


def _numbered(reader: "csv.DictReader[str]") -> Iterator[tuple[int, Mapping[str, str]]]:
    try:
        for number, raw in enumerate(reader, start=2):
            if number > ROWS_MAX:
                raise Blocked([message("The file has more than %(n)s rows. Split it.", n=ROWS_MAX)])
            yield number, {name: (value or "").strip() for name, value in raw.items() if isinstance(name, str)}
    except csv.Error:
        raise Blocked(
            [message("Row %(row)s cannot be read: check its quotation marks.", row=reader.line_num)]
        ) from None


def _row(number: int, raw: Mapping[str, str]) -> ImportedComment:
    text = clean(raw.get("text", ""))
    if not text:
        raise _BadRowError(message("Row %(row)s has no text.", row=number))
    for field, limit in (("text", TEXT_MAX), ("wording", TEXT_MAX), ("name", NAME_MAX), ("organisation", NAME_MAX)):
        if len(raw.get(field, "")) > limit:
            raise _BadRowError(
                message("Row %(row)s: “%(field)s” is longer than %(n)s characters.", row=number, field=field, n=limit)
            )
    return ImportedComment(
        row=number,
        text=text,
        clause=raw.get("clause") or None,
        position=_position(number, raw.get("position", "")),
        wording=clean(raw.get("wording", "")),
        name=clean(raw.get("name", "")),
        organisation=clean(raw.get("organisation", "")) or None,
        co_signers=_co_signers(number, raw.get("co_signers", "")),
        arrived_at=_instant(number, raw.get("arrived_at", "")),
    )


def _position(number: int, value: str) -> Position:
    try:
        return Position(value or "none")
    except ValueError:
        names = ", ".join(Position)
        raise _BadRowError(message("Row %(row)s: the position is one of %(names)s.", row=number, names=names)) from None


def _co_signers(number: int, value: str) -> int:
    if not value:
        return 0
    if not value.isdecimal() or int(value) > CO_SIGNERS_MAX:
        raise _BadRowError(message("Row %(row)s: the number of co-signers is a whole number.", row=number))
    return int(value)


def _instant(number: int, value: str) -> datetime | None:
    if not value:
        return None
    try:
        instant = datetime.fromisoformat(value)
    except ValueError:
        raise _BadRowError(
            message("Row %(row)s: write the date of arrival as 2026-11-23 or 2026-11-23 14:05.", row=number)
        ) from None
    return instant if instant.tzinfo else instant.replace(tzinfo=TASHKENT)
