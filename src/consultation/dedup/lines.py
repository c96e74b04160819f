"""The clustering from file to file: one {"id", "text"} a line in, one {"id", "cluster"} a line out."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from consultation.core.errors import Invalid
from consultation.core.messages import Message, message
from consultation.dedup.clustering import cluster
from consultation.dedup.near_duplicates import Progress
from consultation.dedup.placement import Comment


def cluster_lines(
    in_file: Path, out_file: Path, *, own_texts: Sequence[str] = (), progress: Progress | None = None
) -> int:
    """Cluster the comments of a JSON Lines file, write where each belongs in the order of the input, return how many.

    Raises `Invalid` with a sentence that names the line; the output appears whole or not at all. Files that cannot be
    opened raise OSError as usual.
    """
    with in_file.open("rb") as lines:
        comments = list(read_comments(lines))
    placed = cluster(comments, own_texts=own_texts, progress=progress)
    where = {placement.id: placement.cluster for placement in placed}
    unfinished = out_file.with_name(f".{out_file.name}.{os.getpid()}")
    try:
        with unfinished.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps({"id": c.id, "cluster": where[c.id]}) + "\n" for c in comments)
        unfinished.replace(out_file)
    finally:
        unfinished.unlink(missing_ok=True)
    return len(comments)


def read_comments(lines: Iterable[bytes]) -> Iterator[Comment]:
    """The comments of JSON Lines in UTF-8; empty lines are passed over. Raises `Invalid` naming the line."""
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        comment = _comment(line, number)
        first = seen.setdefault(str(comment.id), number)
        if first != number:
            raise _invalid(
                message(
                    'Line %(line)s: the id "%(id)s" was already used in line %(first)s. Give every comment its own id.',
                    line=number,
                    id=str(comment.id),
                    first=first,
                )
            )
        yield comment


def _comment(line: bytes, number: int) -> Comment:
    try:
        row = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError:
        raise _invalid(message("Line %(line)s is not UTF-8 text. Save the file as UTF-8.", line=number)) from None
    except (ValueError, RecursionError):
        raise _invalid(message("Line %(line)s is not JSON. Write one JSON object on each line.", line=number)) from None
    id_ = row.get("id") if isinstance(row, dict) else None
    text = row.get("text") if isinstance(row, dict) else None
    if not isinstance(id_, int | str) or isinstance(id_, bool) or not isinstance(text, str):
        raise _invalid(
            message(
                'Line %(line)s must be an object with an "id" (a number or a string) and a "text" (a string).',
                line=number,
            )
        )
    return Comment(id_, text)


def _invalid(reason: Message) -> Invalid:
    return Invalid({"file": reason})
