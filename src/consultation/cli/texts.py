"""Commands that need no database: read a draft act from a Word file, cluster comments from a file."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from consultation import dedup, ingest
from consultation.cli.progress import progress
from consultation.config import Settings
from consultation.core.file_vocabulary import TextView
from consultation.ingest.grammar import grammar
from consultation.resources import jurisdictions

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("ingest")
@click.argument("file", type=_FILE)
@click.option("--format", "form", type=click.Choice(["tree", "json", "akn"]), default="tree", show_default=True)
@click.option(
    "--jurisdiction",
    type=click.Choice(list(jurisdictions())),
    default=ingest.UZBEKISTAN,
    show_default=True,
    help="Whose acts these are: what their units are called, and how they are numbered.",
)
@click.option(
    "--view",
    type=click.Choice([view.value for view in TextView]),
    default=TextView.ACCEPTED.value,
    show_default=True,
    help="Where the file holds tracked changes: the text with all of them accepted, or the one before them.",
)
def ingest_command(file: Path, form: str, jurisdiction: str, view: str) -> None:
    """Split the draft act in FILE (.docx or Akoma Ntoso) into clauses and print them, as Akoma Ntoso too."""
    settings = Settings()
    limits = ingest.limits_of(settings.ingest_seconds, settings.ingest_memory)
    with progress("reading") as step:
        result = ingest.ingest(
            file.read_bytes(), file.name, limits, jurisdiction=jurisdiction, view=TextView(view), progress=step
        )
    if form == "json":
        json.dump(ingest.to_json(result), sys.stdout, ensure_ascii=False, indent=1)
        click.echo()
    elif form == "akn":
        click.echo(_as_akn(result, jurisdiction), nl=False)
    else:
        click.echo("\n".join(ingest.tree_lines(result)))


def _as_akn(result: ingest.Ingested, jurisdiction: str) -> bytes:
    country = grammar(jurisdiction).country
    today = datetime.now(UTC).date()
    identity = ingest.Identity(result.title, result.language, today, result.act_kind, country=country)
    return ingest.to_akn(result.outline, identity)


@click.command("cluster")
@click.argument("comments", type=_FILE)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="File to write: .csv and .parquet give these formats, any other name JSON Lines.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in dedup.Format]),
    help="The format of COMMENTS, where neither its content nor its name tells.",
)
@click.option("--id-column", default="id", show_default=True, help="The column or key of the ids.")
@click.option("--text-column", default="text", show_default=True, help="The column or key of the texts.")
@click.option(
    "--draft",
    type=_FILE,
    help="The draft's own text (.docx, plain text, or the JSON of `consultation ingest`): quoting it makes nobody alike.",
)
def cluster_command(
    comments: Path, output: Path, form: str | None, id_column: str, text_column: str, draft: Path | None
) -> None:
    """Cluster COMMENTS (JSON Lines, CSV or Parquet): an id and a text a line in, an id and a cluster a line out."""
    if output.exists() and output.samefile(comments):
        raise click.ClickException("The output would take the place of the comments: name another file.")
    own_texts = [] if draft is None else _own_texts(draft)
    with progress("clustering") as step:
        count = dedup.cluster_lines(
            comments,
            output,
            own_texts=own_texts,
            progress=step,
            form=None if form is None else dedup.Format(form),
            columns=dedup.Columns(id_column, text_column),
        )
    click.echo(f"{count} comments clustered.", err=True)


def _own_texts(draft: Path) -> list[str]:
    """The texts of the clauses; JSON may also hold them as {"drafts": [[text, …], …]}, for several drafts at once."""
    content = draft.read_bytes()
    if content.startswith(b"PK"):
        settings = Settings()
        limits = ingest.limits_of(settings.ingest_seconds, settings.ingest_memory)
        read = ingest.to_json(ingest.ingest(content, draft.name, limits))
        return _clause_texts(read)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise click.ClickException("The draft is not UTF-8 text. Save it as UTF-8.") from None
    try:
        return _clause_texts(json.loads(text))
    except ValueError:
        return [text]
    except (TypeError, KeyError):
        raise click.ClickException(
            "The draft must be plain text or the JSON that `consultation ingest` prints."
        ) from None


def _clause_texts(read: Any) -> list[str]:  # noqa: ANN401 - JSON that somebody wrote
    if "drafts" in read:
        return [str(text) for clauses in read["drafts"] for text in clauses]
    return [words for clause in read["clauses"] if (words := str(clause["text"] or ""))]


COMMANDS = (ingest_command, cluster_command)
