"""Comments out of JSON Lines, CSV and Parquet as streams, and clusters into them; what cannot be read is named by its line."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from consultation.core.errors import Invalid
from consultation.core.messages import Message, message
from consultation.dedup.placement import Comment, CommentId

Row: TypeAlias = tuple[int, Comment]
"""The line (in Parquet: the row) a comment begins or ends on, from 1, and the comment."""

Pair: TypeAlias = tuple[CommentId, CommentId]
"""A comment's id and the id of the comment that represents its cluster."""

_BATCH = 10_000
_LONGEST_FIELD = 2**31 - 1
_PARQUET_BEGINS = b"PAR1"


class Format(StrEnum):
    """The formats, named as their files usually end."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


class Columns(NamedTuple):
    """What the columns (in JSON Lines: the keys) are called."""

    id: str = "id"
    text: str = "text"


def invalid(reason: Message) -> Invalid:
    """The refusal of a file for a reason."""
    return Invalid({"file": reason})


def format_of(file: Path) -> Format:
    """By what the file begins with, else by its name; JSON Lines when neither tells. The file need not exist."""
    if file.is_file():
        with file.open("rb") as opened:
            if opened.read(len(_PARQUET_BEGINS)) == _PARQUET_BEGINS:
                return Format.PARQUET
    ending = file.suffix.lower().removeprefix(".")
    return Format(ending) if ending in {*Format} else Format.JSONL


def rows(file: Path, form: Format, columns: Columns) -> Iterator[Row]:
    """The comments in their order, a few thousand in memory at a time. Raises `Invalid` naming the line."""
    return _READERS[form](file, columns)


def _json_lines(file: Path, columns: Columns) -> Iterator[Row]:
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield number, _json_comment(line, number, columns)


def _json_comment(line: bytes, number: int, columns: Columns) -> Comment:
    try:
        row = json.loads(_decoded(line, number))
    except (ValueError, RecursionError):
        raise invalid(message("Line %(line)s is not JSON. Write one JSON object on each line.", line=number)) from None
    id_ = row.get(columns.id) if isinstance(row, dict) else None
    text = row.get(columns.text) if isinstance(row, dict) else None
    if not isinstance(id_, int | str) or isinstance(id_, bool) or not isinstance(text, str):
        raise invalid(
            message(
                'Line %(line)s must be an object with an "%(key)s" (a number or a string) and a "%(words)s" (a string).',
                line=number,
                key=columns.id,
                words=columns.text,
            )
        )
    return Comment(id_, text)


def _decoded(line: bytes, number: int) -> str:
    try:
        return line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError:
        raise invalid(message("Line %(line)s is not UTF-8 text. Save the file as UTF-8.", line=number)) from None


def _csv_rows(file: Path, columns: Columns) -> Iterator[Row]:
    csv.field_size_limit(_LONGEST_FIELD)
    with file.open("rb") as lines:
        reader = csv.reader((_decoded(line, number) for number, line in enumerate(lines, 1)), strict=True)
        names = _csv_row(reader)
        if names is None:
            return
        id_at, text_at = _places(names, columns)
        while (row := _csv_row(reader)) is not None:
            if not row:
                continue
            if len(row) != len(names) or not row[id_at]:
                raise invalid(
                    message(
                        "Line %(line)s has not one field for each column, or no id. Fill in the id and put texts with commas in quotation marks.",
                        line=reader.line_num,
                    )
                )
            yield reader.line_num, Comment(row[id_at], row[text_at])


def _csv_row(reader: Any) -> list[str] | None:  # noqa: ANN401 - the type of csv.reader has no public name
    try:
        return next(reader, None)
    except csv.Error:
        raise invalid(
            message(
                "Line %(line)s is not CSV. Close each quotation mark, and double those inside a text.",
                line=reader.line_num,
            )
        ) from None


def _places(names: Sequence[str], columns: Columns) -> tuple[int, int]:
    for wanted in columns:
        if wanted not in names:
            raise invalid(
                message(
                    'The file has no column "%(wanted)s"; its columns are: %(names)s. Say which one to read.',
                    wanted=wanted,
                    names=", ".join(names),
                )
            )
    return names.index(columns.id), names.index(columns.text)


def _parquet_rows(file: Path, columns: Columns) -> Iterator[Row]:
    parquet = _parquet()
    try:
        with parquet.ParquetFile(file) as opened:
            _places(opened.schema_arrow.names, columns)
            number = 0
            for batch in opened.iter_batches(_BATCH, columns=list(columns)):
                for id_, text in zip(batch[columns.id].to_pylist(), batch[columns.text].to_pylist(), strict=True):
                    number += 1
                    yield number, _parquet_comment(id_, text, number)
    except (import_module("pyarrow").ArrowException, UnicodeDecodeError):
        raise invalid(message("The file is damaged, or not Parquet. Write it anew.")) from None


def _parquet_comment(id_: object, text: object, number: int) -> Comment:
    if not isinstance(id_, int | str) or isinstance(id_, bool) or not isinstance(text, str):
        raise invalid(
            message("Row %(row)s must have an id (a whole number or a string) and a text (a string).", row=number)
        )
    return Comment(id_, text)


def _parquet() -> Any:  # noqa: ANN401 - pyarrow has no types, and need not be there
    try:
        return import_module("pyarrow.parquet")
    except ModuleNotFoundError:
        raise invalid(
            message(
                'Parquet needs a library that is not installed. Install it with: pip install "consultation[parquet]"'
            )
        ) from None


_READERS: dict[Format, Callable[[Path, Columns], Iterator[Row]]] = {
    Format.JSONL: _json_lines,
    Format.CSV: _csv_rows,
    Format.PARQUET: _parquet_rows,
}


def check_written(form: Format) -> None:
    """Whether the format can be written here, before hours of work; raises `Invalid` where a library is missing."""
    if form is Format.PARQUET:
        _parquet()


def write(pairs: Iterable[Pair], file: Path, form: Format, columns: Columns) -> None:
    """Write the cluster of each comment. In Parquet ids are whole numbers where all are, else strings."""
    _WRITERS[form](pairs, file, columns)


def _write_json_lines(pairs: Iterable[Pair], file: Path, columns: Columns) -> None:
    with file.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps({columns.id: id_, "cluster": cluster}) + "\n" for id_, cluster in pairs)


def _write_csv(pairs: Iterable[Pair], file: Path, columns: Columns) -> None:
    # Lone surrogates can stand in a JSON id; they are written as they are rather than lost.
    with file.open("w", encoding="utf-8", errors="surrogatepass", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow((columns.id, "cluster"))
        writer.writerows(pairs)


def _write_parquet(pairs: Iterable[Pair], file: Path, columns: Columns) -> None:
    arrow, parquet = import_module("pyarrow"), _parquet()
    whole = list(pairs)
    is_numbers = all(isinstance(id_, int) and -(2**63) <= id_ < 2**63 for id_, _ in whole)
    kind, put = (arrow.int64(), int) if is_numbers else (arrow.string(), _storable)
    schema = arrow.schema([(columns.id, kind), ("cluster", kind)])
    remaining = iter(whole)
    with parquet.ParquetWriter(file, schema) as out:
        while batch := list(islice(remaining, _BATCH)):
            arrays = [arrow.array([put(value) for value in side], kind) for side in zip(*batch, strict=True)]
            out.write_batch(arrow.record_batch(arrays, schema=schema))


def _storable(id_: CommentId) -> str:
    """Parquet holds UTF-8 only: half a character, which JSON can hold, is written as its escape."""
    return str(id_).encode("utf-8", "backslashreplace").decode()


_WRITERS: dict[Format, Callable[[Iterable[Pair], Path, Columns], None]] = {
    Format.JSONL: _write_json_lines,
    Format.CSV: _write_csv,
    Format.PARQUET: _write_parquet,
}
