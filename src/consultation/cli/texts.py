"""Commands that need no database: read a draft act from a Word file, cluster comments from a file."""

import json
import sys
from pathlib import Path

import click

from consultation import dedup, ingest
from consultation.cli.progress import progress
from consultation.config import Settings
from consultation.core.file_vocabulary import TextView
from consultation.resources import jurisdictions

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("ingest")
@click.argument("file", type=_FILE)
@click.option("--format", "form", type=click.Choice(["tree", "json"]), default="tree", show_default=True)
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
    """Split the draft act in FILE (.docx) into clauses and print them."""
    settings = Settings()
    limits = ingest.limits_of(settings.ingest_seconds, settings.ingest_memory)
    with progress("reading") as step:
        result = ingest.ingest(
            file.read_bytes(), file.name, limits, jurisdiction=jurisdiction, view=TextView(view), progress=step
        )
    if form == "json":
        json.dump(ingest.to_json(result), sys.stdout, ensure_ascii=False, indent=1)
        click.echo()
    else:
        click.echo("\n".join(ingest.tree_lines(result)))


@click.command("cluster")
@click.argument("comments", type=_FILE)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="JSONL to write.")
@click.option(
    "--draft",
    type=_FILE,
    help="The draft's own text (plain text, or the JSON of `consultation ingest`): quoting it makes nobody alike.",
)
def cluster_command(comments: Path, output: Path, draft: Path | None) -> None:
    """Cluster COMMENTS: one {"id", "text"} a line in, one {"id", "cluster"} a line out."""
    if output.exists() and output.samefile(comments):
        raise click.ClickException("The output would take the place of the comments: name another file.")
    own_texts = [] if draft is None else _own_texts(draft.read_bytes())
    with progress("clustering") as step:
        count = dedup.cluster_lines(comments, output, own_texts=own_texts, progress=step)
    click.echo(f"{count} comments clustered.", err=True)


def _own_texts(content: bytes) -> list[str]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise click.ClickException("The draft is not UTF-8 text. Save it as UTF-8.") from None
    try:
        clauses = json.loads(text)["clauses"]
        return [words for clause in clauses if (words := str(clause["text"] or ""))]
    except ValueError:
        return [text]
    except (TypeError, KeyError):
        raise click.ClickException(
            "The draft must be plain text or the JSON that `consultation ingest` prints."
        ) from None


COMMANDS = (ingest_command, cluster_command)
