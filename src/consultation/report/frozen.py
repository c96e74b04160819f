"""The report as JSON and back without loss: what is stored, signed by its digest, and given out as open data."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from hashlib import sha256

from pydantic import TypeAdapter

from consultation.report.published import ADDED, Report

FORMAT = "consultation-report/1"


def to_json(report: Report) -> dict[str, object]:
    """Plain JSON values under the names of the fields; instants in UTC (ISO 8601), and `format` naming this very form."""
    return {"format": FORMAT, **_object(report)}


def from_json(stored: Mapping[str, object]) -> Report:
    """The report that `to_json` was given; ValueError when it is of another form or damaged."""
    if stored.get("format") != FORMAT:
        raise ValueError(f"This is not a report of the form {FORMAT}")
    return _adapter().validate_python({name: value for name, value in stored.items() if name != "format"})


def canonical(report: Report) -> bytes:
    """The one spelling of the report as UTF-8 JSON: names sorted, no spaces, no escapes of letters."""
    return json.dumps(to_json(report), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def thaw(stored: str | bytes) -> Report:
    """The report that `canonical` was given; ValueError as from `from_json`."""
    return from_json(json.loads(stored))


def digest(report: Report) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return sha256(canonical(report)).hexdigest()


@cache
def _adapter() -> TypeAdapter[Report]:
    return TypeAdapter(Report)


def _object(thing: object) -> dict[str, object]:
    found = {each: getattr(thing, each.name) for each in fields(thing)}  # type: ignore[arg-type]  # a dataclass, see _plain
    return {
        each.name: _plain(value) for each, value in found.items() if each.metadata != ADDED or value != each.default
    }


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    return _object(value) if is_dataclass(value) else value
