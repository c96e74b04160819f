"""The clustering from file to file: a comment a line in, where it belongs a line out, in the same order."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from consultation.core.messages import message
from consultation.dedup.clustering import cluster
from consultation.dedup.formats import Columns, Format, Row, check_written, format_of, invalid, rows, write
from consultation.dedup.near_duplicates import Progress
from consultation.dedup.placement import Comment, CommentId


def cluster_lines(
    in_file: Path,
    out_file: Path,
    *,
    own_texts: Sequence[str] = (),
    progress: Progress | None = None,
    form: Format | None = None,
    columns: Columns | None = None,
) -> int:
    """Cluster the comments of a file, write where each belongs in the order of the input, return how many.

    The input's format is told by its content or name unless `form` says it, the output's by its name. Texts are read as
    a stream: memory grows with the different ones. Raises `Invalid` with a sentence that names the line; the output
    appears whole or not at all. Files that cannot be opened raise OSError as usual.
    """
    columns, out_form = columns or Columns(), format_of(Path(out_file.name))
    check_written(out_form)
    ids: list[CommentId] = []
    comments = _noted(rows(in_file, form or format_of(in_file), columns), ids)
    where = {placed.id: placed.cluster for placed in cluster(comments, own_texts=own_texts, progress=progress)}
    unfinished = out_file.with_name(f".{out_file.name}.{os.getpid()}")
    try:
        write(((id_, where[id_]) for id_ in ids), unfinished, out_form, columns)
        unfinished.replace(out_file)
    finally:
        unfinished.unlink(missing_ok=True)
    return len(ids)


def _noted(read: Iterator[Row], ids: list[CommentId]) -> Iterator[Comment]:
    """The comments, their ids noted on the way. Raises `Invalid` naming both lines when an id occurs twice."""
    seen: dict[str, int] = {}
    for number, comment in read:
        first = seen.setdefault(str(comment.id), number)
        if first != number:
            raise invalid(
                message(
                    'Line %(line)s: the id "%(id)s" was already used in line %(first)s. Give every comment its own id.',
                    line=number,
                    id=str(comment.id),
                    first=first,
                )
            )
        ids.append(comment.id)
        yield comment
